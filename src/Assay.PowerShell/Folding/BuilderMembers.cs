namespace Assay.PowerShell.Folding;

/// <summary>Members of <c>StringBuilder</c>. They change the object in place.</summary>
internal static class BuilderMembers
{
    public static object? Invoke(TextBuilder target, string member, in Arguments arguments)
    {
        var work = arguments.Work;
        var builder = target.Builder;
        switch (member.ToUpperInvariant())
        {
            case "APPEND" when arguments.Count == 1 && Piece(arguments, out var text):
                return Grow(target, text.Length, work) ? Done(target, () => builder.Append(text), work) : UnknownElement.Any;
            case "APPEND" when arguments.Count == 2 && arguments.Character(0, out var character) && arguments.Int(1, out var times) && times >= 0:
                return Grow(target, times, work) ? Done(target, () => builder.Append(character, times), work) : UnknownElement.Any;
            case "APPENDLINE" when arguments.Count == 0 || arguments.Text(0, out _):
                var line = arguments.Count == 0 ? "" : Texts.Of(arguments[0], " ")!;
                return Grow(target, line.Length + 2, work) ? Done(target, () => builder.Append(line).Append("\r\n"), work) : UnknownElement.Any;
            case "APPENDFORMAT" when arguments.Count > 1 && arguments.Text(0, out var format):
                return CompositeFormat.Fill(format, arguments.Count == 2 ? Operators.ArgumentsOf(arguments[1]) : arguments.Values[1..], work) is string filled && Grow(target, 0, work)
                    ? Done(target, () => builder.Append(filled), work)
                    : UnknownElement.Any;
            case "INSERT" when arguments.Count == 2 && arguments.Int(0, out var index) && index >= 0 && index <= builder.Length && arguments.Text(1, out var inserted):
                return Grow(target, builder.Length + inserted.Length, work) ? Done(target, () => builder.Insert(index, inserted), work) : UnknownElement.Any;
            case "REPLACE" when arguments.Count == 2 && arguments.Text(0, out var old) && arguments.Text(1, out _):
                if (StringMembers.Invoke(builder.ToString(), "Replace", arguments) is not string replaced || old.Length == 0)
                {
                    return UnknownElement.Any;
                }

                return Done(target, () => builder.Clear().Append(replaced), work);
            case "REMOVE" when arguments.Count == 2 && arguments.Int(0, out var start) && arguments.Int(1, out var count) && start >= 0 && count >= 0 && (long)start + count <= builder.Length:
                return Done(target, () => builder.Remove(start, count), work);
            case "CLEAR":
                return Done(target, () => builder.Clear(), work);
            case "TOSTRING" when arguments.Count == 0:
                work.Use(target.Techniques);
                return work.Fits(builder.Length) ? builder.ToString() : UnknownElement.Any;
            default:
                return UnknownElement.Any;
        }
    }

    private static bool Piece(in Arguments arguments, out string text)
    {
        if (arguments[0] is char[] characters)
        {
            text = new string(characters);
            return true;
        }

        return arguments.Text(0, out text);
    }

    private static bool Grow(TextBuilder target, int length, Workspace work)
    {
        if (target.Length + (long)length > work.Spending.Budget.ValueLength || !work.Fits(length))
        {
            work.Spending.Reach(FoldLimit.Value);
            return false;
        }

        work.Use(Techniques.Concatenation);
        return true;
    }

    private static TextBuilder Done(TextBuilder target, Action change, Workspace work)
    {
        change();
        target.Changed();
        target.Techniques |= work.Used;
        return target;
    }
}
