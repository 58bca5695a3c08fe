using Assay.Model;

namespace Assay.Rules;

/// <summary>Finds which rules of a pack hold for a package. Made once per pack; safe for any number of threads.</summary>
public sealed class RuleMatcher
{
    private readonly PredicateTable _predicates = new();
    private readonly CompiledRule[] _behaviors;
    private readonly CompiledRule[] _policies;
    private readonly int[] _order;
    private readonly long _steps;

    /// <summary>Makes the rules of a pack ready.</summary>
    public RuleMatcher(RulePack pack)
        : this(pack, AnalysisLimits.Default[Limit.MatchSteps])
    {
    }

    /// <summary>Makes the rules of a pack ready, to be compared with a package in so many steps.</summary>
    public RuleMatcher(RulePack pack, long steps)
    {
        Pack = pack;
        _steps = steps;
        var selection = new BehaviorSelection(pack.Behaviors);
        _behaviors = [.. pack.Behaviors.Select(rule => new CompiledRule(rule, _predicates, selection))];
        _policies = [.. pack.Policies.Select(rule => new CompiledRule(rule, _predicates, selection))];
        _predicates.Freeze();
        _order = EvaluationOrder.Of(_behaviors);
    }

    /// <summary>The rules.</summary>
    public RulePack Pack { get; }

    /// <summary>Evaluates all rules; comparisons with the publication date do not hold.</summary>
    public MatchResult Match(PackageFacts facts) => Match(facts, published: null);

    /// <summary>Evaluates all rules for a package that was published at a known instant.</summary>
    public MatchResult Match(PackageFacts facts, DateTimeOffset? published)
    {
        var hits = FactHits.Find(_predicates, facts, published);
        var evaluator = new ConditionEvaluator(facts, new ScopeMap(facts), new StepBudget(_steps));
        var behaviors = new List<FactHit>?[_behaviors.Length];
        var policies = new List<FactHit>?[_policies.Length];
        var exhausted = false;
        try
        {
            foreach (var behavior in _order)
            {
                behaviors[behavior] = Evaluate(_behaviors[behavior], facts, hits, behaviors, evaluator);
            }

            for (var policy = 0; policy < _policies.Length; policy++)
            {
                policies[policy] = Evaluate(_policies[policy], facts, hits, behaviors, evaluator);
            }
        }
        catch (StepsExhaustedException)
        {
            exhausted = true;
        }

        return new MatchResult(Matches(_behaviors, behaviors), Matches(_policies, policies), exhausted);
    }

    private List<FactHit>? Evaluate(CompiledRule rule, PackageFacts facts, FactHits hits, List<FactHit>?[] behaviors, ConditionEvaluator evaluator)
    {
        if (rule.SubjectPackage && facts.Manifest is null)
        {
            return null;
        }

        var leaves = new List<FactHit>[rule.Leaves.Count];
        for (var i = 0; i < leaves.Length; i++)
        {
            var leaf = rule.Leaves[i];
            leaves[i] = leaf.Predicate >= 0 ? hits.Of(leaf.Predicate, leaf.Surfaces) : OfBehaviors(rule, leaf, facts, behaviors);
        }

        return evaluator.Evaluate(rule.Root, ScopeInstance.Package, leaves) is { } found ? Ordered(found) : null;
    }

    private List<FactHit> OfBehaviors(CompiledRule rule, ConditionNode leaf, PackageFacts facts, List<FactHit>?[] behaviors)
    {
        var result = new List<FactHit>();
        foreach (var index in leaf.Behaviors)
        {
            var actsOnly = rule.ActsOnly && _behaviors[index].Rule is BehaviorRule { Risk: Risk.MaliciousOnly, Chain: ChainKind.None };
            foreach (var hit in behaviors[index] ?? [])
            {
                var file = facts.Files[hit.File];
                var record = file.Facts.Records[hit.Record];
                if ((leaf.Surfaces is null || (file.SurfacesOf(record) & leaf.Surfaces) != 0) && (!actsOnly || Acts.Contains(file.Facts, record))
                    && !(rule.LeavesOutDeclarations && Declarations.Contains(record.Kind)))
                {
                    result.Add(hit with { Behavior = index });
                }
            }
        }

        return result;
    }

    private static List<FactHit> Ordered(List<FactHit> hits)
    {
        // The facts of a single predicate come in order, and those are most of the work.
        if (IsOrdered(hits))
        {
            return hits;
        }

        // Of a fact that was matched in several ways the tightest relation is kept.
        FactHit[] sorted = [.. hits];
        Array.Sort(sorted, Compare);
        var ordered = new List<FactHit>(sorted.Length);
        foreach (var hit in sorted)
        {
            if (ordered.Count == 0 || ordered[^1].File != hit.File || ordered[^1].Record != hit.Record)
            {
                ordered.Add(hit);
            }
        }

        return ordered;
    }

    private static bool IsOrdered(List<FactHit> hits)
    {
        for (var i = 1; i < hits.Count; i++)
        {
            if ((hits[i - 1].File, hits[i - 1].Record).CompareTo((hits[i].File, hits[i].Record)) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Compare(FactHit left, FactHit right)
    {
        var order = left.File.CompareTo(right.File);
        order = order != 0 ? order : left.Record.CompareTo(right.Record);
        order = order != 0 ? order : right.Relation.CompareTo(left.Relation);
        return order != 0 ? order : left.Behavior.CompareTo(right.Behavior);
    }

    private static RuleMatch[] Matches(CompiledRule[] rules, List<FactHit>?[] hits) =>
        [.. rules.Zip(hits).Where(pair => pair.Second is not null).Select(pair => new RuleMatch(pair.First.Rule, pair.Second!))];
}
