using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>Text encodings and their members.</summary>
internal static class Encodings
{
    public static Encoding? ByProperty(string name) => name switch
    {
        "UTF8" => Encoding.UTF8,
        "UNICODE" => Encoding.Unicode,
        "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
        "ASCII" => Encoding.ASCII,
        "UTF32" => Encoding.UTF32,
        "LATIN1" => Encoding.Latin1,
        "DEFAULT" => Encoding.UTF8,
        _ => null,
    };

    /// <summary>An encoding by name or code page.</summary>
    public static object? Find(object? value)
    {
        var name = value switch
        {
            string text => text.ToUpperInvariant(),
            int page => page.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };
        return name switch
        {
            "UTF-8" or "UTF8" or "65001" => Encoding.UTF8,
            "UTF-16" or "UNICODE" or "UTF-16LE" or "UCS-2" or "1200" => Encoding.Unicode,
            "UTF-16BE" or "UNICODEFFFE" or "1201" => Encoding.BigEndianUnicode,
            "US-ASCII" or "ASCII" or "20127" => Encoding.ASCII,
            "UTF-32" or "12000" => Encoding.UTF32,
            "ISO-8859-1" or "LATIN1" or "28591" => Encoding.Latin1,
            _ => UnknownElement.Any,
        };
    }

    public static object? InvokeStatic(string name, in Arguments arguments) => name switch
    {
        "GETENCODING" when arguments.Count == 1 => Find(arguments[0]),
        "CONVERT" when arguments.Count == 3 && arguments[0] is Encoding from && arguments[1] is Encoding to && arguments.Bytes(2, out var bytes) && arguments.Work.Fits(bytes.Length * 4L) => Encoding.Convert(from, to, bytes),
        _ => UnknownElement.Any,
    };

    public static object? Invoke(Encoding encoding, string member, in Arguments arguments)
    {
        var work = arguments.Work;
        switch (member.ToUpperInvariant())
        {
            case "GETSTRING":
                return Slice(arguments, out var bytes) && work.Fits(bytes.Length) ? Read(encoding, bytes, work) : UnknownElement.Any;
            case "GETCHARS":
                return Slice(arguments, out bytes) && work.Fits(bytes.Length) ? Read(encoding, bytes, work).ToCharArray() : UnknownElement.Any;
            case "GETBYTES":
                var text = arguments.Count == 1 && arguments[0] is char[] characters ? new string(characters) : arguments.Count == 1 && arguments.Text(0, out var given) ? given : null;
                return text is not null && work.Fits(text.Length * 4L) ? encoding.GetBytes(text) : UnknownElement.Any;
            case "GETBYTECOUNT":
                return arguments.Count == 1 && arguments.Text(0, out given) ? Boxes.Of(encoding.GetByteCount(given)) : UnknownElement.Any;
            default:
                return UnknownElement.Any;
        }
    }

    /// <summary>Properties of an encoding.</summary>
    public static object? Property(Encoding encoding, string member) => member.ToUpperInvariant() switch
    {
        "WEBNAME" or "BODYNAME" or "HEADERNAME" => encoding.WebName,
        "CODEPAGE" => Boxes.Of(encoding.CodePage),
        _ => UnknownElement.Any,
    };

    // Bytes that stand as numbers in the script are character codes; decoded ones are already marked.
    private static string Read(Encoding encoding, byte[] bytes, Workspace work)
    {
        work.Use(Techniques.TextEncoding);
        return encoding.GetString(bytes);
    }

    private static bool Slice(in Arguments arguments, out byte[] bytes)
    {
        if (!arguments.Bytes(0, out bytes))
        {
            return false;
        }

        if (arguments.Count == 1)
        {
            return true;
        }

        if (arguments.Count != 3 || !arguments.Int(1, out var start) || !arguments.Int(2, out var count) || start < 0 || count < 0 || (long)start + count > bytes.Length)
        {
            return false;
        }

        bytes = bytes.AsSpan(start, count).ToArray();
        return true;
    }
}
