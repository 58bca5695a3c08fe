using System.IO.Compression;

namespace Assay.Community;

/// <summary>Bytes in the format of RFC 1951, after their number as LEB128.</summary>
internal static class Deflated
{
    // More than any community has: 11 million ids take 200 MB.
    private const int Longest = 512 * 1024 * 1024;

    // A bit stands for at most 258 bytes.
    private const int HighestRatio = 1_032;

    public static byte[] Write(ReadOnlySpan<byte> bytes)
    {
        var head = new List<byte>();
        Leb128.Write((uint)bytes.Length, head);
        using var stream = new MemoryStream();
        stream.Write([.. head]);
        using (var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return stream.ToArray();
    }

    /// <summary>Gives the bytes; throws <see cref="SnapshotException"/> naming <paramref name="what"/> when they are not there.</summary>
    public static byte[] Read(byte[] source, string what)
    {
        ReadOnlySpan<byte> rest = source;
        if (!Leb128.TryRead(ref rest, out var length) || length > Longest || length > (long)rest.Length * HighestRatio)
        {
            throw SnapshotException.Broken($"{what} cannot be read");
        }

        var bytes = new byte[length];
        try
        {
            using var stream = new MemoryStream(source, source.Length - rest.Length, rest.Length, writable: false);
            using var inflate = new DeflateStream(stream, CompressionMode.Decompress);
            if (inflate.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length && inflate.ReadByte() < 0)
            {
                return bytes;
            }
        }
        catch (InvalidDataException)
        {
            // Said below.
        }

        throw SnapshotException.Broken($"{what} cannot be read");
    }
}
