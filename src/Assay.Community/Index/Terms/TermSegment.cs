using System.Buffers.Binary;
using Assay.Model.Storing;

namespace Assay.Community.Index;

/// <summary>The terms of many versions turned around: for each term the versions that have it. Terms stand in blocks, so that one is found without reading the others.</summary>
/// <remarks>
/// A head of two numbers of four bytes (blocks, bytes of the longest block), then for each block its first term and where it ends, four bytes each; then the blocks:
/// for each term the difference to the one before, how many versions have it, and their places in the list of versions as differences.
/// </remarks>
internal static class TermSegment
{
    private const int TermsPerBlock = 128;
    private const int HeadSize = 8;
    private const int EntrySize = 8;

    /// <summary>Writes a segment.</summary>
    /// <param name="pairs">Terms (upper half) with the places of versions that have them, ascending, each pair once.</param>
    public static byte[] Write(ReadOnlySpan<ulong> pairs)
    {
        var blocks = new StoredBuffer();
        var entries = new List<(uint First, int End)>();
        var (terms, longest, start) = (0, 0, 0);
        var (term, first) = (0u, 0u);
        for (var i = 0; i < pairs.Length;)
        {
            var next = (uint)(pairs[i] >> 32);
            var end = i;
            while (end < pairs.Length && (uint)(pairs[end] >> 32) == next)
            {
                end++;
            }

            if (terms % TermsPerBlock == 0)
            {
                Close();
                first = term = next;
            }

            blocks.Number(next - term);
            blocks.Number(end - i);
            var before = 0u;
            for (; i < end; i++)
            {
                blocks.Number((uint)pairs[i] - before);
                before = (uint)pairs[i];
            }

            term = next;
            terms++;
        }

        Close();
        var data = new byte[HeadSize + (entries.Count * EntrySize) + blocks.Written.Length];
        BinaryPrimitives.WriteInt32LittleEndian(data, entries.Count);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), longest);
        for (var i = 0; i < entries.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(HeadSize + (i * EntrySize)), entries[i].First);
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(HeadSize + (i * EntrySize) + 4), entries[i].End);
        }

        blocks.Written.CopyTo(data.AsSpan(HeadSize + (entries.Count * EntrySize)));
        return data;

        void Close()
        {
            if (blocks.Written.Length > start)
            {
                entries.Add((first, blocks.Written.Length));
                longest = Math.Max(longest, blocks.Written.Length - start);
                start = blocks.Written.Length;
            }
        }
    }

    /// <summary>Finds the versions of some terms; one that nobody has gets no entry.</summary>
    /// <param name="data">The segment; it is read in parts.</param>
    /// <param name="wanted">The terms, ascending.</param>
    /// <param name="versions">How many versions there are.</param>
    /// <param name="found">Takes the places of the versions by term.</param>
    public static void Find(Stream data, IReadOnlyList<uint> wanted, int versions, Dictionary<uint, int[]> found)
    {
        var head = Read(data, 0, HeadSize);
        var (count, longest) = (BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)));
        if (count < 0 || longest < 0 || longest > data.Length || HeadSize + ((long)count * EntrySize) > data.Length)
        {
            throw StoredReader.Broken();
        }

        var entries = Read(data, HeadSize, count * EntrySize);
        var blocks = HeadSize + (count * EntrySize);
        for (var i = 0; i < wanted.Count;)
        {
            var block = BlockOf(entries, count, wanted[i]);
            if (block < 0)
            {
                i++;
                continue;
            }

            var start = block == 0 ? 0 : EndOf(entries, block - 1);
            var end = EndOf(entries, block);
            if (start < 0 || end < start || end - start > longest)
            {
                throw StoredReader.Broken();
            }

            var last = i;
            while (last < wanted.Count && (block + 1 == count || wanted[last] < FirstOf(entries, block + 1)))
            {
                last++;
            }

            ReadBlock(Read(data, blocks + start, end - start), FirstOf(entries, block), wanted, i, last, versions, found);
            i = last;
        }
    }

    /// <summary>Reads all pairs of a segment.</summary>
    public static List<ulong> ReadAll(byte[] data, int versions)
    {
        var pairs = new List<ulong>();
        var count = data.Length < HeadSize ? throw StoredReader.Broken() : BinaryPrimitives.ReadInt32LittleEndian(data);
        var blocks = HeadSize + ((long)count * EntrySize);
        if (count < 0 || blocks > data.Length)
        {
            throw StoredReader.Broken();
        }

        var entries = data.AsSpan(HeadSize, count * EntrySize);
        for (var block = 0; block < count; block++)
        {
            var start = block == 0 ? 0 : EndOf(entries, block - 1);
            var end = EndOf(entries, block);
            if (start < 0 || end < start || blocks + end > data.Length)
            {
                throw StoredReader.Broken();
            }

            var input = new StoredReader(data.AsSpan((int)blocks + start, end - start));
            for (var term = (long)FirstOf(entries, block); !input.AtEnd;)
            {
                term += input.LongNumber();
                foreach (var place in Places(ref input, versions))
                {
                    pairs.Add(((ulong)term << 32) | (uint)place);
                }
            }
        }

        return pairs;
    }

    private static void ReadBlock(byte[] block, uint first, IReadOnlyList<uint> wanted, int from, int to, int versions, Dictionary<uint, int[]> found)
    {
        var input = new StoredReader(block);
        for (var term = (long)first; !input.AtEnd && from < to;)
        {
            term += input.LongNumber();
            var places = Places(ref input, versions);
            while (from < to && wanted[from] < term)
            {
                from++;
            }

            if (from < to && wanted[from] == term)
            {
                found[wanted[from++]] = places;
            }
        }
    }

    private static int[] Places(ref StoredReader input, int versions)
    {
        var places = new int[Math.Min(input.Count(), versions)];
        var before = 0L;
        foreach (ref var place in places.AsSpan())
        {
            before += input.Number();
            place = before < versions ? (int)before : throw StoredReader.Broken();
        }

        return places;
    }

    // The last block that begins at or before the term.
    private static int BlockOf(ReadOnlySpan<byte> entries, int count, uint term)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = FirstOf(entries, middle) <= term ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private static uint FirstOf(ReadOnlySpan<byte> entries, int block) => BinaryPrimitives.ReadUInt32LittleEndian(entries[(block * EntrySize)..]);

    private static int EndOf(ReadOnlySpan<byte> entries, int block) => BinaryPrimitives.ReadInt32LittleEndian(entries[((block * EntrySize) + 4)..]);

    private static byte[] Read(Stream data, int offset, int count)
    {
        var bytes = new byte[count];
        try
        {
            data.Position = offset;
            data.ReadExactly(bytes);
            return bytes;
        }
        catch (EndOfStreamException)
        {
            throw StoredReader.Broken();
        }
    }
}
