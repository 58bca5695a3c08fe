using System.Text;

namespace Assay.Native.Pe;

/// <summary>The headers of a PE image (Microsoft PE format), read as far as they lie in the file.</summary>
internal readonly ref struct PeImage
{
    private const int SectionHeaderSize = 40;
    private const ushort Pe32Plus = 0x20B;
    private const int CliDirectory = 14;

    // The loader accepts 96 sections; of more the first are read.
    private const int MaximumSections = 96;

    private readonly PeSection[] _sections;
    private const int MaximumDirectories = 16;

    private readonly long _directories;
    private readonly uint _directoryCount;

    private PeImage(ImageReader reader, long header)
    {
        Reader = reader;
        Header = header;
        DeclaredSections = reader.U16(header + 6);
        var optional = header + 24;
        var wide = reader.Wide;
        EntryPoint = reader.U32(optional + 16);
        ImageBase = wide ? reader.U64(optional + 24) : reader.U32(optional + 28);
        SectionAlignment = reader.U32(optional + 32);
        FileAlignment = reader.U32(optional + 36);
        HeadersSize = reader.U32(optional + 60);
        Subsystem = reader.U16(optional + 68);
        DllCharacteristics = reader.U16(optional + 70);
        _directories = optional + (wide ? 112 : 96);
        DeclaredDirectories = reader.U32(_directories - 4);
        _directoryCount = Math.Min(MaximumDirectories, DeclaredDirectories);
        _sections = ReadSections(reader, optional + reader.U16(header + 20), Math.Min(DeclaredSections, MaximumSections), SectionAlignment);
    }

    public ImageReader Reader { get; }

    /// <summary>Offset of the signature.</summary>
    public long Header { get; }

    public ushort Machine => Reader.U16(Header + 4);

    public ushort Characteristics => Reader.U16(Header + 22);

    public int DeclaredSections { get; }

    /// <summary>Data directories that the optional header claims to have.</summary>
    public uint DeclaredDirectories { get; }

    /// <summary>True when more directories are claimed than the format has.</summary>
    public bool HasTooManyDirectories => DeclaredDirectories > MaximumDirectories;

    /// <summary>True when the optional header is said to be too short for its fields and directories: the section table is looked for within them.</summary>
    public bool HasShortOptionalHeader => Reader.U16(Header + 20) < _directories + (8 * _directoryCount) - (Header + 24);

    public ReadOnlySpan<PeSection> Sections => _sections;

    public uint EntryPoint { get; }

    public ulong ImageBase { get; }

    public uint SectionAlignment { get; }

    public uint FileAlignment { get; }

    public uint HeadersSize { get; }

    public ushort Subsystem { get; }

    public ushort DllCharacteristics { get; }

    /// <summary>True when a runtime header says that the code is .NET's.</summary>
    public bool IsManaged => Directory(CliDirectory).Address != 0;

    /// <summary>Reads the headers; false when there is no PE signature or no whole header behind it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PeImage image)
    {
        image = default;
        var narrow = new ImageReader(bytes);
        var header = (long)narrow.U32(0x3C);
        if (!bytes.StartsWith("MZ"u8) || !narrow.Has(header, 26) || narrow.U32(header) != 0x4550)
        {
            return false;
        }

        // The optional header says how wide addresses are; a loader refuses any other magic.
        var magic = narrow.U16(header + 24);
        if (magic is not (0x10B or Pe32Plus) || !narrow.Has(header + 24, magic == Pe32Plus ? 112 : 96))
        {
            return false;
        }

        image = new PeImage(new ImageReader(bytes, wide: magic == Pe32Plus), header);
        return true;
    }

    /// <summary>Address (relative to the image) and size of a data directory; zero where there is none. The certificate table alone gives a file offset.</summary>
    public (uint Address, uint Size) Directory(int index) =>
        index < _directoryCount ? (Reader.U32(_directories + (8 * index)), Reader.U32(_directories + (8 * index) + 4)) : (0, 0);

    /// <summary>Gives the file offset of an address; -1 where no byte of the file lies there.</summary>
    public long Offset(ulong address)
    {
        foreach (ref readonly var section in _sections.AsSpan())
        {
            if (address >= section.VirtualAddress && address - section.VirtualAddress < (ulong)section.RawSize)
            {
                var offset = section.RawOffset + (long)(address - section.VirtualAddress);
                return offset < Reader.Bytes.Length ? offset : -1;
            }
        }

        return address < HeadersSize && address < (ulong)Reader.Bytes.Length ? (long)address : -1;
    }

    /// <summary>Gives the file offset of an absolute address; -1 where no byte of the file lies there.</summary>
    public long OffsetOfVirtual(ulong address) => address < ImageBase ? -1 : Offset(address - ImageBase);

    private static PeSection[] ReadSections(ImageReader reader, long table, int count, uint sectionAlignment)
    {
        var sections = new List<PeSection>(count);
        for (var i = 0; i < count && reader.Has(table + (i * SectionHeaderSize), SectionHeaderSize); i++)
        {
            var row = table + (i * SectionHeaderSize);
            var name = reader.Slice(row, 8);
            var end = name.IndexOf((byte)0);
            // The loader rounds down to a disk sector unless the whole file is mapped as it lies.
            var raw = reader.U32(row + 20);
            sections.Add(new PeSection(
                Encoding.Latin1.GetString(end < 0 ? name : name[..end]), reader.U32(row + 12), reader.U32(row + 8), sectionAlignment >= 0x1000 ? raw & ~0x1FFu : raw, reader.U32(row + 16), reader.U32(row + 36)));
        }

        return [.. sections];
    }
}
