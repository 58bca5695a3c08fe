using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>A package that a file asks for.</summary>
/// <param name="Community"><c>nuget</c> or <c>psgallery</c>.</param>
/// <param name="Id">Id as written.</param>
/// <param name="Range">Versions in NuGet's notation; null where the file names none.</param>
/// <param name="Places">The lines, the one that decides the version first.</param>
public sealed record NamedPackage(string Community, string Id, string? Range, IReadOnlyList<ManifestPlace> Places)
{
    /// <summary>Only for building or testing.</summary>
    public bool Development { get; init; }

    /// <summary>The target framework that it is asked for; null for all.</summary>
    public string? Framework { get; init; }

    /// <summary>It stands under a condition, which was not evaluated.</summary>
    public bool Conditional { get; init; }

    /// <summary>Its dependencies are not taken along: a tool brings its own, and a download is only laid down.</summary>
    public bool Alone { get; init; }

    /// <summary>It is an SDK of MSBuild.</summary>
    public bool IsSdk { get; init; }

    /// <summary>A referenced project asks for it, not the checked one itself.</summary>
    public bool ThroughProject { get; init; }
}

/// <summary>The exact closure of one target of a project.</summary>
/// <param name="Framework">The target as written; null where the file has none.</param>
/// <param name="Nodes">Packages and projects.</param>
public sealed record ResolvedGraph(string? Framework, IReadOnlyList<ResolvedNode> Nodes);

/// <summary>A package or project of a closure.</summary>
/// <param name="Key">What edges call it.</param>
/// <param name="Community"><c>nuget</c> or <c>psgallery</c>; null for a project or anything else that is no package.</param>
/// <param name="Id">Id as written.</param>
/// <param name="Version">The version; null for what is no package, or where none is known.</param>
/// <param name="DependsOn">Keys of what it needs.</param>
public sealed record ResolvedNode(string Key, string? Community, string Id, string? Version, IReadOnlyList<string> DependsOn)
{
    /// <summary>The checked file names it itself.</summary>
    public bool Direct { get; init; }
    /// <summary>Only for building or testing.</summary>
    public bool Development { get; init; }
    /// <summary>SHA-512 of the package without its signature, base-64; null where the file has none.</summary>
    public string? ContentHash { get; init; }
    /// <summary>The line of a lock file or bill; null for generated files.</summary>
    public ManifestPlace? Place { get; init; }
    /// <summary>Why no version is known; null when one is.</summary>
    public string? Defect { get; init; }
}

/// <summary>What was read of one source of packages.</summary>
public sealed record ProjectReading
{
    /// <summary>Name for a person.</summary>
    public required string Name { get; init; }
    /// <summary>Path as reports show it.</summary>
    public required string Path { get; init; }
    /// <summary>One of the kinds of <see cref="CheckedProject"/>.</summary>
    public required string Kind { get; init; }
    /// <summary>Target frameworks as written.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];
    /// <summary>What the file asks for, with its lines.</summary>
    public IReadOnlyList<NamedPackage> Named { get; init; } = [];
    /// <summary>The exact closures; none when only <see cref="Named"/> is known.</summary>
    public IReadOnlyList<ResolvedGraph> Graphs { get; init; } = [];
    /// <summary>The closures are known.</summary>
    public bool IsResolved { get; init; }
    /// <summary>Where the packages lie, by what the file says.</summary>
    public IReadOnlyList<string> PackageFolders { get; init; } = [];
    /// <summary>What could not be read.</summary>
    public IReadOnlyList<CheckProblem> Problems { get; init; } = [];

    /// <summary>The entry of a report.</summary>
    public CheckedProject Entry => new(Name, Path, Kind, IsResolved ? "resolved" : "declared", Frameworks);
}
