using System.IO.Compression;

namespace Assay.Packages.Compression;

/// <summary>How inflating ended.</summary>
internal enum InflateEnd
{
    /// <summary>With the final block.</summary>
    Complete,
    /// <summary>The packed data ends before the final block does.</summary>
    Truncated,
    /// <summary>The packed data is no deflate stream.</summary>
    Invalid,
    /// <summary>More comes out than is allowed.</summary>
    TooLong,
}

/// <summary>Inflates raw deflate data (RFC 1951) and says what the base library's stream keeps to itself.</summary>
internal static class Inflater
{
    /// <summary>Inflates a stream that should use exactly these bytes.</summary>
    /// <param name="limit">Total length of <paramref name="output"/> that is allowed.</param>
    /// <param name="packedLeft">True when the stream ends before the packed bytes do.</param>
    public static InflateEnd InflateExactly(ArraySegment<byte> packed, ContentBuffer output, int limit, CancellationToken cancellation, out bool packedLeft)
    {
        // The last byte is handed out apart: whether it was asked for tells whether the stream ended before it.
        using var source = new PackedStream(packed, packed.Count - 1);
        var end = Run(source, output, limit, cancellation);
        packedLeft = end == InflateEnd.Complete && source.HandedOut < packed.Count;
        return end;
    }

    /// <summary>Inflates a stream whose packed length is not known and finds it.</summary>
    /// <param name="likelyLength">Where the stream probably ends: found in one pass when it does, in two otherwise.</param>
    public static InflateEnd InflatePrefix(ArraySegment<byte> packed, int likelyLength, ContentBuffer output, int limit, CancellationToken cancellation, out int packedLength)
    {
        var start = output.Length;
        using (var source = new PackedStream(packed[..Math.Max(0, likelyLength)], likelyLength - 1))
        {
            var end = Run(source, output, limit, cancellation);
            packedLength = source.HandedOut;
            if (end is InflateEnd.Invalid or InflateEnd.TooLong || (end == InflateEnd.Complete && packedLength == likelyLength))
            {
                return end;
            }
        }

        output.Truncate(start);
        var coarse = 0;
        using (var source = new PackedStream(packed, packed.Count))
        {
            var end = Run(source, output, limit, cancellation);
            packedLength = source.HandedOut;
            if (end != InflateEnd.Complete)
            {
                return end;
            }

            coarse = source.StepStart;
        }

        output.Truncate(start);
        using (var source = new PackedStream(packed, coarse))
        {
            var end = Run(source, output, limit, cancellation);
            packedLength = source.HandedOut;
            return end;
        }
    }

    private static InflateEnd Run(PackedStream source, ContentBuffer output, int limit, CancellationToken cancellation)
    {
        try
        {
            using var inflate = new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true);
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (output.Length >= limit)
                {
                    Span<byte> probe = stackalloc byte[1];
                    return inflate.Read(probe) > 0 ? InflateEnd.TooLong : End(source);
                }

                var read = inflate.Read(output.Free(limit));
                if (read == 0)
                {
                    return End(source);
                }

                output.Advance(read);
            }
        }
        catch (InvalidDataException)
        {
            return source.RanDry ? InflateEnd.Truncated : InflateEnd.Invalid;
        }
    }

    private static InflateEnd End(PackedStream source) => source.RanDry ? InflateEnd.Truncated : InflateEnd.Complete;
}
