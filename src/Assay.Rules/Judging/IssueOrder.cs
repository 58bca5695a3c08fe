using Assay.Model;

namespace Assay.Rules;

/// <summary>Orders issues so that the first ones deserve a person's time.</summary>
internal static class IssueOrder
{
    /// <summary>Priority, then rarity, then id; what more than half of the community has comes last, whatever its priority.</summary>
    public static IReadOnlyList<Issue> Of(IEnumerable<Issue> issues) =>
    [
        .. issues
            .OrderBy(issue => issue.IsSuppressed())
            .ThenBy(issue => issue.Prevalence.IsOfMost())
            .ThenBy(issue => issue.Priority)
            .ThenBy(issue => Rarity.Of(issue.Prevalence))
            .ThenBy(issue => issue.Id, StringComparer.Ordinal),
    ];
}
