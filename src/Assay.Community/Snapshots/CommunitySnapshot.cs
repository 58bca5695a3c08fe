using System.Text.Json.Serialization;
using Assay.Model;

namespace Assay.Community;

/// <summary>What was counted in a community on a day: its packages, their ranks, and for each rule the packages that have the finding.</summary>
public sealed record CommunitySnapshot
{
    /// <summary>The format that this version writes; additive within a number.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the file.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;
    /// <summary>Name, <c>nuget-sample</c>.</summary>
    public required string Id { get; init; }
    /// <summary>The day that the figures speak of, <c>yyyy-MM-dd</c>.</summary>
    public required string Date { get; init; }
    /// <summary><c>nuget</c> or <c>psgallery</c>.</summary>
    public required string Community { get; init; }
    /// <summary>What the ranks say.</summary>
    public required RankingKind Ranking { get; init; }
    /// <summary>The packages, ordinal by id.</summary>
    public required IReadOnlyList<CommunityPackage> Packages { get; init; }
    /// <summary>Figures by rule, ordinal by id, drafts included.</summary>
    public required IReadOnlyList<RuleFigures> Rules { get; init; }

    /// <summary>Names the population in a report.</summary>
    public SnapshotInfo Describe() => new(Id, Date, Community, Packages.Count, ReportNamingPolicy.Instance.ConvertName(Ranking.ToString()));

    /// <summary>Finds a package by its lower-case id; -1 when it is not in the population.</summary>
    internal int IndexOf(string id)
    {
        var (low, high) = (0, Packages.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Packages[middle].Id, id);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
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

/// <summary>A package of the population.</summary>
/// <param name="Id">Lower-case id.</param>
/// <param name="Version">The version that was analysed.</param>
/// <param name="Rank">From 1; null when the ranking does not know the package.</param>
public sealed record CommunityPackage(string Id, string Version, int? Rank);

/// <summary>The packages that have the finding of a rule.</summary>
/// <param name="Id">Rule id.</param>
/// <param name="ConditionHash">The figures belong to this condition (<see cref="Rule.ConditionHash"/>).</param>
/// <param name="Packages">A bit for each package of the snapshot, the first in the lowest bit of the first byte.</param>
/// <param name="Counts">What the bits add up to.</param>
public sealed record RuleFigures(string Id, string ConditionHash, byte[] Packages, TierCounts Counts);

/// <summary>Packages with a finding by tier; null for a tier that the ranking does not fill.</summary>
public sealed record TierCounts(int? Top100, int? Top1k, int? Top10k, int Community);
