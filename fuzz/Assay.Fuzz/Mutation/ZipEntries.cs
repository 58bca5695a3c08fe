using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Assay.TestInputs;

namespace Assay.Fuzz.Mutation;

/// <summary>Takes a zip apart for mutations. Only what is well-formed is read; everything else is for other mutations to change.</summary>
internal static class ZipEntries
{
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int LocalLength = 30;
    private const int MostEntries = 256;
    private const int LargestEntry = 1 << 20;

    /// <summary>Reads the entries; none when it is no zip.</summary>
    public static List<RawEntry> Read(byte[] zip)
    {
        var entries = new List<RawEntry>();
        var end = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndLength > zip.Length)
        {
            return entries;
        }

        var at = (long)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(end + 16));
        while (entries.Count < MostEntries && at + EntryLength <= zip.Length && zip.AsSpan((int)at).StartsWith("PK\u0001\u0002"u8))
        {
            var header = zip.AsSpan((int)at);
            var (name, extra, comment) = (U16(header, 28), U16(header, 30), U16(header, 32));
            if (EntryLength + name + extra + comment > header.Length)
            {
                break;
            }

            if (Content(zip, header) is { } content)
            {
                entries.Add(new RawEntry(Encoding.UTF8.GetString(header.Slice(EntryLength, name)), content) { Method = (ushort)(U16(header, 10) == 0 ? 0 : 8), Extra = header.Slice(EntryLength + name, extra).ToArray() });
            }

            at += EntryLength + name + extra + comment;
        }

        return entries;
    }

    private static byte[]? Content(byte[] zip, ReadOnlySpan<byte> header)
    {
        var (method, packed, local) = (U16(header, 10), BinaryPrimitives.ReadUInt32LittleEndian(header[20..]), BinaryPrimitives.ReadUInt32LittleEndian(header[42..]));
        if (local + (long)LocalLength > zip.Length)
        {
            return null;
        }

        var start = local + LocalLength + U16(zip.AsSpan((int)local), 26) + U16(zip.AsSpan((int)local), 28);
        if (start + packed > zip.Length)
        {
            return null;
        }

        var data = zip.AsSpan((int)start, (int)packed).ToArray();
        return method switch { 0 => data, 8 => Inflate(data), _ => null };
    }

    internal static byte[]? Inflate(byte[] data)
    {
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(data), CompressionMode.Decompress);
            var buffer = new byte[LargestEntry];
            var length = inflate.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return buffer[..length];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
