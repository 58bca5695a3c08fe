using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Assay.Framework;

namespace Assay.PowerShell.Folding;

/// <summary>Static members of types.</summary>
internal static class StaticMembers
{
    public static object? Property(string type, string member)
    {
        var name = member.ToUpperInvariant();
        switch (type)
        {
            case "System.Text.Encoding" or "System.Text.UnicodeEncoding" or "System.Text.UTF8Encoding" or "System.Text.ASCIIEncoding" or "System.Text.UTF32Encoding":
                return Encodings.ByProperty(name) ?? (object)UnknownElement.Any;
            case "System.String":
                return name == "EMPTY" ? "" : UnknownElement.Any;
            case "System.Int32":
                return name switch { "MAXVALUE" => int.MaxValue, "MINVALUE" => int.MinValue, _ => UnknownElement.Any };
            case "System.Int64":
                return name switch { "MAXVALUE" => long.MaxValue, "MINVALUE" => long.MinValue, _ => UnknownElement.Any };
            case "System.Byte":
                return name switch { "MAXVALUE" => Boxes.Of(byte.MaxValue), "MINVALUE" => Boxes.Of(byte.MinValue), _ => UnknownElement.Any };
            case "System.Char":
                return name switch { "MAXVALUE" => char.MaxValue, "MINVALUE" => char.MinValue, _ => UnknownElement.Any };
            case "System.Int16":
                return name switch { "MAXVALUE" => short.MaxValue, "MINVALUE" => short.MinValue, _ => UnknownElement.Any };
            case "System.UInt16":
                return name switch { "MAXVALUE" => ushort.MaxValue, "MINVALUE" => ushort.MinValue, _ => UnknownElement.Any };
            case "System.UInt32":
                return name switch { "MAXVALUE" => uint.MaxValue, "MINVALUE" => uint.MinValue, _ => UnknownElement.Any };
            case "System.UInt64":
                return name switch { "MAXVALUE" => ulong.MaxValue, "MINVALUE" => ulong.MinValue, _ => UnknownElement.Any };
            case "System.Math":
                return name switch { "PI" => Math.PI, "E" => Math.E, _ => UnknownElement.Any };
            case "System.Guid":
                return name == "EMPTY" ? Guid.Empty : UnknownElement.Any;
            case "System.Environment":
                return name == "NEWLINE" ? "\r\n" : UnknownElement.Any;
            case "System.IO.Path":
                return name switch { "DIRECTORYSEPARATORCHAR" => Boxes.Of('\\'), "PATHSEPARATOR" => Boxes.Of(';'), _ => UnknownElement.Any };
        }

        return FrameworkTable.Default.FindType(type) is { } found && found.Kind == FrameworkTypeKind.Enumeration ? Enumerations.Find(found, member) : UnknownElement.Any;
    }

    public static object? Invoke(string type, string member, in Arguments arguments, TypeLookup types)
    {
        var name = member.ToUpperInvariant();
        if (name == "NEW")
        {
            return Constructors.Create(type, arguments, types);
        }

        return type switch
        {
            "System.String" => StringStatics.Invoke(name, arguments),
            "System.Convert" => ConvertStatics.Invoke(name, arguments),
            "System.Char" => StringStatics.OfChar(name, arguments),
            "System.Math" => MathStatics.Invoke(name, arguments),
            "System.Text.RegularExpressions.Regex" => PatternMembers.InvokeStatic(name, arguments),
            "System.BitConverter" => BitStatics.Invoke(name, arguments),
            "System.Text.Encoding" => Encodings.InvokeStatic(name, arguments),
            "System.Uri" => arguments.Count == 1 && arguments.Text(0, out var address) ? UriStatics(name, address, arguments.Work) : UnknownElement.Any,
            "System.Net.WebUtility" or "System.Web.HttpUtility" => arguments.Count == 1 && arguments.Text(0, out var escaped) ? WebStatics(name, escaped, arguments.Work) : UnknownElement.Any,
            "System.IO.Path" => PathStatics.Invoke(name, arguments),
            "System.Enum" => OfEnum(name, arguments, types),
            "System.Array" => OfArray(name, arguments, types),
            "System.Guid" => name == "PARSE" && arguments.Text(0, out var guid) && Guid.TryParse(guid, out var parsed) ? parsed : UnknownElement.Any,
            "System.Numerics.BigInteger" => OfBigInteger(name, arguments),
            "System.Runtime.InteropServices.Marshal" => SecureTexts.InvokeMarshal(name, arguments),
            "System.Int32" or "System.Int64" or "System.Byte" or "System.Int16" or "System.Double" when name == "PARSE" => OfParse(type, arguments, types),
            _ => UnknownElement.Any,
        };
    }

    private static object? UriStatics(string name, string text, Workspace work)
    {
        if (!work.Fits(text.Length * 3L))
        {
            return UnknownElement.Any;
        }

        work.Use(Techniques.Escapes);
        return name switch
        {
            "UNESCAPEDATASTRING" => Uri.UnescapeDataString(text),
            "ESCAPEDATASTRING" => Uri.EscapeDataString(text),
            _ => UnknownElement.Any,
        };
    }

    private static object? WebStatics(string name, string text, Workspace work)
    {
        if (!work.Fits(text.Length * 6L))
        {
            return UnknownElement.Any;
        }

        work.Use(Techniques.Escapes);
        return name switch
        {
            "HTMLDECODE" => System.Net.WebUtility.HtmlDecode(text),
            "HTMLENCODE" => System.Net.WebUtility.HtmlEncode(text),
            "URLDECODE" => System.Net.WebUtility.UrlDecode(text),
            _ => UnknownElement.Any,
        };
    }

    private static object? OfEnum(string name, in Arguments arguments, TypeLookup types)
    {
        if (arguments.Count == 0 || TypeOf(arguments[0], types) is not { } type || FrameworkTable.Default.FindType(type) is not { Kind: FrameworkTypeKind.Enumeration } enumeration)
        {
            return UnknownElement.Any;
        }

        return name switch
        {
            "GETNAMES" => Enumerations.Names(enumeration),
            "PARSE" when arguments.Text(1, out var text) => Enumerations.Of(enumeration, text),
            "TOOBJECT" when arguments.Int(1, out var number) => Enumerations.Of(enumeration, number),
            _ => UnknownElement.Any,
        };
    }

    private static string? TypeOf(object? value, TypeLookup types) => value switch
    {
        FoldedType type => type.FullName,
        string text => types.Resolve(text),
        _ => null,
    };

    // [array]::Reverse changes the array in place.
    private static object? OfArray(string name, in Arguments arguments, TypeLookup types)
    {
        switch (name)
        {
            case "REVERSE" when arguments.Count is 1 or 3 && arguments[0] is Array array:
                var start = 0;
                var length = array.Length;
                if (arguments.Count == 3 && (!arguments.Int(1, out start) || !arguments.Int(2, out length) || start < 0 || length < 0 || (long)start + length > array.Length))
                {
                    return UnknownElement.Any;
                }

                arguments.Work.Use(Techniques.Reversal);
                Array.Reverse(array, start, length);
                return null;
            case "INDEXOF" when arguments.Count == 2 && arguments[0] is Array array:
                return SequenceMembers.Invoke(array, name, new Arguments([arguments[1]], arguments.Work));
            case "CREATEINSTANCE" when arguments.Count == 2 && TypeOf(arguments[0], types) is { } type && arguments.Int(1, out var count) && count >= 0 && arguments.Work.Fits(count):
                return Constructors.NewArray(type, count);
            default:
                return UnknownElement.Any;
        }
    }

    private static object? OfParse(string type, in Arguments arguments, TypeLookup types)
    {
        if (arguments.Count == 2 && arguments.Text(0, out var digits) && (arguments.Names(1, "HexNumber") || arguments.Names(1, "AllowHexSpecifier")) && digits.Length <= 16
            && long.TryParse(digits, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var value))
        {
            arguments.Work.Use(Techniques.Radix);
            return type == "System.Int32" && digits.Length <= 8 ? (int)value : Conversions.To(type, value, arguments.Work, types);
        }

        return arguments.Count == 1 && arguments.Text(0, out var text) && text.Trim().All(c => char.IsAsciiDigit(c) || c is '-' or '.') && text.Length > 0
            ? Conversions.To(type, text, arguments.Work, types)
            : UnknownElement.Any;
    }

    private static object? OfBigInteger(string name, in Arguments arguments)
    {
        return name == "PARSE" && arguments.Count == 1 && arguments.Text(0, out var text) && text.Length <= 512
            && BigInteger.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : UnknownElement.Any;
    }
}
