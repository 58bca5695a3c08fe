namespace Assay.PowerShell.Folding;

/// <summary>Arguments of a member, converted as the engine does for its parameters.</summary>
internal readonly struct Arguments(object?[] values, Workspace work)
{
    public int Count => values.Length;

    public Workspace Work => work;

    public object? this[int index] => values[index];

    public object?[] Values => values;

    public bool Text(int index, out string text)
    {
        var value = index < values.Length && values[index] is not UnknownElement && !Sequences.IsSequence(values[index]) ? Texts.Of(values[index], work.Separator) : null;
        text = value ?? "";
        return value is not null;
    }

    public bool Int(int index, out int number)
    {
        number = 0;
        return index < values.Length && values[index] is not (UnknownElement or null) && !Sequences.IsSequence(values[index]) && Numbers.TryInt(values[index], out number);
    }

    public bool Double(int index, out double number)
    {
        number = 0;
        return index < values.Length && values[index] is not (UnknownElement or null) && !Sequences.IsSequence(values[index]) && Numbers.TryDouble(values[index], out number);
    }

    public bool Character(int index, out char character)
    {
        var value = index < values.Length ? Conversions.ToChar(values[index], work) : null;
        character = value is char known ? known : default;
        return value is char;
    }

    public bool Bytes(int index, out byte[] bytes)
    {
        var value = index < values.Length ? Conversions.ToBytes(values[index]) : null;
        bytes = value ?? [];
        return value is not null;
    }

    /// <summary>True when a value is an enumeration's constant of this name or the name itself.</summary>
    public bool Names(int index, string name) =>
        index < values.Length && (values[index] is FoldedEnumeration constant ? constant.Name : values[index] as string) is { } given && given.Equals(name, StringComparison.OrdinalIgnoreCase);
}
