using Assay.Model;

namespace Assay.Rules;

/// <summary>Says which behaviors of a pack a predicate selects.</summary>
internal sealed class BehaviorSelection(IReadOnlyList<BehaviorRule> behaviors)
{
    /// <summary>Gives indexes in order. A rule never selects itself, and what is shown never rests on a draft.</summary>
    public IEnumerable<int> Select(BehaviorPredicate predicate, Rule forRule)
    {
        for (var i = 0; i < behaviors.Count; i++)
        {
            var behavior = behaviors[i];
            if (Selects(predicate, behavior) && !Same(behavior, forRule) && (behavior.Stage == RuleStage.Stable || forRule.Stage == RuleStage.Draft))
            {
                yield return i;
            }
        }
    }

    private static bool Selects(BehaviorPredicate predicate, BehaviorRule behavior) =>
        (predicate.Ids.Count == 0 || predicate.Ids.Contains(behavior.Id, StringComparer.Ordinal))
        && (predicate.Risks.Count == 0 || predicate.Risks.Contains(behavior.Risk))
        && (predicate.Chains.Count == 0 || predicate.Chains.Contains(behavior.Chain))
        && (predicate.Categories.Count == 0 || predicate.Categories.Contains(behavior.Category, StringComparer.Ordinal));

    private static bool Same(BehaviorRule behavior, Rule rule) => rule is BehaviorRule && string.Equals(behavior.Id, rule.Id, StringComparison.Ordinal);
}
