using Assay.Model;

namespace Assay.Rules;

/// <summary>An <see cref="ArgumentPredicate"/> made ready.</summary>
internal sealed class ArgumentTest(ArgumentPredicate predicate)
{
    private readonly TextTest? _match = predicate.Match is null ? null : new TextTest(predicate.Match);
    private readonly TextTest[] _sequence = [.. predicate.Sequence.Select(token => new TextTest(token))];

    public bool Holds(ArgumentList? arguments, DateTimeOffset? published)
    {
        if (arguments is null)
        {
            return false;
        }

        return _match is null ? HoldsSequence(arguments.Items, published) : HoldsMatch(_match, arguments.Items, published);
    }

    private bool HoldsMatch(TextTest match, ReadOnlySpan<Argument> items, DateTimeOffset? published)
    {
        var position = 0;
        foreach (var item in items)
        {
            var selected = predicate.Name switch
            {
                null => item.Name is null && position == predicate.Position,
                "*" => true,
                _ => string.Equals(item.Name, predicate.Name, StringComparison.OrdinalIgnoreCase),
            };
            if (selected && HoldsValue(match, item, published))
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
