namespace Assay.Model;

/// <summary>What is known of all packages that projects, lock files or bills of materials name: schema version 1 (docs/schema/check-v1.json).</summary>
public sealed record CheckReport
{
    /// <summary>Additive within a number.</summary>
    public int SchemaVersion { get; init; } = 1;
    /// <summary>The program.</summary>
    public required ToolInfo Tool { get; init; }
    /// <summary>Everything besides the packages that the report depends on.</summary>
    public required ReportInputs Inputs { get; init; }
    /// <summary>The worst verdict of the packages, and why.</summary>
    public required Verdict Verdict { get; init; }
    /// <summary>Whether vulnerabilities were looked up, and where; the items stand with the packages.</summary>
    public required VulnerabilityStatus Vulnerabilities { get; init; }
    /// <summary>What was checked.</summary>
    public required IReadOnlyList<CheckedProject> Projects { get; init; }
    /// <summary>The packages, by community, id and version.</summary>
    public required IReadOnlyList<CheckedPackage> Packages { get; init; }
    /// <summary>What could not be read or resolved.</summary>
    public IReadOnlyList<CheckProblem> Problems { get; init; } = [];
}

/// <summary>One source of packages: a project, a lock file, a manifest, a bill of materials.</summary>
/// <param name="Name">Name for a person.</param>
/// <param name="Path">Path relative to what was checked, with forward slashes.</param>
/// <param name="Kind"><c>project</c>, <c>packages-lock</c>, <c>project-assets</c>, <c>packages-config</c>, <c>deps-json</c>, <c>central-packages</c>, <c>tools</c>, <c>file-based-app</c>, <c>sdk</c>, <c>cyclonedx</c>, <c>spdx</c>, <c>powershell-manifest</c>, <c>powershell-script</c> or <c>required-resources</c>.</param>
/// <param name="Resolution"><c>resolved</c>: the exact closure is known; <c>declared</c>: only what is named in the file.</param>
/// <param name="Frameworks">Target frameworks, as written.</param>
public sealed record CheckedProject(string Name, string Path, string Kind, string Resolution, IReadOnlyList<string> Frameworks);

/// <summary>One package version that something checked needs.</summary>
public sealed record CheckedPackage
{
    /// <summary>The package; of one that was not found, the id and version that are asked for.</summary>
    public required ReportedPackage Package { get; init; }
    /// <summary>Whether it was analysed.</summary>
    public required CheckedStatus Status { get; init; }
    /// <summary>Why it was not analysed; null when it was.</summary>
    public string? StatusText { get; init; }
    /// <summary>Where it was found: <c>global-packages</c>, <c>folder</c>, <c>cache</c>, <c>feed</c>; null when it was not.</summary>
    public string? FoundIn { get; init; }
    /// <summary>Something checked names it itself.</summary>
    public bool Direct { get; init; }
    /// <summary>Only needed for building or testing, as far as the files tell.</summary>
    public bool Development { get; init; }
    /// <summary>The verdict; <c>unknown</c> for one that was not analysed.</summary>
    public required Verdict Verdict { get; init; }
    /// <summary>It makes the exit code 1 (docs/cli.md); of a package's own report: its verdict is fail, and would be without the issues of the baseline.</summary>
    public bool Failing { get; init; }
    /// <summary>The assessments; null for a package that was not analysed.</summary>
    public Assessments? Assessments { get; init; }
    /// <summary>All issues, in the order of the package's own report.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];
    /// <summary>All behaviors without their evidence.</summary>
    public IReadOnlyList<CheckedBehavior> Behaviors { get; init; } = [];
    /// <summary>Vulnerabilities of the package and of components in it.</summary>
    public VulnerabilityResult Vulnerabilities { get; init; } = VulnerabilityResult.NotChecked;
    /// <summary>Components in it.</summary>
    public IReadOnlyList<ReportedComponent> Components { get; init; } = [];
    /// <summary>The packages of this report that it needs, as <c>id@version</c>, where the closure is known.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];
    /// <summary>The lines that name it, the best to change first.</summary>
    public IReadOnlyList<ManifestPlace> Places { get; init; } = [];
    /// <summary>The shortest ways from something checked to it, at most <see cref="PathLimit"/>.</summary>
    public IReadOnlyList<IntroductionPath> IntroducedBy { get; init; } = [];
    /// <summary>How many ways there are to it, one for each project that needs it.</summary>
    public int IntroducedByTotal { get; init; }

    /// <summary>A page about it, from the pattern that the check was given; null without one.</summary>
    public string? Url { get; init; }

    /// <summary>The most ways that are listed.</summary>
    public const int PathLimit = 5;

    /// <summary>Gives the part of a package's own report that a check repeats.</summary>
    public static CheckedPackage Of(PackageReport report) => new()
    {
        Package = report.Package,
        Status = CheckedStatus.Analysed,
        Verdict = report.Verdict,
        Failing = (report.Verdict.SinceBaseline ?? report.Verdict.Status) == VerdictStatus.Fail,
        Assessments = report.Assessments,
        Issues = report.Issues,
        Behaviors = [.. report.Behaviors.Select(behavior => new CheckedBehavior(behavior.Id, behavior.Title, behavior.Category, behavior.Risk, behavior.Count, behavior.Surfaces))],
        Vulnerabilities = report.Vulnerabilities,
        Components = report.Components,
    };
}

/// <summary>Whether a package of a check was analysed.</summary>
public enum CheckedStatus
{
    /// <summary>Read and judged.</summary>
    Analysed,
    /// <summary>Not found anywhere that may be asked.</summary>
    Missing,
    /// <summary>Found, but not readable.</summary>
    Unreadable,
    /// <summary>No version can be told: a range or a variable.</summary>
    Unresolved,
    /// <summary>Found, but the content is not that of the lock file.</summary>
    HashMismatch,
}

/// <summary>A behavior of a checked package.</summary>
public sealed record CheckedBehavior(string Id, string Title, string Category, Risk Risk, int Count, IReadOnlyList<string> Surfaces);

/// <summary>A line that names a package.</summary>
/// <param name="Path">Path relative to what was checked, with forward slashes.</param>
/// <param name="Line">From 1; null when the format has no lines.</param>
/// <param name="Column">From 1.</param>
/// <param name="Role"><c>version</c>: the line decides the version; <c>reference</c>: it asks for the package; <c>lock</c>: it states what was resolved; <c>introduces</c>: it asks for a package that brings this one along.</param>
public sealed record ManifestPlace(string Path, int? Line, int? Column, string Role);

/// <summary>A way to a package.</summary>
/// <param name="Project">Path of the project.</param>
/// <param name="Packages">From the package that the project names to the package itself, <c>id@version</c>.</param>
public sealed record IntroductionPath(string Project, IReadOnlyList<string> Packages);

/// <summary>Something of a check that could not be read or resolved.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">From 1; null for the whole file.</param>
/// <param name="Text">For a person.</param>
public sealed record CheckProblem(string Path, int? Line, string Text)
{
    /// <summary>Nothing is missing in the report because of it.</summary>
    public bool Notice { get; init; }
}
