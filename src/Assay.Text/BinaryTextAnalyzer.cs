using System.Text;
using Assay.Model;

namespace Assay.Text;

/// <summary>Finds URLs in native code: ASCII and UTF-16 texts, with byte offsets.</summary>
public static class BinaryTextAnalyzer
{
    /// <summary>URLs found per file; more say nothing new.</summary>
    private const int MaximumUrls = 2000;
    private const int Window = 512;

    /// <summary>Writes the URLs of a binary.</summary>
    public static void Analyze(ReadOnlySpan<byte> bytes, FactWriter facts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Scan(bytes, "://"u8, 1, seen, facts);
        Scan(bytes, ":\0/\0/\0"u8, 2, seen, facts);
    }

    private static void Scan(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> separator, int unit, HashSet<string> seen, FactWriter facts)
    {
        var from = 0;
        while (seen.Count < MaximumUrls && bytes[from..].IndexOf(separator) is >= 0 and var found)
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
            var text = unit == 1 ? Encoding.Latin1.GetString(window[..End(window)]) : Encoding.Unicode.GetString(window[..(window.Length & ~1)]);
            var position = 0;
            if (UrlScanner.TryFind(text, ref position, out var at, out var length) && at == 0 && seen.Add(text[..length])
                && UrlFacts.TryDescribe(text.AsSpan(0, length), default, null, out var arguments))
            {
                facts.Add(FactKind.Url, text[..length], FactRecord.None, arguments, Derivation.Literal, PositionKind.ByteOffset, start);
            }
        }
    }

    // ASCII texts in binaries end at the first byte that is no printable character.
    private static int End(ReadOnlySpan<byte> window)
    {
        var end = window.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E);
        return end < 0 ? window.Length : end;
    }
}
