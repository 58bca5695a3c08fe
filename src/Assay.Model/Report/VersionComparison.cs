namespace Assay.Model;

/// <summary>Two analysed packages side by side, schema version 1 (docs/schema/difference-v1.json).</summary>
public sealed record VersionComparison
{
    /// <summary>Additive within a number.</summary>
    public int SchemaVersion { get; init; } = 1;
    /// <summary>The program.</summary>
    public required ToolInfo Tool { get; init; }
    /// <summary>Everything besides the packages that the comparison depends on.</summary>
    public required ReportInputs Inputs { get; init; }
    /// <summary>The earlier package.</summary>
    public required ComparedPackage Before { get; init; }
    /// <summary>The later package.</summary>
    public required ComparedPackage After { get; init; }
    /// <summary>What differs.</summary>
    public required VersionChanges Changes { get; init; }
}

/// <summary>What is new in a package against the version before, as its report says it.</summary>
/// <param name="Before">The earlier package.</param>
/// <param name="Changes">What differs.</param>
public sealed record NewInVersion(ComparedPackage Before, VersionChanges Changes);

/// <summary>One side of a comparison.</summary>
public sealed record ComparedPackage
{
    /// <summary>Package URL; null for loose files.</summary>
    public required string? Purl { get; init; }
    /// <summary>Community; null for loose files.</summary>
    public required string? Community { get; init; }
    /// <summary>Id; the file name for loose files.</summary>
    public required string Id { get; init; }
    /// <summary>Normalised version.</summary>
    public required string? Version { get; init; }
    /// <summary>Publication instant, where the feed tells.</summary>
    public string? Published { get; init; }
    /// <summary>SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }
    /// <summary>SHA-512 without the signature entry, base-64; null for loose files.</summary>
    public string? ContentHash { get; init; }
    /// <summary>The verdict of its own report.</summary>
    public required VerdictStatus Verdict { get; init; }
}

/// <summary>What differs between two packages.</summary>
public sealed record VersionChanges
{
    /// <summary>How the later version follows the earlier one: <c>same</c>, <c>major</c>, <c>minor</c>, <c>patch</c>, <c>revision</c>, <c>prerelease</c>, <c>release</c> (of a prerelease), <c>lower</c>; <c>other-package</c> for two ids; null where a version is not known.</summary>
    public required string? Step { get; init; }
    /// <summary>What could be compared.</summary>
    public required Comparability Comparability { get; init; }
    /// <summary>The verdicts.</summary>
    public required VerdictChange Verdict { get; init; }
    /// <summary>Who signs, publishes and licenses it: what is not the same on both sides.</summary>
    public required IReadOnlyList<OriginChange> Origin { get; init; }
    /// <summary>Behaviors.</summary>
    public required BehaviorChanges Behaviors { get; init; }
    /// <summary>Issues.</summary>
    public required IssueChanges Issues { get; init; }
    /// <summary>Occasions on which code runs that did not.</summary>
    public required IReadOnlyList<NewSurface> Surfaces { get; init; }
    /// <summary>Hosts of web addresses in code.</summary>
    public required HostChanges Hosts { get; init; }
    /// <summary>Declared dependencies.</summary>
    public required DependencyChanges Dependencies { get; init; }
    /// <summary>Files.</summary>
    public required FileChanges Files { get; init; }
    /// <summary>What other code may call.</summary>
    public required ApiChanges Api { get; init; }
    /// <summary>Sizes.</summary>
    public required IReadOnlyList<SizeChange> Sizes { get; init; }

    /// <summary>Says whether nothing at all differs, sizes aside.</summary>
    public bool IsEmpty() => Verdict.Before == Verdict.After && Origin.Count == 0 && Surfaces.Count == 0
        && Behaviors is { New.Count: 0, Gone.Count: 0, Changed.Count: 0 } && Issues is { New.Count: 0, Gone.Count: 0, Changed.Count: 0 }
        && Hosts is { NewTotal: 0, GoneTotal: 0 } && Dependencies is { Added.Count: 0, Removed.Count: 0, Changed.Count: 0 }
        && Files.Totals is { Added: 0, Removed: 0, Changed: 0, Moved: 0 } && Api is { TypesAdded: 0, TypesRemoved: 0, MembersAdded: 0, MembersRemoved: 0, FunctionsAdded: 0, FunctionsRemoved: 0 };
}

/// <summary>How much of two packages could be compared.</summary>
public enum ComparabilityStatus
{
    /// <summary>Both were read completely.</summary>
    Complete,
    /// <summary>A part of one was not read: what is said to be new may be old, or more may be new.</summary>
    Partial,
    /// <summary>One could not be read at all.</summary>
    None,
}

/// <summary>What could be compared of two packages.</summary>
/// <param name="Status">How much.</param>
/// <param name="BeforeComplete">False when a part of the earlier package was not read: what is new may have been there.</param>
/// <param name="AfterComplete">False when a part of the later package was not read: more may be new, and what is gone may be there.</param>
/// <param name="Limits">What was not read, of both.</param>
public sealed record Comparability(ComparabilityStatus Status, bool BeforeComplete, bool AfterComplete, IReadOnlyList<ComparisonLimit> Limits);

/// <summary>A part that was not read.</summary>
/// <param name="Side"><c>before</c> or <c>after</c>.</param>
/// <param name="Artifact">Its path below the input.</param>
/// <param name="Problem">Id of the problem.</param>
/// <param name="Text">The problem for a person.</param>
public sealed record ComparisonLimit(string Side, string Artifact, string Problem, string Text);

/// <summary>The verdicts of two packages.</summary>
/// <param name="Before">The verdict of the earlier one.</param>
/// <param name="After">The verdict of the later one.</param>
/// <param name="NewReasons">Reasons of the later one that the earlier one does not have; none where it is pass.</param>
public sealed record VerdictChange(VerdictStatus Before, VerdictStatus After, IReadOnlyList<string> NewReasons);

/// <summary>A statement about origin that differs.</summary>
/// <param name="What"><c>id</c>, <c>author-signature</c>, <c>code-signature</c>, <c>unsigned-code</c>, <c>repository-owners</c> (who the feed's signature names), <c>authors</c>, <c>owners</c>, <c>repository</c>, <c>project-page</c>, <c>license</c>, <c>license-family</c>.</param>
/// <param name="Before">What the earlier one says; empty for nothing.</param>
/// <param name="After">What the later one says; empty for nothing.</param>
public sealed record OriginChange(string What, IReadOnlyList<string> Before, IReadOnlyList<string> After);

/// <summary>Behaviors that one side has and the other has not, and those that run on more occasions.</summary>
public sealed record BehaviorChanges(IReadOnlyList<ChangedBehavior> New, IReadOnlyList<ChangedBehavior> Gone, IReadOnlyList<ChangedBehavior> Changed);

/// <summary>A behavior on one or both sides.</summary>
public sealed record ChangedBehavior
{
    /// <summary>Rule id.</summary>
    public required string Id { get; init; }
    /// <summary>The sentence.</summary>
    public required string Title { get; init; }
    /// <summary>Category.</summary>
    public required string Category { get; init; }
    /// <summary>Risk.</summary>
    public required Risk Risk { get; init; }
    /// <summary>When it ran; empty for new ones.</summary>
    public required IReadOnlyList<string> SurfacesBefore { get; init; }
    /// <summary>When it runs; empty for gone ones.</summary>
    public required IReadOnlyList<string> SurfacesAfter { get; init; }
    /// <summary>Places in the later package, of gone ones in the earlier; capped.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
    /// <summary>All places before the cap.</summary>
    public required int EvidenceTotal { get; init; }
    /// <summary>Prevalence.</summary>
    public required Prevalence Prevalence { get; init; }
}

/// <summary>Issues that one side has and the other has not, and those of another status.</summary>
public sealed record IssueChanges(IReadOnlyList<ChangedIssue> New, IReadOnlyList<ChangedIssue> Gone, IReadOnlyList<ChangedIssue> Changed);

/// <summary>An issue on one or both sides.</summary>
public sealed record ChangedIssue
{
    /// <summary>Policy id.</summary>
    public required string Id { get; init; }
    /// <summary>Title.</summary>
    public required string Title { get; init; }
    /// <summary>Category.</summary>
    public required string Category { get; init; }
    /// <summary>Assessment.</summary>
    public required AssessmentKind Assessment { get; init; }
    /// <summary>Status before; null for new ones.</summary>
    public required AssessmentStatus? StatusBefore { get; init; }
    /// <summary>Status after; null for gone ones.</summary>
    public required AssessmentStatus? StatusAfter { get; init; }
    /// <summary>Severity.</summary>
    public required Severity Severity { get; init; }
    /// <summary>0 to 4.</summary>
    public required int Priority { get; init; }
    /// <summary>Places in the later package, of gone ones in the earlier; capped.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
    /// <summary>All places before the cap.</summary>
    public required int EvidenceTotal { get; init; }
}

/// <summary>An occasion on which code of files runs that did not run then.</summary>
/// <param name="Surface">The occasion.</param>
/// <param name="First">True when nothing of the earlier package ran then.</param>
/// <param name="Files">The files, capped.</param>
/// <param name="Total">All of them.</param>
public sealed record NewSurface(string Surface, bool First, IReadOnlyList<NewlyRunFile> Files, int Total);

/// <summary>A file whose code runs on an occasion on which it did not.</summary>
/// <param name="Artifact">Its path below the input.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsNew">True when no file of its name was there.</param>
/// <param name="Place">The first place in it that runs then, as <c>Type::Method</c>; null for the file as a whole.</param>
public sealed record NewlyRunFile(string Artifact, ArtifactKind Kind, bool IsNew, string? Place);

/// <summary>Hosts of web addresses in code that one side has and the other has not.</summary>
/// <param name="New">New hosts, each with an address; capped.</param>
/// <param name="NewTotal">All new ones.</param>
/// <param name="Gone">Hosts that are gone; capped.</param>
/// <param name="GoneTotal">All that are gone.</param>
public sealed record HostChanges(IReadOnlyList<HostMention> New, int NewTotal, IReadOnlyList<HostMention> Gone, int GoneTotal);

/// <summary>A host with one of its addresses.</summary>
/// <param name="Host">Host.</param>
/// <param name="Artifact">A file that has an address of it.</param>
/// <param name="Url">The address.</param>
public sealed record HostMention(string Host, string Artifact, string Url);

/// <summary>Declared dependencies that differ.</summary>
public sealed record DependencyChanges(IReadOnlyList<DependencyChange> Added, IReadOnlyList<DependencyChange> Removed, IReadOnlyList<DependencyChange> Changed);

/// <summary>A dependency on one or both sides.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Kind"><c>package</c>, <c>assembly</c> or <c>module</c>.</param>
/// <param name="Before">Ranges before, over all frameworks; empty for added ones.</param>
/// <param name="After">Ranges after; empty for removed ones.</param>
public sealed record DependencyChange(string Id, string Kind, IReadOnlyList<string> Before, IReadOnlyList<string> After);
