using Assay.Community;
using Assay.Model;

namespace Assay.Web.Api;

/// <summary>The communities of the site.</summary>
/// <param name="Communities">All of them.</param>
public sealed record ApiCommunities(IReadOnlyList<ApiCommunity> Communities);

/// <summary>A community of packages and what was counted in it last.</summary>
public sealed record ApiCommunity
{
    /// <summary>Its name in addresses: nuget or psgallery.</summary>
    public required string Name { get; init; }
    /// <summary>Its name for people.</summary>
    public required string Title { get; init; }
    /// <summary>What was counted; null before the first count.</summary>
    public required ApiPopulation? Population { get; init; }
    /// <summary>Packages by verdict, the worst first; none before the first count.</summary>
    public required IReadOnlyList<ApiVerdictCount> Verdicts { get; init; }
}

/// <summary>Counted packages: each id with the version that stands for it.</summary>
public sealed record ApiPopulation
{
    /// <summary>Name of the counts.</summary>
    public required string Id { get; init; }
    /// <summary>The day that they speak of, yyyy-MM-dd.</summary>
    public required string Date { get; init; }
    /// <summary>How many packages.</summary>
    public required int Packages { get; init; }
    /// <summary>How many of them have a rank.</summary>
    public required int Ranked { get; init; }
    /// <summary>What the ranks are by.</summary>
    public required RankingKind Ranking { get; init; }
    /// <summary>False when the index has changed since it was counted.</summary>
    public required bool IsCurrent { get; init; }
}

/// <summary>How many packages have a verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Packages">Packages of the population.</param>
/// <param name="Top100">Packages of the Top 100; null when the ranking does not fill it.</param>
/// <param name="Top1k">Packages of the Top 1,000.</param>
/// <param name="Top10k">Packages of the Top 10,000.</param>
public sealed record ApiVerdictCount(VerdictStatus Verdict, int Packages, int? Top100, int? Top1k, int? Top10k);
