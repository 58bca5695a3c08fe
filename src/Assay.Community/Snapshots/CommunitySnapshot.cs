using System.Text.Json.Serialization;
using Assay.Model;

namespace Assay.Community;

/// <summary>What was counted in a community on a day: its packages, their ranks, and for each rule the packages that have the finding. Thread-safe.</summary>
public sealed class CommunitySnapshot
{
    /// <summary>The format that this version writes; additive within a number.</summary>
    public const int CurrentFormat = 2;

    private readonly Dictionary<string, RuleFigures> _rules;
    private readonly Dictionary<string, NamedSet> _sets;

    /// <summary>Makes a snapshot of its parts.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="rules">Figures by rule, ordinal by id, drafts included.</param>
    /// <param name="sets">Other sets, ordinal by name.</param>
    public CommunitySnapshot(SnapshotPackages packages, IReadOnlyList<RuleFigures> rules, IReadOnlyList<NamedSet>? sets = null)
    {
        Packages = packages;
        Rules = rules;
        Sets = sets ?? [];
        _rules = Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        _sets = Sets.ToDictionary(set => set.Name, StringComparer.Ordinal);
    }

    /// <summary>Name, <c>nuget-sample</c>.</summary>
    public required string Id { get; init; }
    /// <summary>The day that the figures speak of, <c>yyyy-MM-dd</c>.</summary>
    public required string Date { get; init; }
    /// <summary><c>nuget</c> or <c>psgallery</c>.</summary>
    public required string Community { get; init; }
    /// <summary>What the ranks say.</summary>
    public required RankingKind Ranking { get; init; }
    /// <summary>Which ids are in it.</summary>
    public PopulationKind Population { get; init; }
    /// <summary>Which versions speak for an id.</summary>
    public VersionScope Versions { get; init; }
    /// <summary>The packages, ordinal by id.</summary>
    public SnapshotPackages Packages { get; }
    /// <summary>Figures by rule, ordinal by id, drafts included.</summary>
    public IReadOnlyList<RuleFigures> Rules { get; }
    /// <summary>Sets of packages that are alike, ordinal by name: <c>tag:json</c>, <c>depends-on:newtonsoft.json</c>, <c>verdict:review</c>.</summary>
    public IReadOnlyList<NamedSet> Sets { get; }

    /// <summary>Names the population in a report.</summary>
    public SnapshotInfo Describe() => new(Id, Date, Community, Packages.Count, ReportNamingPolicy.Instance.ConvertName(Ranking.ToString()));

    /// <summary>Gives the figures of a rule; null when it was not counted.</summary>
    public RuleFigures? Rule(string id) => _rules.GetValueOrDefault(id);

    /// <summary>Gives a set by its name; null when the snapshot does not hold it.</summary>
    public NamedSet? Set(string name) => _sets.GetValueOrDefault(name);

    /// <summary>Reads everything that is read only when it is asked for; throws <see cref="SnapshotException"/> when a part contradicts another.</summary>
    public void CheckAll()
    {
        Packages.CheckAll();
        foreach (var rule in Rules)
        {
            _ = rule.Packages;
        }

        foreach (var set in Sets)
        {
            _ = set.Packages;
        }
    }
}

/// <summary>What packages are ranked by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RankingKind>))]
public enum RankingKind
{
    /// <summary>Downloads that the feed counts.</summary>
    [JsonStringEnumMemberName("downloads")]
    Downloads,
    /// <summary>Packages of the population that depend on it.</summary>
    [JsonStringEnumMemberName("dependents")]
    Dependents,
}

/// <summary>Which ids are counted.</summary>
public enum PopulationKind
{
    /// <summary>Those with a version that the feed does not hide.</summary>
    Listed,
    /// <summary>All.</summary>
    All,
}

/// <summary>Which versions of an id have to have a finding.</summary>
public enum VersionScope
{
    /// <summary>The one that stands for the id: stable before prerelease, then the highest.</summary>
    Latest,
    /// <summary>Any one of the population.</summary>
    Any,
}

/// <summary>A package of the population.</summary>
/// <param name="Id">Lower-case id.</param>
/// <param name="Version">The version that was analysed.</param>
/// <param name="Rank">From 1; null when the ranking does not know the package.</param>
public sealed record CommunityPackage(string Id, string Version, int? Rank);

/// <summary>Packages with a finding by tier; null for a tier that the ranking does not fill.</summary>
public sealed record TierCounts(int? Top100, int? Top1k, int? Top10k, int Community);
