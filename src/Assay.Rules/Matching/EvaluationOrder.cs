namespace Assay.Rules;

/// <summary>Orders behaviors so that each comes after those it refers to.</summary>
internal static class EvaluationOrder
{
    /// <summary>Gives indexes in order. In a circle, which the linter rejects, one member comes before what it needs and sees nothing of it.</summary>
    public static int[] Of(IReadOnlyList<CompiledRule> behaviors)
    {
        var order = new List<int>(behaviors.Count);
        var entered = new bool[behaviors.Count];

        // What comes next stands last; the complement of an index says that what it needs is done.
        var pending = new List<int>();
        for (var i = behaviors.Count - 1; i >= 0; i--)
        {
            pending.Add(i);
        }

        while (pending.Count > 0)
        {
            var next = pending[^1];
            pending.RemoveAt(pending.Count - 1);
            if (next < 0)
            {
                order.Add(~next);
            }
            else if (!entered[next])
            {
                entered[next] = true;
                pending.Add(~next);
                foreach (var leaf in behaviors[next].Leaves)
                {
                    foreach (var need in leaf.Behaviors)
                    {
                        if (!entered[need])
                        {
                            pending.Add(need);
                        }
                    }
                }
            }
        }

        return [.. order];
    }
}
