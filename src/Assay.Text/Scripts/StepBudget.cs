using Assay.Model;

namespace Assay.Text.Scripts;

/// <summary>Counts the work that one file may cause; the unit is a character that is looked at or made.</summary>
internal sealed class StepBudget(long limit)
{
    /// <summary>Work done until here.</summary>
    public long Steps { get; private set; }

    /// <summary>True when there is none left.</summary>
    public bool IsExhausted => Steps > limit;

    /// <summary>Counts work; false when there is none left.</summary>
    public bool Spend(long steps)
    {
        Steps += steps;
        return Steps <= limit;
    }

    /// <summary>The budget of a file: linear in its length.</summary>
    public static StepBudget Of(int length, AnalysisLimits limits) => new(1_000_000 + (limits[Limit.ScriptSteps] * length));
}
