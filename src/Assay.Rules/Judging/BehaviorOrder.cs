using Assay.Model;

namespace Assay.Rules;

/// <summary>Orders behaviors so that the first five show what matters from several sides.</summary>
internal static class BehaviorOrder
{
    private const int Head = 5;
    private const int PerCategory = 2;

    /// <summary>Risk, worst first, then rarity, then id; among the first five at most two of a category as long as there are others.</summary>
    public static IReadOnlyList<Behavior> Of(IEnumerable<Behavior> behaviors)
    {
        var rest = behaviors
            .OrderByDescending(behavior => behavior.Risk)
            .ThenBy(behavior => Rarity.Of(behavior.Prevalence))
            .ThenBy(behavior => behavior.Id, StringComparer.Ordinal)
            .ToList();
        var head = new List<Behavior>(Head);
        while (head.Count < Head)
        {
            var next = rest.FindIndex(behavior => head.Count(shown => string.Equals(shown.Category, behavior.Category, StringComparison.Ordinal)) < PerCategory);
            if (next < 0)
            {
                break;
            }

            head.Add(rest[next]);
            rest.RemoveAt(next);
        }

        return [.. head, .. rest];
    }
}
