namespace Assay.Packages.Zip;

/// <summary>One entry of a zip: what its central header says and where its data lies.</summary>
internal sealed class ZipEntry
{
    /// <summary>The name as written, decoded as UTF-8, else as code page 437; made anew each time, as 65,534 long names would fill the memory.</summary>
    public string Name => ZipName.Decode(RawName.Span, NameLimit);
    /// <summary>Bytes of the name.</summary>
    public required ReadOnlyMemory<byte> RawName { get; init; }
    /// <summary>Length beyond which <see cref="Name"/> leaves the middle out.</summary>
    public required int NameLimit { get; init; }
    /// <summary>General purpose bit flags, APPNOTE 4.4.4.</summary>
    public required ushort Flags { get; init; }
    /// <summary>Compression method, APPNOTE 4.4.5.</summary>
    public required ushort Method { get; init; }
    /// <summary>Declared CRC-32.</summary>
    public required uint Crc { get; init; }
    /// <summary>Declared compressed size.</summary>
    public required ulong CompressedSize { get; init; }
    /// <summary>Declared size.</summary>
    public required ulong Size { get; init; }
    /// <summary>Position of the local header.</summary>
    public required ulong LocalOffset { get; init; }
    /// <summary>File modes of Unix, 0 for entries made elsewhere.</summary>
    public int UnixMode { get; init; }
    /// <summary>Position of the central header; -1 for a hidden entry.</summary>
    public int CentralPosition { get; init; } = -1;
    /// <summary>Bytes of the central header.</summary>
    public int CentralSize { get; init; }

    /// <summary>First byte of the data; -1 when the local header could not be read.</summary>
    public int DataStart { get; set; } = -1;
    /// <summary>Bytes of data within the file.</summary>
    public int DataLength { get; set; }
    /// <summary>First byte after the data and its descriptor.</summary>
    public int End { get; set; }

    public bool IsHidden => CentralPosition < 0;
    public bool IsFolder => RawName.Span is [.., (byte)'/' or (byte)'\\'] && Size == 0;

    /// <summary>Bit 0: encrypted; bit 6: strong encryption; bit 13: masked headers (APPNOTE 4.4.4).</summary>
    public bool IsEncrypted => (Flags & ((1 << 0) | (1 << 6) | (1 << 13))) != 0;
    /// <summary>Bit 3: sizes and CRC follow the data.</summary>
    public bool HasDescriptor => (Flags & (1 << 3)) != 0;
}
