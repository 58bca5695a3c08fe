using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search;

/// <summary>What was found.</summary>
internal sealed record SearchAnswer
{
    /// <summary>The request, with a page that exists.</summary>
    public required SearchRequest Request { get; init; }
    /// <summary>What was asked, the communities in their order.</summary>
    public required IReadOnlyList<AskedCommunity> Asked { get; init; }
    /// <summary>The packages of the page.</summary>
    public required IReadOnlyList<FoundPackage> Packages { get; init; }
    /// <summary>Packages by field and value, over all communities asked.</summary>
    public required IReadOnlyList<CatalogueFacet> Facets { get; init; }
    /// <summary>Rules of the query whose condition is another one today.</summary>
    public required IReadOnlyList<string> ChangedRules { get; init; }
    /// <summary>Ids that may be meant where nothing is found.</summary>
    public IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> Suggestions { get; init; } = [];
    /// <summary>A package with exactly this id.</summary>
    public IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> Exact { get; init; } = [];
    /// <summary>A much used package whose name the query nearly is; null when there is none.</summary>
    public string? NearlyPopular { get; init; }

    /// <summary>All packages found.</summary>
    public int Count => Asked.Sum(asked => asked.Count);

    /// <summary>Pages that can be shown, at least one.</summary>
    public int Pages => Math.Min(MostPages, Math.Max(1, (Count + SearchRequest.PageSize - 1) / SearchRequest.PageSize));

    /// <summary>Whether there are packages behind the last page.</summary>
    public bool IsCut => (long)Pages * SearchRequest.PageSize < Count;

    // Lists of several communities are merged from their beginnings.
    private int MostPages => Asked.Count(asked => asked.Refusal is null) > 1 ? SearchRequest.MostMergedPages : int.MaxValue;
}

/// <summary>A community that was asked.</summary>
/// <param name="Community">The community.</param>
/// <param name="Population">Its population.</param>
/// <param name="IsCurrent">False when the index has changed since it was counted.</param>
/// <param name="Count">Packages found.</param>
/// <param name="Refusal">Why it could not be asked although another one could; null when it was.</param>
internal sealed record AskedCommunity(PortalCommunity Community, SnapshotInfo Population, bool IsCurrent, int Count, string? Refusal);

/// <summary>A package of an answer.</summary>
/// <param name="Community">Its community.</param>
/// <param name="Version">The version that stands for it.</param>
/// <param name="Rank">From 1; null when the ranking does not know it.</param>
/// <param name="FirstSeen"><c>yyyy-MM-dd</c>.</param>
/// <param name="Findings">What is found in it, by weight.</param>
internal sealed record FoundPackage(PortalCommunity Community, VersionEntry Version, int? Rank, string FirstSeen, FindingCounts Findings);

/// <summary>How many rules of each weight hold for a version; drafts are not counted.</summary>
internal sealed record FindingCounts(int HighIssues, int Issues, int MaliciousOnly, int Suspicious, int Behaviors)
{
    /// <summary>Counts the rules of a version.</summary>
    public static FindingCounts Of(IReadOnlyList<string> rules, RuleFinder finder)
    {
        var (high, issues, malicious, suspicious, behaviors) = (0, 0, 0, 0, 0);
        foreach (var id in rules)
        {
            switch (finder.Find(id))
            {
                case PolicyRule policy:
                    issues++;
                    high += policy.Severity == Severity.High ? 1 : 0;
                    break;
                case BehaviorRule behavior:
                    behaviors++;
                    malicious += behavior.Risk == Risk.MaliciousOnly ? 1 : 0;
                    suspicious += behavior.Risk == Risk.Suspicious ? 1 : 0;
                    break;
            }
        }

        return new FindingCounts(high, issues, malicious, suspicious, behaviors);
    }
}
