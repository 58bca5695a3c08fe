using Assay.Model;

namespace Assay.Community;

/// <summary>What to count and how to name it.</summary>
public sealed record CommunityBuildOptions
{
    /// <summary>The rules, drafts included.</summary>
    public required RulePack Rules { get; init; }
    /// <summary>Id of the snapshot.</summary>
    public required string Name { get; init; }
    /// <summary>The day that the figures speak of.</summary>
    public required DateOnly Date { get; init; }
    /// <summary>Downloads by lower-case id; null to rank by dependents.</summary>
    public IReadOnlyDictionary<string, long>? Downloads { get; init; }
    /// <summary>What the downloads are from, as a file name.</summary>
    public string DownloadsSource { get; init; } = "";
    /// <summary>True to read only the version that stands for each package; false to read all that an index does not know.</summary>
    public bool LatestOnly { get; init; }
    /// <summary>Hears sentences of feeds for a person.</summary>
    public IProgress<string>? Notes { get; init; }
    /// <summary>Packages that are read at the same time; the result does not depend on it.</summary>
    public int Parallel { get; init; } = 1;
}

/// <summary>Tells how far a build is.</summary>
public sealed record CommunityProgress(int Done, int Total, string Package);

/// <summary>A package that is not in the population, and why.</summary>
public sealed record LeftOutPackage(string Name, string Reason);

/// <summary>A built snapshot and what is not in it.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="OtherVersions">Packages that are older versions of one that was counted.</param>
/// <param name="LeftOut">Packages that could not be counted, ordinal by name.</param>
public sealed record CommunityBuildResult(CommunitySnapshot Snapshot, int OtherVersions, IReadOnlyList<LeftOutPackage> LeftOut)
{
    /// <summary>Files whose bytes differ from those of another file of the same id and version; they are not counted.</summary>
    public IReadOnlyList<LeftOutPackage> Alarms { get; init; } = [];
}
