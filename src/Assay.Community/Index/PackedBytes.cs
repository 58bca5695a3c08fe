using System.Buffers;
using System.IO.Compression;
using Assay.Model.Storing;

namespace Assay.Community.Index;

/// <summary>Facts as the index stores them: Brotli where it helps, with the length before it.</summary>
public static class PackedBytes
{
    private const byte Plain = 0;
    private const byte Brotli = 1;

    // docs/design/stored-facts.md has the measurements.
    private const int Quality = 4;
    private const int Window = 22;

    // Below this, the compressed form is hardly ever shorter.
    private const int SmallestPacked = 48;

    // What a damaged length could make a reader allocate.
    private const int LongestUnpacked = 1 << 30;

    /// <summary>Packs bytes; empty ones stay empty.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return [];
        }

        if (bytes.Length >= SmallestPacked)
        {
            var head = new StoredBuffer();
            head.Byte(Brotli);
            head.Number(bytes.Length);
            var start = head.Written.Length;
            var packed = ArrayPool<byte>.Shared.Rent(start + BrotliEncoder.GetMaxCompressedLength(bytes.Length));
            try
            {
                head.Written.CopyTo(packed);
                if (BrotliEncoder.TryCompress(bytes, packed.AsSpan(start), out var length, Quality, Window) && start + length < bytes.Length)
                {
                    return packed[..(start + length)];
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(packed);
            }
        }

        return [Plain, .. bytes];
    }

    /// <summary>Gives the bytes back; throws <see cref="InvalidDataException"/> when they are damaged.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.IsEmpty)
        {
            return [];
        }

        if (packed[0] == Plain)
        {
            return packed[1..].ToArray();
        }

        var input = new StoredReader(packed);
        if (input.Byte() != Brotli)
        {
            throw StoredReader.Broken();
        }

        var bytes = new byte[input.Number(LongestUnpacked)];
        return BrotliDecoder.TryDecompress(input.Rest, bytes, out var length) && length == bytes.Length ? bytes : throw StoredReader.Broken();
    }
}
