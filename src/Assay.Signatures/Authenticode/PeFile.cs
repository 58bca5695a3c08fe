using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Assay.Signatures.Authenticode;

/// <summary>A PE image as its signatures see it: what of the headers they depend on (Microsoft PE format), and its digests.</summary>
/// <remarks>Nothing here trusts a number of the file: what lies outside of it reads as zero.</remarks>
internal sealed class PeFile
{
    /// <summary>Index of the certificate table in the data directories.</summary>
    public const int CertificateDirectory = 4;
    public const int DebugDirectory = 6;
    public const int CliDirectory = 14;

    /// <summary>Bytes of the headers from the PE signature to the end of the data directories.</summary>
    public const int NarrowHeaders = 248;
    public const int WideHeaders = 264;

    private const int SectionHeaderSize = 40;
    private const ushort Wide32Plus = 0x20B;

    // The loader accepts 96 sections; of more the first are read.
    private const int MaximumSections = 96;

    private readonly List<(HashAlgorithmName Algorithm, byte[] Digest)> _digests = [];

    private PeFile(ReadOnlyMemory<byte> memory, int header, bool wide)
    {
        Memory = memory;
        Header = header;
        IsWide = wide;
        var optional = header + 24;
        CheckSum = optional + 64;
        SectionAlignment = U32(optional + 32);
        HeadersSize = U32(optional + 60);
        DllCharacteristics = U16(optional + 70);
        Directories = optional + (wide ? 112 : 96);
        DirectoryCount = Math.Min(16, U32(Directories - 4));
        SectionTable = optional + U16(header + 20);
        SectionCount = Math.Min((int)U16(header + 6), MaximumSections);
        var (address, size) = Directory(CertificateDirectory);
        (TableStart, TableSize) = (address, size);
    }

    public ReadOnlyMemory<byte> Memory { get; }

    public ReadOnlySpan<byte> Bytes => Memory.Span;

    /// <summary>Offset of the PE signature.</summary>
    public int Header { get; }

    public bool IsWide { get; }

    /// <summary>Offset of the checksum.</summary>
    public int CheckSum { get; }

    public uint SectionAlignment { get; }

    public uint HeadersSize { get; }

    public ushort DllCharacteristics { get; }

    /// <summary>Offset of the data directories.</summary>
    public int Directories { get; }

    public uint DirectoryCount { get; }

    /// <summary>Offset of the section headers.</summary>
    public int SectionTable { get; }

    public int SectionCount { get; }

    /// <summary>File offset of the certificate table; 0 where there is none.</summary>
    public long TableStart { get; }

    /// <summary>Bytes of the certificate table as the header says.</summary>
    public long TableSize { get; }

    /// <summary>True when the header names a certificate table.</summary>
    public bool HasTable => TableStart != 0 && TableSize != 0;

    /// <summary>True when the certificate table lies behind the headers and within the file.</summary>
    public bool HasWholeTable => HasTable && TableStart >= Directories + (8 * DirectoryCount) && TableStart <= Memory.Length && TableSize <= Memory.Length - TableStart;

    /// <summary>Bytes of the certificate table that the loader maps as headers or as part of a section: nothing of them is hashed.</summary>
    public long MappedTableBytes
    {
        get
        {
            var bytes = Math.Max(0, HeadersSize - TableStart);
            for (var i = 0; i < SectionCount; i++)
            {
                var (offset, size) = RawData(i);
                var end = offset + (long)Math.Min(size, VirtualSize(i));
                bytes = Math.Max(bytes, Math.Min(end, TableStart + TableSize) - Math.Max(offset, TableStart));
            }

            return bytes;
        }
    }

    /// <summary>Reads the headers; null when there is no PE signature or no whole header behind it.</summary>
    public static PeFile? TryRead(ReadOnlyMemory<byte> memory)
    {
        var bytes = memory.Span;
        if (bytes.Length < 0x40 || !bytes.StartsWith("MZ"u8))
        {
            return null;
        }

        var header = BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x3C..]);
        if (header > bytes.Length - 26 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)header..]) != 0x4550)
        {
            return null;
        }

        var magic = BinaryPrimitives.ReadUInt16LittleEndian(bytes[((int)header + 24)..]);
        var wide = magic == Wide32Plus;
        return magic is 0x10B or Wide32Plus && bytes.Length - header >= 24 + (wide ? 112 : 96) ? new PeFile(memory, (int)header, wide) : null;
    }

    /// <summary>Address (relative to the image) and size of a data directory; zero where there is none. The certificate table alone gives a file offset.</summary>
    public (uint Address, uint Size) Directory(int index) => index < DirectoryCount ? (U32(Directories + (8 * index)), U32(Directories + (8 * index) + 4)) : (0, 0);

    /// <summary>File offset and bytes of a section, as its header says.</summary>
    public (uint Offset, uint Size) RawData(int section)
    {
        var row = SectionTable + (section * SectionHeaderSize);
        return (U32(row + 20), U32(row + 16));
    }

    private uint VirtualSize(int section) => U32(SectionTable + (section * SectionHeaderSize) + 8) is > 0 and var size ? size : uint.MaxValue;

    /// <summary>Gives the file offset of an address; -1 where no byte of the file lies there.</summary>
    public long Offset(uint address)
    {
        for (var i = 0; i < SectionCount; i++)
        {
            var row = SectionTable + (i * SectionHeaderSize);
            var start = U32(row + 12);
            if (address >= start && address - start < U32(row + 16))
            {
                var offset = U32(row + 20) + (long)(address - start);
                return offset < Memory.Length ? offset : -1;
            }
        }

        return address < HeadersSize && address < Memory.Length ? address : -1;
    }

    /// <summary>The digest of the image by the Authenticode specification; each algorithm is computed once.</summary>
    public ReadOnlySpan<byte> Digest(HashAlgorithmName algorithm)
    {
        foreach (var (known, digest) in _digests)
        {
            if (known == algorithm)
            {
                return digest;
            }
        }

        var computed = ImageDigest.Compute(this, algorithm);
        _digests.Add((algorithm, computed));
        return computed;
    }

    public ushort U16(long offset) => offset >= 0 && offset <= Memory.Length - 2 ? BinaryPrimitives.ReadUInt16LittleEndian(Bytes[(int)offset..]) : (ushort)0;

    public uint U32(long offset) => offset >= 0 && offset <= Memory.Length - 4 ? BinaryPrimitives.ReadUInt32LittleEndian(Bytes[(int)offset..]) : 0;

    /// <summary>The part of a range that lies in the file.</summary>
    public ReadOnlySpan<byte> Slice(long offset, long count) =>
        offset < 0 || offset >= Memory.Length || count <= 0 ? default : Bytes.Slice((int)offset, (int)Math.Min(count, Memory.Length - offset));
}
