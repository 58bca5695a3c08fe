namespace Assay.Model;

/// <summary>One argument of a fact. <see cref="Name"/> is null for positional ones; the receiver of an instance call is named <c>this</c>.</summary>
public readonly record struct Argument(string? Name, string? Value, Derivation Derivation = Derivation.Literal)
{
    /// <summary>An argument about which nothing is known.</summary>
    public static Argument Unknown => new(null, null, Derivation.Unknown);

    /// <summary>True when <see cref="Value"/> is the constant itself.</summary>
    public bool IsConstant => Derivation <= Derivation.Recovered;
}

/// <summary>The arguments of one fact in order. Compared by content, so that equal lists are stored once.</summary>
public sealed class ArgumentList : IEquatable<ArgumentList>
{
    private readonly Argument[] _items;

    /// <summary>Takes the arguments over; the caller does not change the array afterwards.</summary>
    public ArgumentList(params Argument[] items) => _items = items;

    /// <summary>The arguments in order.</summary>
    public ReadOnlySpan<Argument> Items => _items;

    /// <summary>Finds a named argument's value; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var item in _items)
            {
                if (string.Equals(item.Name, name, StringComparison.Ordinal))
                {
                    return item.Value;
                }
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public bool Equals(ArgumentList? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ArgumentList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
