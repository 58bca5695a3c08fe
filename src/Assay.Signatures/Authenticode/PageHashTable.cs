using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Assay.Signatures.Authenticode;

/// <summary>Digests of the pages of an image, which Windows checks page by page while it loads them ("Windows Authenticode Portable Executable Signature Format", SpcSerializedPageHashes).</summary>
/// <param name="algorithm">SHA-1 for the first version, SHA-256 for the second.</param>
/// <param name="table">For each page its file offset and its digest; behind the last page an offset alone, with zeros.</param>
internal sealed class PageHashTable(HashAlgorithmName algorithm, byte[] table)
{
    private const string Version1 = "1.3.6.1.4.1.311.2.3.1";
    private const string Version2 = "1.3.6.1.4.1.311.2.3.2";
    private const int PageSize = 4096;
    private const int LargestPage = 64 * 1024;

    private readonly int _rowSize = 4 + (algorithm == HashAlgorithmName.SHA1 ? 20 : 32);

    public HashAlgorithmName Algorithm => algorithm;

    /// <summary>Reads the serialized data; null when it holds no page hashes of a known version.</summary>
    public static PageHashTable? TryRead(ReadOnlyMemory<byte> serialized)
    {
        // SET { SEQUENCE { version, SET { OCTET STRING } } }
        var set = new AsnReader(serialized, AsnEncodingRules.BER).ReadSetOf(skipSortOrderValidation: true);
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            HashAlgorithmName? algorithm = attribute.ReadObjectIdentifier() switch { Version1 => HashAlgorithmName.SHA1, Version2 => HashAlgorithmName.SHA256, _ => null };
            if (algorithm is { } known)
            {
                return new PageHashTable(known, attribute.ReadSetOf(skipSortOrderValidation: true).ReadOctetString());
            }
        }

        return null;
    }

    /// <summary>Compares the pages with the file.</summary>
    /// <returns>How many differ, and the file offset of the first; a table that names other pages than the image has differs in one.</returns>
    public (int Count, long First) Compare(PeFile file)
    {
        // Tools cut sections into pages of the processor or of the section alignment; sections shorter than either look the same in both.
        var usual = Compare(file, PageSize);
        var aligned = usual is { Count: 0 } || file.SectionAlignment is <= PageSize or > LargestPage ? null : Compare(file, (int)file.SectionAlignment);
        return aligned is { Count: 0 } ? (0, -1) : usual ?? aligned ?? (1, 0);
    }

    // Null when the table names other pages.
    private (int Count, long First)? Compare(PeFile file, int size)
    {
        var pages = Pages(file, size);
        if (!Names(pages))
        {
            return null;
        }

        var (count, first) = (0, -1L);
        for (var i = 0; i < pages.Count - 1; i++)
        {
            if (!CryptographicOperations.FixedTimeEquals(Digest(file, pages[i]), table.AsSpan((i * _rowSize) + 4, _rowSize - 4)))
            {
                first = count++ == 0 ? pages[i].Offset : first;
            }
        }

        return (count, first);
    }

    // The first page is the headers; each section begins a page.
    private static List<Page> Pages(PeFile file, int size)
    {
        List<Page> pages = [new Page(0, (int)Math.Min(file.HeadersSize, file.Memory.Length), Math.Max(0, size - file.HeadersSize))];
        var end = 0L;
        var budget = (long)file.Memory.Length;
        for (var i = 0; i < file.SectionCount; i++)
        {
            // Sections that share bytes would make the work a multiple of the file: no such image has page hashes.
            var (offset, length) = file.RawData(i);
            budget -= length;
            if (budget < 0)
            {
                return [];
            }

            for (var at = 0L; at < length; at += size)
            {
                var content = Math.Min(size, length - at);
                pages.Add(new Page(offset + at, (int)content, size - content));
            }

            end = length == 0 ? end : offset + (long)length;
        }

        pages.Add(new Page(end, 0, 0));
        return pages;
    }

    private bool Names(List<Page> pages)
    {
        if (pages.Count * _rowSize != table.Length)
        {
            return false;
        }

        for (var i = 0; i < pages.Count; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(i * _rowSize)) != pages[i].Offset)
            {
                return false;
            }
        }

        return true;
    }

    private byte[] Digest(PeFile file, Page page)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        if (page.Offset == 0)
        {
            ImageDigest.AppendHeaders(hash, file, out var next);
            hash.AppendData(file.Slice(next, page.Length - next));
        }
        else
        {
            hash.AppendData(file.Slice(page.Offset, page.Length));
        }

        // A page is hashed as it lies in memory: with zeros behind what the file gives.
        Span<byte> zeros = stackalloc byte[512];
        zeros.Clear();
        for (var rest = page.Zeros; rest > 0; rest -= zeros.Length)
        {
            hash.AppendData(zeros[..(int)Math.Min(rest, zeros.Length)]);
        }

        return hash.GetHashAndReset();
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Page(long Offset, int Length, long Zeros);
}
