using System.Text;
using Assay.Model;

namespace Assay.Text;

/// <summary>Finds URLs in native code: ASCII and UTF-16 texts, with byte offsets.</summary>
public static class BinaryTextAnalyzer
{
    private const int Window = 512;

    /// <summary>Writes the URLs of a binary.</summary>
    public static void Analyze(ReadOnlySpan<byte> bytes, FactWriter facts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var limit = facts.Limits.Number(Limit.Urls);
        Scan(bytes, "://"u8, 1, limit, seen, facts);
        Scan(bytes, ":\0/\0/\0"u8, 2, limit, seen, facts);
        if (seen.Count >= limit)
        {
            facts.AddLimit(Limit.Urls, "The file holds more URLs than the limit; the rest is left out.");
        }
    }

    private static void Scan(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> separator, int unit, int limit, HashSet<string> seen, FactWriter facts)
    {
        var from = 0;
        while (seen.Count < limit && bytes[from..].IndexOf(separator) is >= 0 and var found)
        {
            var hit = from + found;
            from = hit + separator.Length;

            // A scheme stands before: cheap test that spares most hits in compressed data.
            if (hit < 2 * unit || !char.IsAsciiLetter((char)bytes[hit - unit]))
            {
                continue;
            }

            var start = hit;
            while (start >= unit && hit - start < 16 * unit && char.IsAsciiLetterOrDigit((char)bytes[start - unit]) && (unit == 1 || bytes[start - 1] == 0))
            {
                start -= unit;
            }

            var window = bytes[start..Math.Min(bytes.Length, start + (Window * unit))];
            var isCertificate = unit == 1 && (TryCutInCertificate(bytes, start, ref window) || IsAmongCertificates(bytes, start, End(window)));
            window = isCertificate || unit != 1 ? window : CutAtLength(bytes, start, window);
            var text = unit == 1 ? Encoding.Latin1.GetString(window[..End(window)]) : Encoding.Unicode.GetString(window[..(window.Length & ~1)]);
            var position = 0;
            if (UrlScanner.TryFind(text, ref position, out var at, out var length) && at == 0 && seen.Add(text[..length])
                && UrlFacts.TryDescribe(text.AsSpan(0, length), isCertificate ? default : Before(bytes, start, unit), isCertificate ? UrlRoles.Certificate : null, out var arguments))
            {
                facts.Add(FactKind.Url, text[..length], FactRecord.None, arguments, Derivation.Literal, PositionKind.ByteOffset, start);
            }
        }
    }

    // X.690 8.1: a tag, the length in one or two octets, the text. RFC 5280 4.2.1.6 and 4.2.1.4: uniformResourceIdentifier, IA5String, the sentences of user notices; Authenticode: the url of an SpcLink.
    private static bool TryCutInCertificate(ReadOnlySpan<byte> bytes, int start, ref ReadOnlySpan<byte> window)
    {
        const byte longLength = 0x81;
        const int longest = 200;
        for (var from = start; from >= 2 && start - from <= longest; from--)
        {
            var length = bytes[from - 1] - (start - from);
            if (length is > 8 and <= byte.MaxValue && length <= window.Length
                && (IsTextTag(bytes[from - 2]) || (bytes[from - 2] == longLength && from > 2 && IsTextTag(bytes[from - 3])))
                && !window[..length].ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
            {
                window = window[..length];
                return true;
            }

            if (bytes[from - 1] is < 0x20 or > 0x7E)
            {
                return false;
            }
        }

        return false;
    }

    // A compressed or broken certificate keeps its object identifiers: id-pkix (RFC 5280 A.2), attribute types and extensions (X.520, 2.5.4 and 2.5.29).
    private static bool IsAmongCertificates(ReadOnlySpan<byte> bytes, int start, int length)
    {
        const int near = 64;
        var around = bytes[Math.Max(0, start - near)..Math.Min(bytes.Length, start + length + near)];
        return around.IndexOf((ReadOnlySpan<byte>)[0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07]) >= 0
            || around.IndexOf((ReadOnlySpan<byte>)[0x06, 0x03, 0x55, 0x04]) >= 0
            || around.IndexOf((ReadOnlySpan<byte>)[0x06, 0x03, 0x55, 0x1D]) >= 0;
    }

    // Protocol Buffers and others write the length of a text before it: the next field follows without a gap. Line ends and tabs are no lengths.
    private static ReadOnlySpan<byte> CutAtLength(ReadOnlySpan<byte> bytes, int start, ReadOnlySpan<byte> window) =>
        start > 0 && bytes[start - 1] is > 0x0D and < 0x20 and var length && length < End(window) ? window[..length] : window;

    private static bool IsTextTag(byte tag) => tag is 0x80 or 0x86 or 0x16 or 0x1A or 0x0C;

    // The sentence that a URL ends, back to the first byte that is no printable character.
    private static string Before(ReadOnlySpan<byte> bytes, int start, int unit)
    {
        const int longest = 160;
        var from = start;
        while (from >= unit && start - from < longest * unit && bytes[from - unit] is >= 0x20 and <= 0x7E && (unit == 1 || bytes[from - 1] == 0))
        {
            from -= unit;
        }

        return (unit == 1 ? Encoding.Latin1 : Encoding.Unicode).GetString(bytes[from..start]);
    }

    // ASCII texts in binaries end at the first byte that is no printable character.
    private static int End(ReadOnlySpan<byte> window)
    {
        var end = window.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E);
        return end < 0 ? window.Length : end;
    }
}
