using System.Text.Json.Serialization;

namespace Assay.Model;

/// <summary>The report of one package, schema version 1 (docs/schema/report-v1.json). Every other output is a view of it.</summary>
public sealed record PackageReport
{
    /// <summary>Additive within a number.</summary>
    public int SchemaVersion { get; init; } = 1;
    /// <summary>The program.</summary>
    public required ToolInfo Tool { get; init; }
    /// <summary>Everything besides the package that the report depends on.</summary>
    public required ReportInputs Inputs { get; init; }
    /// <summary>The package.</summary>
    public required ReportedPackage Package { get; init; }
    /// <summary>Known versions, where the feed or the index tells.</summary>
    public IReadOnlyList<ReportedVersion> Versions { get; init; } = [];
    /// <summary>Speaks of tampering and malware only.</summary>
    public required Verdict Verdict { get; init; }
    /// <summary>The six assessments.</summary>
    public required Assessments Assessments { get; init; }
    /// <summary>Issues: by priority, then rarity, then id.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }
    /// <summary>Behaviors: by risk, then rarity, then id, at most two of a category among the first five.</summary>
    public required IReadOnlyList<Behavior> Behaviors { get; init; }
    /// <summary>What tells the package from the others of its community; null where nothing can be said.</summary>
    public CommunityComparison? Comparison { get; init; }
    /// <summary>Vulnerabilities.</summary>
    public required VulnerabilityResult Vulnerabilities { get; init; }
    /// <summary>Identified components.</summary>
    public IReadOnlyList<ReportedComponent> Components { get; init; } = [];
    /// <summary>Declared dependencies.</summary>
    public required IReadOnlyList<ReportedDependency> Dependencies { get; init; }
    /// <summary>Signatures.</summary>
    public required IReadOnlyList<ReportedSignature> Signatures { get; init; }
    /// <summary>Which code is signed by whom.</summary>
    public ReportedSigning Signing { get; init; } = ReportedSigning.None;
    /// <summary>All artifacts.</summary>
    public required IReadOnlyList<ReportedFile> Files { get; init; }
    /// <summary>Sums over the artifacts.</summary>
    public required ReportContents Contents { get; init; }
    /// <summary>What was read and what was not.</summary>
    public required Coverage Coverage { get; init; }
    /// <summary>What the policy file took out; null without one.</summary>
    public SuppressedTotals? Suppressed { get; init; }
    /// <summary>The issues compared with a baseline; null without one.</summary>
    public BaselineComparison? Baseline { get; init; }
    /// <summary>What is new against the version before; null when no earlier version was given.</summary>
    public NewInVersion? NewInVersion { get; init; }

    /// <summary>Gives the issues that count: those that are not suppressed.</summary>
    public IReadOnlyList<Issue> OpenIssues() => Suppressed is null ? Issues : [.. Issues.Where(issue => !issue.IsSuppressed())];

    /// <summary>Gives the issues that are suppressed as a whole.</summary>
    public IReadOnlyList<Issue> SuppressedIssues() => Suppressed is null ? [] : [.. Issues.Where(issue => issue.IsSuppressed())];
}

/// <summary>The program that made a report.</summary>
public sealed record ToolInfo(string Name, string Version);

/// <summary>Everything besides the package that a report depends on.</summary>
public sealed record ReportInputs(RulePackInfo RulePack, InputFile? Policy, SnapshotInfo? CommunitySnapshot, IReadOnlyList<DatedInput> Advisories, IReadOnlyList<DatedInput> Lists, string? AsOf)
{
    /// <summary>The baseline that issues were compared with; null without one.</summary>
    public InputFile? Baseline { get; init; }

    /// <summary>The limits that were set to another value than usual (docs/limits.md); null when none was.</summary>
    public IReadOnlyList<ReportedLimit>? Limits { get; init; }
}

/// <summary>The rules of a report.</summary>
public sealed record RulePackInfo(string Version, string Sha256, string Attack);

/// <summary>The population of prevalence figures.</summary>
public sealed record SnapshotInfo(string Id, string Date, string Community, int Packages, string Ranking);

/// <summary>A dated data source.</summary>
public sealed record DatedInput(string Id, string Date);

/// <summary>The package of a report.</summary>
public sealed record ReportedPackage
{
    /// <summary>Package URL; null for loose files.</summary>
    public required string? Purl { get; init; }
    /// <summary>Community; null for loose files.</summary>
    public required string? Community { get; init; }
    /// <summary>Id; the file name for loose files.</summary>
    public required string Id { get; init; }
    /// <summary>Normalised version.</summary>
    public required string? Version { get; init; }
    /// <summary>Title.</summary>
    public string? Title { get; init; }
    /// <summary>Description.</summary>
    public string? Description { get; init; }
    /// <summary>Authors as declared.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];
    /// <summary>Owners as declared.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];
    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>Licence as declared.</summary>
    public LicenseDeclaration? License { get; init; }
    /// <summary>Licences that declaration and texts were recognised as: those of the package, then those of parts in it.</summary>
    public IReadOnlyList<ReportedLicense> Licenses { get; init; } = [];
    /// <summary>Project page.</summary>
    public string? ProjectUrl { get; init; }
    /// <summary>Repository as declared.</summary>
    public RepositoryDeclaration? Repository { get; init; }
    /// <summary>Publication instant, where the feed tells.</summary>
    public string? Published { get; init; }
    /// <summary>Listed, where the feed tells.</summary>
    public bool? Listed { get; init; }
    /// <summary>Deprecation message, where the feed tells.</summary>
    public string? Deprecated { get; init; }
    /// <summary>Downloads, where the feed tells.</summary>
    public long? Downloads { get; init; }
    /// <summary>SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }
    /// <summary>SHA-512 without the signature entry, base-64; null for loose files.</summary>
    public string? ContentHash { get; init; }
    /// <summary>Bytes.</summary>
    public required long Size { get; init; }
}

/// <summary>A licence of the package or of a part in it.</summary>
/// <param name="Id">Id of the SPDX list, <c>LicenseRef-</c> and a name, or <c>unknown</c>.</param>
/// <param name="Family">What it asks for.</param>
/// <param name="Scope"><c>package</c> or <c>component</c>.</param>
/// <param name="How"><c>expression</c>, <c>file</c>, <c>text</c>, <c>address</c> or <c>notice</c>.</param>
/// <param name="Role"><c>applies</c>, <c>alternative</c> or <c>contradicts</c>; null for parts.</param>
/// <param name="File">Where its text stands.</param>
/// <param name="Similarity">Of a hundred, how much of the text is there.</param>
public sealed record ReportedLicense(string Id, string? Family, string Scope, string? How, string? Role, string? File, int? Similarity);

/// <summary>A version of the package.</summary>
public sealed record ReportedVersion(string Version, string? Published, bool? Listed);

/// <summary>The verdict's values, from best to worst: pass, review, unknown, fail.</summary>
public enum VerdictStatus
{
    /// <summary>Nothing of the kind found.</summary>
    Pass,
    /// <summary>A person should look.</summary>
    Review,
    /// <summary>Something that matters could not be read.</summary>
    Unknown,
    /// <summary>Do not use.</summary>
    Fail,
}

/// <summary>The verdict with its reasons, worst first.</summary>
public sealed record Verdict(VerdictStatus Status, IReadOnlyList<string> Reasons)
{
    /// <summary>What the verdict is without the issues that the baseline has; null without a baseline.</summary>
    public VerdictStatus? SinceBaseline { get; init; }
}

/// <summary>The six assessments.</summary>
public sealed record Assessments(Assessment Secrets, Assessment Licenses, Assessment Vulnerabilities, Assessment Hardening, Assessment Tampering, Assessment Malware);

/// <summary>One assessment: worst status of its fired policies.</summary>
public sealed record Assessment(AssessmentStatus Status, string Label, int Count);

/// <summary>A reference to a public catalogue.</summary>
/// <param name="Type"><c>attack</c> or <c>cwe</c>.</param>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
public sealed record Reference(string Type, string Id, string? Name);

/// <summary>A fired policy.</summary>
public sealed record Issue
{
    /// <summary>Policy id.</summary>
    public required string Id { get; init; }
    /// <summary>Title.</summary>
    public required string Title { get; init; }
    /// <summary>Category.</summary>
    public required string Category { get; init; }
    /// <summary>Assessment.</summary>
    public required AssessmentKind Assessment { get; init; }
    /// <summary>Status in the assessment.</summary>
    public required AssessmentStatus Status { get; init; }
    /// <summary>Severity.</summary>
    public required Severity Severity { get; init; }
    /// <summary>0 to 4.</summary>
    public required int Priority { get; init; }
    /// <summary>Effort.</summary>
    public required Effort Effort { get; init; }
    /// <summary>Ids in other systems.</summary>
    public IReadOnlyList<string> Aka { get; init; } = [];
    /// <summary>What, why, when legitimate.</summary>
    public required string Problem { get; init; }
    /// <summary>What to do.</summary>
    public required IReadOnlyList<NextStep> NextSteps { get; init; }
    /// <summary>ATT&amp;CK and CWE.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];
    /// <summary>Page about the policy.</summary>
    public string? HelpUri { get; init; }
    /// <summary>Files with evidence.</summary>
    public required int Count { get; init; }
    /// <summary>When the evidence runs.</summary>
    public required IReadOnlyList<string> Surfaces { get; init; }
    /// <summary>Evidence, capped.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
    /// <summary>All evidence before the cap.</summary>
    public required int EvidenceTotal { get; init; }
    /// <summary>Prevalence.</summary>
    public required Prevalence Prevalence { get; init; }
    /// <summary>Stable over versions: rule, package id and normalised evidence.</summary>
    public required string Fingerprint { get; init; }
    /// <summary>Whether the baseline has it; null without a baseline.</summary>
    public BaselineState? Baseline { get; init; }
    /// <summary>What the policy file takes out of it, and what has expired; null when neither.</summary>
    public SuppressedFinding? Suppressed { get; init; }

    /// <summary>Says whether all of it is suppressed.</summary>
    public bool IsSuppressed() => Suppressed is { Complete: true };
}

/// <summary>A found behavior.</summary>
public sealed record Behavior
{
    /// <summary>Rule id.</summary>
    public required string Id { get; init; }
    /// <summary>The sentence.</summary>
    public required string Title { get; init; }
    /// <summary>Category.</summary>
    public required string Category { get; init; }
    /// <summary>Risk.</summary>
    public required Risk Risk { get; init; }
    /// <summary>ATT&amp;CK and CWE.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];
    /// <summary>Files with evidence.</summary>
    public required int Count { get; init; }
    /// <summary>When the evidence runs.</summary>
    public required IReadOnlyList<string> Surfaces { get; init; }
    /// <summary>Evidence, capped.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }
    /// <summary>All evidence before the cap.</summary>
    public required int EvidenceTotal { get; init; }
    /// <summary>Prevalence.</summary>
    public required Prevalence Prevalence { get; init; }
}

/// <summary>One fact that proves a finding.</summary>
public sealed record Evidence
{
    /// <summary>Path of the artifact below the input: without the input's own name.</summary>
    public required string Artifact { get; init; }
    /// <summary>Where in it.</summary>
    public required ReportedLocation Location { get; init; }
    /// <summary>Fact kind.</summary>
    public required FactKind Kind { get; init; }
    /// <summary>Fact value.</summary>
    public required string Value { get; init; }
    /// <summary>Known arguments by name or position.</summary>
    public IReadOnlyDictionary<string, string>? Arguments { get; init; }
    /// <summary>Positional arguments of a call or construction, unknown ones too; null for other facts.</summary>
    public int? ArgumentCount { get; init; }
    /// <summary>How the value became known.</summary>
    public required Derivation Derivation { get; init; }
    /// <summary>When it runs.</summary>
    public required IReadOnlyList<string> Surfaces { get; init; }
    /// <summary>Calls from a start surface to here.</summary>
    public IReadOnlyList<string>? Path { get; init; }
    /// <summary>How this fact belongs to the others of its finding (<c>in the same type</c>, <c>by data flow</c>); null when it stands alone.</summary>
    public string? Relation { get; init; }
}

/// <summary>A location as a person can open it.</summary>
public sealed record ReportedLocation
{
    /// <summary>Outer type.</summary>
    public string? Type { get; init; }
    /// <summary>Method as in the source.</summary>
    public string? Method { get; init; }
    /// <summary>Compiler-generated body that the offset counts in, when it is not the method's own.</summary>
    public string? Body { get; init; }
    /// <summary>IL offset.</summary>
    public int? IlOffset { get; init; }
    /// <summary>Source file from debug symbols.</summary>
    public string? File { get; init; }
    /// <summary>Line from 1.</summary>
    public int? Line { get; init; }
    /// <summary>Column from 1.</summary>
    public int? Column { get; init; }
    /// <summary>Last line.</summary>
    public int? EndLine { get; init; }
    /// <summary>Column after the last character.</summary>
    public int? EndColumn { get; init; }
    /// <summary>Element of an XML file.</summary>
    [JsonPropertyName("xpath")]
    public string? XPath { get; init; }
    /// <summary>Byte offset.</summary>
    public long? ByteOffset { get; init; }
}

/// <summary>Whether prevalence is known.</summary>
public enum PrevalenceStatus
{
    /// <summary>Figures follow.</summary>
    Known,
    /// <summary>No snapshot was given.</summary>
    NoSnapshot,
    /// <summary>The rule changed since the snapshot.</summary>
    RuleChanged,
    /// <summary>The snapshot is of another community.</summary>
    OtherCommunity,
}

/// <summary>How many packages of a population have a finding.</summary>
public sealed record Prevalence(PrevalenceStatus Status, string? Label, string Sentence, PrevalenceTier? Top100, PrevalenceTier? Top1k, PrevalenceTier? Top10k, PrevalenceTier? Community)
{
    /// <summary>What is said without a snapshot.</summary>
    public static Prevalence NoSnapshot { get; } = new(PrevalenceStatus.NoSnapshot, null, "No prevalence information: no community snapshot was given.", null, null, null, null);

    /// <summary>What is said of findings about differences between versions.</summary>
    public static Prevalence NotCounted { get; } = NoSnapshot with { Sentence = "No prevalence information: how usual a difference between versions is was not counted." };

    /// <summary>What is said of known vulnerabilities, which depend on the database and its day.</summary>
    public static Prevalence OfDatabase { get; } = NoSnapshot with { Sentence = "No prevalence information: how usual known vulnerabilities are was not counted." };

    /// <summary>Gives the largest share over the tiers and the community, which decides label and rarity; null when the figures are no base for either.</summary>
    public double? LargestShare() => Label is null ? null : new[] { Top100, Top1k, Top10k, Community }.Max(tier => tier?.Share);

    /// <summary>Says whether more than half of the community has the finding.</summary>
    public bool IsOfMost() => Label is not null && Community is { } community && 2L * community.Count > community.Of;
}

/// <summary>Packages with a finding, of how many, and the share from 0 to 1.</summary>
public sealed record PrevalenceTier(int Count, int Of, double Share);

/// <summary>An identified component.</summary>
/// <param name="Purl">Package URL; null where no package is known.</param>
/// <param name="Name">Id of its package, or the upstream name of a native library.</param>
/// <param name="Version">Its version; null where nothing tells it for certain.</param>
/// <param name="Artifact">Path of the file that is it, or holds it.</param>
/// <param name="Sha256">Hash of that file.</param>
/// <param name="IdentifiedBy"><c>file-hash</c>, <c>assembly-identity</c>, <c>version-resource</c> or <c>version-string</c>.</param>
/// <param name="Confidence"><c>certain</c>, <c>high</c> or <c>medium</c>.</param>
public sealed record ReportedComponent(string? Purl, string Name, string? Version, string Artifact, string Sha256, string IdentifiedBy, string Confidence);

/// <summary>A declared dependency.</summary>
public sealed record ReportedDependency(string Id, string? Range, string? Framework, string Kind, string? Resolved = null)
{
    /// <summary>The most vulnerabilities that are listed of one.</summary>
    public const int VulnerabilityLimit = 20;

    /// <summary>The lowest version that the range allows, which NuGet takes where a feed has it; null where the range has no lowest one.</summary>
    public string? Lowest { get; init; }

    /// <summary>Ids of the vulnerabilities of <see cref="Lowest"/>, the worst first; null where they were not looked up.</summary>
    public IReadOnlyList<string>? Vulnerabilities { get; init; }
}

/// <summary>One artifact.</summary>
public sealed record ReportedFile(string Path, ArtifactKind Kind, long Size, string Sha256)
{
    /// <summary>How it was obtained from the file that holds it; null for entries of containers.</summary>
    public ReportedOrigin? Derived { get; init; }
}

/// <summary>How a file was found inside another.</summary>
/// <param name="How">What was done to obtain it.</param>
/// <param name="Excerpt">The beginning of its text when it is code.</param>
public sealed record ReportedOrigin(string How, string? Excerpt);

/// <summary>Sums over artifacts: files by kind, and files with code by surface.</summary>
public sealed record ReportContents(int Files, long Bytes, IReadOnlyDictionary<string, int> Kinds, IReadOnlyDictionary<string, int> Surfaces)
{
    /// <summary>The web addresses in them.</summary>
    public ReportedUrls Urls { get; init; } = ReportedUrls.None;
}

/// <summary>What was read. Counts are artifacts.</summary>
public sealed record Coverage(int Read, int Partial, int Skipped, IReadOnlyList<ReportedProblem> Problems);

/// <summary>A problem as reported.</summary>
public sealed record ReportedProblem(string Id, ProblemEffect Effect, string Artifact, string? Location, string Text)
{
    /// <summary>The limit that was reached (docs/limits.md); null when the problem is none of a limit that may be set.</summary>
    public ReportedLimit? Limit { get; init; }
}

/// <summary>A limit that was reached.</summary>
/// <param name="Name">Its name in settings.</param>
/// <param name="Value">The value that it had.</param>
public sealed record ReportedLimit(string Name, long Value);
