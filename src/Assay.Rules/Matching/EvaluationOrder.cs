namespace Assay.Rules;

/// <summary>Orders behaviors so that each comes after those it refers to.</summary>
internal static class EvaluationOrder
{
    /// <summary>Gives indexes in order. In a circle, which the linter rejects, one member comes before what it needs and sees nothing of it.</summary>
    public static int[] Of(IReadOnlyList<CompiledRule> behaviors)
    {
        var order = new List<int>(behaviors.Count);
        var entered = new bool[behaviors.Count];
        var pending = new Stack<(int Rule, bool NeedsDone)>();
        for (var i = behaviors.Count - 1; i >= 0; i--)
        {
            pending.Push((i, false));
        }

        while (pending.TryPop(out var next))
        {
            if (next.NeedsDone)
            {
                order.Add(next.Rule);
            }
            else if (!entered[next.Rule])
            {
                entered[next.Rule] = true;
                pending.Push((next.Rule, true));
                foreach (var need in behaviors[next.Rule].Needs)
                {
                    if (!entered[need])
                    {
                        pending.Push((need, false));
                    }
                }
            }
        }

        return [.. order];
    }
}
