using System.Buffers.Binary;

namespace Assay.Packages.Zip;

// APPNOTE = PKWARE .ZIP File Format Specification 6.3.10. All numbers are little-endian (4.4.1.1).

/// <summary>Signatures of the zip records.</summary>
internal static class ZipSignature
{
    public const uint LocalHeader = 0x04034b50;
    public const uint DataDescriptor = 0x08074b50;
    public const uint CentralHeader = 0x02014b50;
    public const uint Zip64EndRecord = 0x06064b50;
    public const uint Zip64Locator = 0x07064b50;
    public const uint EndRecord = 0x06054b50;

    public static bool At(ReadOnlySpan<byte> bytes, long position, uint signature) =>
        position >= 0 && position <= bytes.Length - 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)position..]) == signature;
}

/// <summary>Local file header, APPNOTE 4.3.7.</summary>
internal readonly ref struct LocalHeader(ReadOnlySpan<byte> bytes)
{
    public const int FixedSize = 30;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public ushort VersionNeeded => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[4..]);
    public ushort Flags => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[6..]);
    public ushort Method => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[8..]);
    public uint Modified => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[10..]);
    public uint Crc => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[14..]);
    public uint CompressedSize => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[18..]);
    public uint Size => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[22..]);
    public ushort NameLength => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[26..]);
    public ushort ExtraLength => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[28..]);
    public int TotalSize => FixedSize + NameLength + ExtraLength;
    public ReadOnlySpan<byte> Name => _bytes.Slice(FixedSize, NameLength);
    public ReadOnlySpan<byte> Extra => _bytes.Slice(FixedSize + NameLength, ExtraLength);

    /// <summary>Reads the header at a position; false when there is none or it runs past the end.</summary>
    public static bool TryRead(ReadOnlySpan<byte> archive, long position, out LocalHeader header)
    {
        header = default;
        if (position > archive.Length - FixedSize || !ZipSignature.At(archive, position, ZipSignature.LocalHeader))
        {
            return false;
        }

        header = new LocalHeader(archive[(int)position..]);
        return position + header.TotalSize <= archive.Length;
    }
}

/// <summary>Central directory file header, APPNOTE 4.3.12.</summary>
internal readonly ref struct CentralHeader(ReadOnlySpan<byte> bytes)
{
    public const int FixedSize = 46;
    public const int LocalOffsetField = 42;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public ushort VersionMadeBy => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[4..]);
    public ushort VersionNeeded => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[6..]);
    public ushort Flags => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[8..]);
    public ushort Method => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[10..]);
    public uint Modified => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[12..]);
    public uint Crc => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[16..]);
    public uint CompressedSize => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[20..]);
    public uint Size => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[24..]);
    public ushort NameLength => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[28..]);
    public ushort ExtraLength => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[30..]);
    public ushort CommentLength => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[32..]);
    public ushort Disk => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[34..]);
    public uint ExternalAttributes => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[38..]);
    public uint LocalOffset => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[LocalOffsetField..]);
    public int TotalSize => FixedSize + NameLength + ExtraLength + CommentLength;
    public ReadOnlySpan<byte> Name => _bytes.Slice(FixedSize, NameLength);
    public ReadOnlySpan<byte> Extra => _bytes.Slice(FixedSize + NameLength, ExtraLength);

    /// <summary>Reads the header at a position; false when it runs past the end of the directory.</summary>
    public static bool TryRead(ReadOnlySpan<byte> archive, long position, long end, out CentralHeader header)
    {
        header = default;
        if (position > end - FixedSize)
        {
            return false;
        }

        header = new CentralHeader(archive[(int)position..]);
        return position + header.TotalSize <= end;
    }
}

/// <summary>End of central directory record, APPNOTE 4.3.16.</summary>
internal readonly ref struct EndRecord(ReadOnlySpan<byte> bytes)
{
    public const int FixedSize = 22;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public ushort Disk => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[4..]);
    public ushort DirectoryDisk => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[6..]);
    public ushort EntriesOnDisk => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[8..]);
    public ushort Entries => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[10..]);
    public uint DirectorySize => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[12..]);
    public uint DirectoryOffset => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[16..]);
    public ushort CommentLength => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[20..]);
}

/// <summary>Zip64 end of central directory record, APPNOTE 4.3.14.</summary>
internal readonly ref struct Zip64EndRecord(ReadOnlySpan<byte> bytes)
{
    public const int FixedSize = 56;
    public const int LocatorSize = 20;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public uint Disk => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[16..]);
    public uint DirectoryDisk => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[20..]);
    public ulong EntriesOnDisk => BinaryPrimitives.ReadUInt64LittleEndian(_bytes[24..]);
    public ulong Entries => BinaryPrimitives.ReadUInt64LittleEndian(_bytes[32..]);
    public ulong DirectorySize => BinaryPrimitives.ReadUInt64LittleEndian(_bytes[40..]);
    public ulong DirectoryOffset => BinaryPrimitives.ReadUInt64LittleEndian(_bytes[48..]);
}
