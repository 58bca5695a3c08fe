using Assay.Model;

namespace Assay.Rules;

/// <summary>Evaluates condition trees over the facts that their leaves matched. A result of null means: does not hold.</summary>
/// <remarks>
/// A node that names a narrower scope groups its leaves' facts by scope in one pass and is then evaluated once per group, so the work is linear
/// in facts times depth. Scopes without any fact of the node's leaves are not looked at.
/// </remarks>
internal sealed class ConditionEvaluator(PackageFacts package, ScopeMap scopes, StepBudget budget)
{
    private static readonly List<FactHit> Nothing = [];

    /// <summary>Evaluates a node of a rule in a scope; <paramref name="leaves"/> holds the scope's facts by leaf number.</summary>
    public List<FactHit>? Evaluate(ConditionNode node, in ScopeInstance scope, List<FactHit>[] leaves)
    {
        if (node.Source.Community is { } community && !string.Equals(community, package.Community, StringComparison.Ordinal))
        {
            return null;
        }

        return node.Source.Within > scope.Kind ? EvaluateGroups(node, leaves) : EvaluateHere(node, scope, leaves);
    }

    private List<FactHit>? EvaluateGroups(ConditionNode node, List<FactHit>[] leaves)
    {
        var parts = new List<List<FactHit>>();
        foreach (var (scope, group) in Group(node, leaves))
        {
            if (EvaluateHere(node, scope, group) is { } hits)
            {
                parts.Add(hits);
            }
        }

        return parts.Count == 0 ? null : Join(parts);
    }

    private Dictionary<ScopeInstance, List<FactHit>[]> Group(ConditionNode node, List<FactHit>[] leaves)
    {
        var groups = new Dictionary<ScopeInstance, List<FactHit>[]>();
        var driver = RarestRequired(node, leaves);
        for (var leaf = driver?.LeafStart ?? 0; leaf < (driver?.LeafEnd ?? 0); leaf++)
        {
            Distribute(node, leaf, leaves, groups, open: true);
        }

        if (driver is not null && groups.Count == 0)
        {
            return groups;
        }

        for (var leaf = node.LeafStart; leaf < node.LeafEnd; leaf++)
        {
            if (driver is null || leaf < driver.LeafStart || leaf >= driver.LeafEnd)
            {
                Distribute(node, leaf, leaves, groups, open: driver is null);
            }
        }

        return groups;
    }

    private void Distribute(ConditionNode node, int leaf, List<FactHit>[] leaves, Dictionary<ScopeInstance, List<FactHit>[]> groups, bool open)
    {
        budget.Spend(leaves[leaf].Count);
        foreach (var hit in leaves[leaf])
        {
            var scope = scopes.Of(hit, node.Source.Within);
            if (!groups.TryGetValue(scope, out var group))
            {
                if (!open)
                {
                    continue;
                }

                // Sized to the whole rule so that leaf numbers stay valid; lists are made when a fact comes.
                budget.Spend(leaves.Length);
                group = new List<FactHit>[leaves.Length];
                Array.Fill(group, Nothing);
                groups.Add(scope, group);
            }

            if (ReferenceEquals(group[leaf], Nothing))
            {
                group[leaf] = [];
            }

            group[leaf].Add(hit);
        }
    }

    // Where a part must hold anyway, only the scopes that contain it are worth opening: the rarest such part leaves fewest.
    private static ConditionNode? RarestRequired(ConditionNode node, List<FactHit>[] leaves)
    {
        if (node.Source.Kind is not (ConditionKind.All or ConditionKind.Flow))
        {
            return null;
        }

        ConditionNode? rarest = null;
        var fewest = 0;
        foreach (var child in node.Children)
        {
            if (!child.NeedsFact)
            {
                continue;
            }

            var facts = FactsOf(child, leaves);
            if (rarest is null || facts < fewest)
            {
                (rarest, fewest) = (child, facts);
            }
        }

        return rarest;
    }

    private static int FactsOf(ConditionNode node, List<FactHit>[] leaves)
    {
        var facts = 0;
        for (var leaf = node.LeafStart; leaf < node.LeafEnd; leaf++)
        {
            facts += leaves[leaf].Count;
        }

        return facts;
    }

    private List<FactHit>? EvaluateHere(ConditionNode node, in ScopeInstance scope, List<FactHit>[] leaves)
    {
        budget.Spend(1);
        return node.Source.Kind switch
        {
            ConditionKind.Fact or ConditionKind.Behavior => leaves[node.LeafStart].Count > 0 ? leaves[node.LeafStart] : null,
            ConditionKind.All => EvaluateAll(node, scope, leaves),
            ConditionKind.Any => EvaluateAny(node, scope, leaves),
            ConditionKind.Not => EvaluateNot(node.Children[0], scope, leaves),
            ConditionKind.Count => EvaluateCount(node, scope, leaves),
            ConditionKind.Flow => EvaluateFlow(node, scope, leaves),
            _ => null,
        };
    }

    private List<FactHit>? EvaluateAll(ConditionNode node, in ScopeInstance scope, List<FactHit>[] leaves)
    {
        // Most conditions fail for want of one part: that is known before any part is looked at.
        foreach (var child in node.Children)
        {
            if (child.NeedsFact && FactsOf(child, leaves) == 0)
            {
                return null;
            }
        }

        var parts = new List<List<FactHit>>(node.Children.Length);
        foreach (var child in node.Children)
        {
            if (Evaluate(child, scope, leaves) is not { } hits)
            {
                return null;
            }

            if (hits.Count > 0)
            {
                parts.Add(hits);
            }
        }

        return parts.Count > 1 ? Relate(Join(parts), scope.Relation) : Join(parts);
    }

    private List<FactHit>? EvaluateAny(ConditionNode node, in ScopeInstance scope, List<FactHit>[] leaves)
    {
        var parts = new List<List<FactHit>>();
        foreach (var child in node.Children)
        {
            if (Evaluate(child, scope, leaves) is { } hits)
            {
                parts.Add(hits);
            }
        }

        return parts.Count == 0 ? null : Join(parts);
    }

    private List<FactHit>? EvaluateNot(ConditionNode child, in ScopeInstance scope, List<FactHit>[] leaves)
    {
        var complete = child.ManifestOnly && scope.Kind == Scope.Package ? package.Manifest is not null : scopes.IsComplete(scope);
        return complete && Evaluate(child, scope, leaves) is null ? Nothing : null;
    }

    private List<FactHit>? EvaluateCount(ConditionNode node, in ScopeInstance scope, List<FactHit>[] leaves)
    {
        if (Evaluate(node.Children[0], scope, leaves) is not { } hits)
        {
            return null;
        }

        var count = node.Source.Distinct == CountDistinct.Behavior ? DistinctBehaviors(node, leaves) : DistinctLocations(hits);
        return count < node.Source.AtLeast ? null : count > 1 ? Relate(hits, scope.Relation) : hits;
    }

    private int DistinctLocations(List<FactHit> hits)
    {
        budget.Spend(hits.Count);
        var locations = new HashSet<(int File, int Place, PositionKind, int Position, int Column)>();
        foreach (var hit in hits)
        {
            var record = package.Files[hit.File].Facts.Records[hit.Record];
            // Facts without a position (files, dependencies) are told apart by their value.
            locations.Add((hit.File, record.Place, record.PositionKind, record.PositionKind == PositionKind.None ? record.Value : record.Position, record.Column));
        }

        return locations.Count;
    }

    private int DistinctBehaviors(ConditionNode node, List<FactHit>[] leaves)
    {
        var behaviors = new HashSet<int>();
        for (var leaf = node.LeafStart; leaf < node.LeafEnd; leaf++)
        {
            budget.Spend(leaves[leaf].Count);
            foreach (var hit in leaves[leaf])
            {
                behaviors.Add(hit.Behavior);
            }
        }

        behaviors.Remove(FactHit.NoBehavior);
        return behaviors.Count;
    }

    private List<FactHit>? EvaluateFlow(ConditionNode node, in ScopeInstance scope, List<FactHit>[] leaves)
    {
        var steps = new List<FactHit>[node.Children.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            if (Evaluate(node.Children[i], scope, leaves) is not { } hits)
            {
                return null;
            }

            steps[i] = hits;
            budget.Spend(hits.Count);
        }

        return Flow.Join(package, scopes, scope.Relation, steps, node);
    }

    private List<FactHit> Join(List<List<FactHit>> parts)
    {
        if (parts.Count <= 1)
        {
            return parts.Count == 0 ? Nothing : parts[0];
        }

        var result = new List<FactHit>(parts.Sum(part => part.Count));
        budget.Spend(result.Capacity);
        foreach (var part in parts)
        {
            result.AddRange(part);
        }

        return result;
    }

    private List<FactHit> Relate(List<FactHit> hits, FactRelation relation)
    {
        budget.Spend(hits.Count);
        return hits.ConvertAll(hit => hit.Relation >= relation ? hit : hit with { Relation = relation });
    }
}
