using System.Runtime.InteropServices;

namespace Assay.Native.Elf;

/// <summary>One row of the program header table (System V ABI, "Program Header").</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfSegment(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize)
{
    public const uint Load = 1;
    public const uint Dynamic = 2;
    public const uint Interpreter = 3;
    public const uint Stack = 0x6474_E551;
    public const uint ReadOnlyAfterRelocation = 0x6474_E552;

    public bool IsExecutable => (Flags & 1) != 0;

    public bool IsWritable => (Flags & 2) != 0;
}

/// <summary>One row of the section header table.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfSection(uint Name, uint Type, ulong Flags, ulong Offset, ulong Size, ulong EntrySize)
{
    public const uint Symbols = 2;
    public const uint Texts = 3;
    public const uint NoBits = 8;
    public const uint DynamicSymbols = 11;

    public bool IsExecutable => (Flags & 4) != 0;
}

/// <summary>The headers of an ELF image (System V ABI, "ELF Header"), read as far as they lie in the file.</summary>
internal readonly ref struct ElfImage
{
    // Real images have some tens of either; more are not read.
    private const int MaximumSegments = 1024;
    private const int MaximumSections = 65_536;

    private readonly ElfSegment[] _segments;
    private readonly ElfSection[] _sections;

    private ElfImage(ImageReader reader)
    {
        Reader = reader;
        var wide = reader.Wide;
        SegmentTable = (long)reader.Address(wide ? 32 : 28);
        SectionTable = (long)reader.Address(wide ? 40 : 32);
        SegmentCount = reader.U16(wide ? 56 : 44);
        SectionCount = reader.U16(wide ? 60 : 48);
        NameSection = reader.U16(wide ? 62 : 50);
        _segments = ReadSegments(reader, SegmentTable, reader.U16(wide ? 54 : 42), Math.Min(SegmentCount, MaximumSegments));
        _sections = ReadSections(reader, SectionTable, reader.U16(wide ? 58 : 46), Math.Min(SectionCount, MaximumSections));
    }

    public ImageReader Reader { get; }

    public ushort Type => Reader.U16(16);

    public ushort Machine => Reader.U16(18);

    public ulong EntryPoint => Reader.Address(24);

    public long SegmentTable { get; }

    public long SectionTable { get; }

    public int SegmentCount { get; }

    public int SectionCount { get; }

    /// <summary>Index of the section with the names of sections; 0 where they have none.</summary>
    public int NameSection { get; }

    /// <summary>True when version and size of the header are those of its class and byte order.</summary>
    public bool IsHeaderConsistent => Reader.U32(20) == 1 && Reader.U16(Reader.Wide ? 52 : 40) == (Reader.Wide ? 64 : 52);

    public ReadOnlySpan<ElfSegment> Segments => _segments;

    public ReadOnlySpan<ElfSection> Sections => _sections;

    /// <summary>Reads the headers; false when class or byte order is none of the two, or the header is cut.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ElfImage image)
    {
        image = default;
        if (bytes.Length < 52 || !bytes.StartsWith("\u007fELF"u8) || bytes[4] is not (1 or 2) || bytes[5] is not (1 or 2) || (bytes[4] == 2 && bytes.Length < 64))
        {
            return false;
        }

        image = new ElfImage(new ImageReader(bytes, bigEndian: bytes[5] == 2, wide: bytes[4] == 2));
        return true;
    }

    /// <summary>Gives the file offset of an address; -1 where no byte of the file lies there.</summary>
    public long Offset(ulong address)
    {
        foreach (ref readonly var segment in _segments.AsSpan())
        {
            if (segment.Type == ElfSegment.Load && address >= segment.Address && address - segment.Address < segment.FileSize)
            {
                var offset = segment.Offset + (address - segment.Address);
                return offset < (ulong)Reader.Bytes.Length ? (long)offset : -1;
            }
        }

        return -1;
    }

    private static ElfSegment[] ReadSegments(ImageReader reader, long table, int rowSize, int count)
    {
        var segments = new List<ElfSegment>(count);
        var wide = reader.Wide;
        for (var i = 0; i < count && rowSize >= (wide ? 56 : 32) && reader.Has(table + ((long)i * rowSize), rowSize); i++)
        {
            var row = table + ((long)i * rowSize);
            segments.Add(wide
                ? new ElfSegment(reader.U32(row), reader.U32(row + 4), reader.U64(row + 8), reader.U64(row + 16), reader.U64(row + 32), reader.U64(row + 40))
                : new ElfSegment(reader.U32(row), reader.U32(row + 24), reader.U32(row + 4), reader.U32(row + 8), reader.U32(row + 16), reader.U32(row + 20)));
        }

        return [.. segments];
    }

    private static ElfSection[] ReadSections(ImageReader reader, long table, int rowSize, int count)
    {
        var sections = new List<ElfSection>(Math.Min(count, 64));
        var wide = reader.Wide;
        for (var i = 0; i < count && rowSize >= (wide ? 64 : 40) && reader.Has(table + ((long)i * rowSize), rowSize); i++)
        {
            var row = table + ((long)i * rowSize);
            sections.Add(wide
                ? new ElfSection(reader.U32(row), reader.U32(row + 4), reader.U64(row + 8), reader.U64(row + 24), reader.U64(row + 32), reader.U64(row + 56))
                : new ElfSection(reader.U32(row), reader.U32(row + 4), reader.U32(row + 8), reader.U32(row + 16), reader.U32(row + 20), reader.U32(row + 36)));
        }

        return [.. sections];
    }
}
