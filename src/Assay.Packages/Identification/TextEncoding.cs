using System.Text;

namespace Assay.Packages.Identification;

/// <summary>Says how bytes are written when they are text.</summary>
public static class TextEncoding
{
    private const int SampleSize = 4096;

    // UTF-16 of mostly ASCII: this many of a hundred code units have a zero byte on the same side.
    private const int ZeroBytesOfHundred = 70;

    /// <summary>Names the encoding by a byte order mark, or without one for samples almost without control characters; null for anything that is no text.</summary>
    public static Encoding? Guess(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        _ => GuessUnmarked(bytes[..Math.Min(bytes.Length, SampleSize)]),
    };

    /// <summary>Decodes the first bytes; those of a broken or unknown encoding give replacement characters.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, int limit)
    {
        var encoding = Guess(bytes) ?? Encoding.UTF8;
        var isCut = bytes.Length > limit;
        var text = isCut ? bytes[..(limit & ~1)] : bytes;
        var mark = encoding.Preamble;
        var decoded = encoding.GetString(text.StartsWith(mark) ? text[mark.Length..] : text);

        // Half a character at the cut is not one of the text.
        return isCut ? decoded.TrimEnd('\uFFFD') : decoded;
    }

    private static Encoding? GuessUnmarked(ReadOnlySpan<byte> sample)
    {
        Span<int> zeros = [0, 0];
        var controls = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            var value = sample[i];
            zeros[i & 1] += value == 0 ? 1 : 0;
            controls += value is > 0 and < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B) ? 1 : 0;
        }

        if (controls * 100 > sample.Length)
        {
            return null;
        }

        var units = sample.Length / 2;
        return (zeros[0], zeros[1]) switch
        {
            (0, 0) => Encoding.UTF8,
            (0, var high) when units > 1 && high * 100 >= units * ZeroBytesOfHundred => Encoding.Unicode,
            (var low, 0) when units > 1 && low * 100 >= units * ZeroBytesOfHundred => Encoding.BigEndianUnicode,
            _ => null,
        };
    }
}
