using Assay.Model;

namespace Assay.Rules;

/// <summary>An <see cref="ArgumentPredicate"/> made ready.</summary>
internal sealed class ArgumentTest(ArgumentPredicate predicate)
{
    private readonly TextTest? _match = predicate.Match is null ? null : new TextTest(predicate.Match);
    private readonly TextTest[] _sequence = [.. predicate.Sequence.Select(token => new TextTest(token))];

    /// <summary>What holds of a fact that has no list of arguments.</summary>
    public bool HoldsOfNone => predicate.Negated;

    public bool Holds(ReadOnlySpan<Argument> items, DateTimeOffset? published) => _match is null ? HoldsSequence(items, published)
        : HoldsMatch(_match, items, published) ? !predicate.Negated
        : predicate.Negated && IsKnown(items);

    // What could not be read may be anything: an unknown argument without a name may even be a table of named ones.
    private bool IsKnown(ReadOnlySpan<Argument> items)
    {
        var position = 0;
        foreach (var item in items)
        {
            var decides = (item.Name is null && predicate.Name is not null) || Selects(item, position);
            if (decides && !item.IsConstant)
            {
                return false;
            }

            position += item.Name is null ? 1 : 0;
        }

        return true;
    }

    private bool Selects(in Argument item, int position) => predicate.Name switch
    {
        null => item.Name is null && position == predicate.Position,
        "*" => true,
        _ => string.Equals(item.Name, predicate.Name, StringComparison.OrdinalIgnoreCase),
    };

    private bool HoldsMatch(TextTest match, ReadOnlySpan<Argument> items, DateTimeOffset? published)
    {
        var position = 0;
        foreach (var item in items)
        {
            if (Selects(item, position) && HoldsValue(match, item, published))
            {
                return true;
            }

            position += item.Name is null ? 1 : 0;
        }

        return false;
    }

    // The earliest token that fits is always the best one to take: it leaves most tokens for the rest.
    private bool HoldsSequence(ReadOnlySpan<Argument> items, DateTimeOffset? published)
    {
        var next = 0;
        foreach (var item in items)
        {
            if (next == _sequence.Length)
            {
                break;
            }

            if (item.Name is null && HoldsValue(_sequence[next], item, published))
            {
                next++;
            }
        }

        return next == _sequence.Length;
    }

    // The text of a result or parameter is a name, not a value.
    private static bool HoldsValue(TextTest match, in Argument item, DateTimeOffset? published) =>
        match.Match.Mode == MatchMode.Exists || (item.IsConstant && item.Value is not null && match.Holds(item.Value, published));
}
