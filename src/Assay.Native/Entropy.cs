using System.Globalization;

namespace Assay.Native;

/// <summary>Shannon entropy of bytes in bits per byte: code has about 6, compressed or encrypted data nearly 8.</summary>
internal static class Entropy
{
    /// <summary>Bytes that are looked at; the beginning of a section tells of the rest.</summary>
    public const int MaximumBytes = 4 * 1024 * 1024;

    /// <summary>From here on bytes are taken for compressed or encrypted.</summary>
    public const double Packed = 7.2;

    public static double Of(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, MaximumBytes)];
        if (bytes.IsEmpty)
        {
            return 0;
        }

        // Four tables: equal bytes in a row do not wait for each other's count.
        Span<int> counts = stackalloc int[4 * 256];
        counts.Clear();
        var i = 0;
        for (; i + 4 <= bytes.Length; i += 4)
        {
            counts[bytes[i]]++;
            counts[256 + bytes[i + 1]]++;
            counts[512 + bytes[i + 2]]++;
            counts[768 + bytes[i + 3]]++;
        }

        for (; i < bytes.Length; i++)
        {
            counts[bytes[i]]++;
        }

        var sum = 0.0;
        for (var value = 0; value < 256; value++)
        {
            var count = counts[value] + counts[256 + value] + counts[512 + value] + counts[768 + value];
            if (count > 0)
            {
                sum += count * Math.Log2(count);
            }
        }

        return Math.Max(0, Math.Log2(bytes.Length) - (sum / bytes.Length));
    }

    /// <summary>The measure as facts write it: one digit after the point.</summary>
    public static string Text(double entropy) => entropy.ToString("0.0", CultureInfo.InvariantCulture);
}
