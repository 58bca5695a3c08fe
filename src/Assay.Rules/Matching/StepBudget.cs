namespace Assay.Rules;

/// <summary>Bounds the work of one match in steps, so that the result is the same on every machine.</summary>
internal sealed class StepBudget(long steps)
{
    private long _left = steps;

    /// <summary>Takes steps; throws when none are left.</summary>
    public void Spend(int count)
    {
        _left -= count;
        if (_left < 0)
        {
            throw new StepsExhaustedException();
        }
    }
}

/// <summary>Ends a match whose step budget is used up; never leaves the matcher.</summary>
internal sealed class StepsExhaustedException : Exception;
