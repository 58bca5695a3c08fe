using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary><c>New-Object</c> and <c>::new()</c>.</summary>
internal static class Constructors
{
    /// <summary>Makes an object; an unknown one still has its type.</summary>
    public static object? Create(string type, in Arguments arguments, TypeLookup types)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return arguments.Int(0, out var length) && length >= 0 && arguments.Work.Fits(length) ? NewArray(type[..^2], length) : new UnknownElement(type);
        }

        var made = Known(type, arguments, types);
        return made is UnknownElement ? new UnknownElement(type) : made;
    }

    /// <summary>An array of default values.</summary>
    public static object NewArray(string element, int length)
    {
        switch (element)
        {
            case "System.Byte":
                return new byte[length];
            case "System.Char":
                return new char[length];
            case "System.Int32":
                var zeros = new object?[length];
                Array.Fill(zeros, Boxes.Of(0));
                return zeros;
            case "System.Object" or "System.String":
                return new object?[length];
            default:
                return UnknownElement.Any;
        }
    }

    private static object? Known(string type, in Arguments arguments, TypeLookup types)
    {
        switch (type)
        {
            case "System.String":
                return NewString(arguments);
            case "System.Text.StringBuilder":
                return NewBuilder(arguments);
            case "System.Text.UTF8Encoding":
                return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            case "System.Text.UnicodeEncoding":
                return arguments.Count == 0 ? Encoding.Unicode : UnknownElement.Any;
            case "System.Text.ASCIIEncoding":
                return Encoding.ASCII;
            case "System.Text.UTF32Encoding":
                return arguments.Count == 0 ? Encoding.UTF32 : UnknownElement.Any;
            case "System.Collections.Hashtable" or "System.Collections.Specialized.OrderedDictionary" or "System.Collections.Generic.Dictionary`2":
                return arguments.Count == 0 ? new FoldedTable(type) : UnknownElement.Any;
            case "System.Collections.ArrayList" or "System.Collections.Generic.List`1":
                return arguments.Count == 0 || arguments[0] is int ? new ListObject(type, []) : Sequences.IsSequence(arguments[0]) ? new ListObject(type, [.. Operators.ArgumentsOf(arguments[0])]) : UnknownElement.Any;
            case "System.Uri" or "System.Version" or "System.Guid" or "System.Numerics.BigInteger":
                return arguments.Count == 1 ? Conversions.To(type, arguments[0], arguments.Work, types) : UnknownElement.Any;
            case "System.Text.RegularExpressions.Regex":
                return PatternMembers.InvokeStatic("NEW", arguments);
            case "System.Object" or "System.Management.Automation.PSObject":
                return arguments.Count == 0 ? new FoldedTable(ObjectTypes.CustomObject) : UnknownElement.Any;
            default:
                return Streams.Create(type, arguments);
        }
    }

    private static object? NewString(in Arguments arguments)
    {
        var work = arguments.Work;
        switch (arguments.Count)
        {
            case 1 when arguments[0] is string text:
                return text;
            case 1 when Conversions.ToChars(arguments[0], work) is char[] characters:
                return new string(characters);
            case 2 when arguments.Character(0, out var character) && arguments.Int(1, out var count) && count >= 0 && work.Fits(count):
                work.Use(Techniques.Concatenation);
                return new string(character, count);
            case 3 when arguments[0] is char[] characters && arguments.Int(1, out var start) && arguments.Int(2, out var length) && start >= 0 && length >= 0 && (long)start + length <= characters.Length:
                work.Use(Techniques.Slice);
                return new string(characters, start, length);
            default:
                return UnknownElement.Any;
        }
    }

    private static object? NewBuilder(in Arguments arguments)
    {
        var made = new TextBuilder();
        if (arguments.Count > 0 && arguments[0] is string text)
        {
            if (!arguments.Work.Fits(text.Length))
            {
                return UnknownElement.Any;
            }

            made.Builder.Append(text);
        }

        return made;
    }
}
