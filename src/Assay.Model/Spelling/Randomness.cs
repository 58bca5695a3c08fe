using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>Measures how evenly byte values are spread: encrypted content is even, compressed content nearly, everything else is not.</summary>
/// <param name="Entropy">Bits per byte (Shannon), 0 to 8.</param>
/// <param name="ChiSquare">Pearson's statistic over the 256 byte values: about 255 for random bytes, above 350 in less than one of ten thousand random samples.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Randomness(double Entropy, double ChiSquare)
{
    /// <summary>Bytes that are looked at, spread over the content in pieces.</summary>
    private const int Sample = 64 * 1024;
    private const int Pieces = 16;

    /// <summary>Measures content; of long content 64 KiB in sixteen pieces.</summary>
    public static Randomness Of(ReadOnlySpan<byte> bytes)
    {
        Span<int> counts = stackalloc int[256];
        var total = 0;
        if (bytes.Length <= Sample)
        {
            total = Count(bytes, counts);
        }
        else
        {
            const int Piece = Sample / Pieces;
            for (var i = 0; i < Pieces; i++)
            {
                total += Count(bytes.Slice((int)((long)(bytes.Length - Piece) * i / (Pieces - 1)), Piece), counts);
            }
        }

        if (total == 0)
        {
            return default;
        }

        var expected = total / 256.0;
        double entropy = 0, chiSquare = 0;
        foreach (var count in counts)
        {
            chiSquare += (count - expected) * (count - expected) / expected;
            entropy -= count == 0 ? 0 : (double)count / total * Math.Log2((double)count / total);
        }

        return new Randomness(entropy, chiSquare);
    }

    private static int Count(ReadOnlySpan<byte> bytes, Span<int> counts)
    {
        foreach (var value in bytes)
        {
            counts[value]++;
        }

        return bytes.Length;
    }
}
