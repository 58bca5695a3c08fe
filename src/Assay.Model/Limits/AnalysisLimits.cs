namespace Assay.Model;

/// <summary>The limits of one run. Immutable; analysers read a number once for each file, never in a loop.</summary>
public sealed class AnalysisLimits
{
    private readonly long[] _values;

    private AnalysisLimits(long[] values) => _values = values;

    /// <summary>What holds when nobody sets anything.</summary>
    public static AnalysisLimits Default { get; } = new([.. LimitTable.All.Select(definition => definition.Usual)]);

    /// <summary>The value of a limit.</summary>
    public long this[Limit limit] => _values[(int)limit];

    /// <summary>The limits that have another value than usual, in the order of the table.</summary>
    public IReadOnlyList<LimitDefinition> Changed => [.. LimitTable.All.Where(definition => this[definition.Limit] != definition.Usual)];

    /// <summary>The value of a limit whose largest value fits.</summary>
    public int Number(Limit limit) => checked((int)_values[(int)limit]);

    /// <summary>Gives limits of which one has another value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit does not take that value.</exception>
    public AnalysisLimits With(Limit limit, long value)
    {
        var definition = LimitTable.Of(limit);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, definition.Smallest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, definition.Largest);
        long[] values = [.. _values];
        values[(int)limit] = value;
        return new AnalysisLimits(values);
    }

    /// <summary>Gives limits of which some have other values; the last one of a limit holds.</summary>
    public AnalysisLimits With(IReadOnlyList<LimitValue> values) => values.Aggregate(this, (limits, set) => limits.With(set.Limit, set.Value));
}

/// <summary>A limit with a value: one that was reached, or one that somebody sets.</summary>
public sealed record LimitValue(Limit Limit, long Value)
{
    /// <summary>The limit as reports write it.</summary>
    public string Name => LimitTable.Of(Limit).Name;
}
