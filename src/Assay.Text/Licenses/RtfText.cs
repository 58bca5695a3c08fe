using System.Text;
using Assay.Model;

namespace Assay.Text.Licenses;

/// <summary>Takes the text out of an RTF document (Rich Text Format 1.9.1): what a reader shows, without tables of fonts, colours and styles.</summary>
internal static class RtfText
{
    private const int MaximumDepth = FixedLimits.RichTextDepth;

    // Destinations whose groups hold no text of the document.
    private static readonly HashSet<string> Silent = new(["fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "colorschememapping", "datastore", "latentstyles", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl"], StringComparer.Ordinal);

    /// <summary>True for documents that begin as RTF does.</summary>
    public static bool IsIn(ReadOnlySpan<byte> bytes) => bytes.StartsWith("{\\rtf"u8);

    /// <summary>Gives the text; groups deeper than any writer nests them are read as part of their surrounding group.</summary>
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length / 2);
        Span<bool> silent = stackalloc bool[MaximumDepth];
        var depth = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var value = bytes[at++];
            switch (value)
            {
                case (byte)'{':
                    if (depth + 1 < MaximumDepth)
                    {
                        depth++;
                        silent[depth] = silent[depth - 1];
                    }

                    break;
                case (byte)'}':
                    depth = Math.Max(0, depth - 1);
                    break;
                case (byte)'\\' when at < bytes.Length:
                    at = ReadControl(bytes, at, text, ref silent[depth]);
                    break;
                case (byte)'\r' or (byte)'\n':
                    break;
                default:
                    Append(text, (char)value, silent[depth]);
                    break;
            }
        }

        return text.ToString();
    }

    // Behind the backslash: a word with a number, or one character.
    private static int ReadControl(ReadOnlySpan<byte> bytes, int at, StringBuilder text, ref bool silent)
    {
        var start = at;
        while (at < bytes.Length && at - start < 32 && char.IsAsciiLetter((char)bytes[at]))
        {
            at++;
        }

        if (at == start)
        {
            return ReadSymbol(bytes, at, text, ref silent);
        }

        var word = Encoding.ASCII.GetString(bytes[start..at]);
        var number = at;
        while (at < bytes.Length && at - number < 12 && (char.IsAsciiDigit((char)bytes[at]) || (at == number && bytes[at] == '-')))
        {
            at++;
        }

        switch (word)
        {
            case "par" or "line" or "sect" or "page" or "row":
                Append(text, '\n', silent);
                break;
            case "tab" or "cell":
                Append(text, ' ', silent);
                break;
            case "u" when int.TryParse(Encoding.ASCII.GetString(bytes[number..at]), out var code):
                Append(text, (char)(ushort)code, silent);
                break;
            default:
                silent |= Silent.Contains(word);
                break;
        }

        // One blank behind a control word belongs to it.
        return at < bytes.Length && bytes[at] == ' ' ? at + 1 : at;
    }

    private static int ReadSymbol(ReadOnlySpan<byte> bytes, int at, StringBuilder text, ref bool silent)
    {
        switch (bytes[at])
        {
            case (byte)'\'':
                if (at + 2 < bytes.Length && byte.TryParse(Encoding.ASCII.GetString(bytes.Slice(at + 1, 2)), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var code))
                {
                    // Windows-1252: what is no letter of it is a mark between words.
                    Append(text, code < 0x80 || code >= 0xA0 ? (char)code : ' ', silent);
                }

                return Math.Min(bytes.Length, at + 3);
            case (byte)'*':
                silent = true;
                break;
            case (byte)'~' or (byte)'_' or (byte)'-':
                Append(text, bytes[at] == '-' ? '\u00AD' : ' ', silent);
                break;
            case (byte)'{' or (byte)'}' or (byte)'\\':
                Append(text, (char)bytes[at], silent);
                break;
            default:
                Append(text, '\n', silent);
                break;
        }

        return at + 1;
    }

    private static void Append(StringBuilder text, char c, bool silent)
    {
        if (!silent)
        {
            text.Append(c);
        }
    }
}
