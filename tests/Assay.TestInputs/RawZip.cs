using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Assay.TestInputs;

/// <summary>One entry for <see cref="RawZip"/>. Every header field follows from the content unless it is set: then it lies.</summary>
public sealed record RawEntry(string Name, byte[] Content)
{
    public RawEntry(string name, string text)
        : this(name, Encoding.UTF8.GetBytes(text))
    {
    }

    public ushort Method { get; init; } = 8;
    public ushort Flags { get; init; }
    public ushort VersionNeeded { get; init; } = 20;
    public ushort VersionMadeBy { get; init; } = 20;
    public uint ExternalAttributes { get; init; }
    public uint? Crc { get; init; }
    public uint? Size { get; init; }
    public uint? PackedSize { get; init; }
    public uint? LocalOffset { get; init; }
    public byte[]? RawName { get; init; }
    public byte[]? Packed { get; init; }
    public byte[] Extra { get; init; } = [];
    public byte[] LocalExtra { get; init; } = [];
    public string Comment { get; init; } = "";

    public string? LocalName { get; init; }
    public ushort? LocalMethod { get; init; }
    public ushort? LocalFlags { get; init; }
    public ushort? LocalVersionNeeded { get; init; }
    public uint? LocalModified { get; init; }
    public uint? LocalCrc { get; init; }
    public uint? LocalSize { get; init; }
    public uint? LocalPackedSize { get; init; }
    public uint LocalSignature { get; init; } = 0x04034b50;

    /// <summary>Writes a data descriptor after the data and zeros before it.</summary>
    public bool Descriptor { get; init; }
    public uint? DescriptorCrc { get; init; }
    /// <summary>Starts the descriptor with its optional signature.</summary>
    public bool DescriptorSignature { get; init; } = true;
    /// <summary>Bytes in front of the local header that nothing accounts for.</summary>
    public byte[] Before { get; init; } = [];
    /// <summary>Leaves the entry out of the central directory.</summary>
    public bool Unlisted { get; init; }
    /// <summary>Leaves local header and data out.</summary>
    public bool DirectoryOnly { get; init; }
}

/// <summary>Writes zips byte by byte, so that every field can lie.</summary>
public sealed class RawZip
{
    private readonly List<RawEntry> _entries = [];

    public byte[] Prefix { get; set; } = [];
    public byte[] Suffix { get; set; } = [];
    public byte[] Comment { get; set; } = [];
    public ushort? CommentLength { get; set; }
    public ushort? EntryCount { get; set; }
    public uint? DirectorySize { get; set; }
    public uint? DirectoryOffset { get; set; }
    /// <summary>Writes a zip64 end record; its entry count unless 0 is what this says.</summary>
    public ulong? Zip64Entries { get; set; }

    public RawZip Add(params RawEntry[] entries)
    {
        _entries.AddRange(entries);
        return this;
    }

    public byte[] Build()
    {
        var output = new MemoryStream();
        output.Write(Prefix);
        var directory = new MemoryStream();
        var listed = 0;
        foreach (var entry in _entries)
        {
            output.Write(entry.Before);
            var packed = entry.Packed ?? (entry.Method == 8 ? Deflate(entry.Content) : entry.Content);
            var offset = (uint)output.Position;
            if (!entry.DirectoryOnly)
            {
                WriteLocal(output, entry, packed);
            }

            if (!entry.Unlisted)
            {
                listed++;
                WriteCentral(directory, entry, packed, entry.LocalOffset ?? offset);
            }
        }

        var start = (uint)output.Position;
        output.Write(directory.ToArray());
        if (Zip64Entries is { } wide)
        {
            WriteZip64(output, wide, (ulong)directory.Length, start);
        }

        WriteEnd(output, (ushort)listed, (uint)directory.Length, start);
        output.Write(Suffix);
        return output.ToArray();
    }

    public static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        // The stream writes nothing for nothing; an empty final block is what other writers store.
        return packed.Length == 0 ? [3, 0] : packed.ToArray();
    }

    /// <summary>Bit by bit, so that it shares no table with what is tested.</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static void WriteLocal(Stream output, RawEntry entry, byte[] packed)
    {
        var name = entry.LocalName is { } other ? Encoding.UTF8.GetBytes(other) : NameOf(entry);
        var flags = (ushort)(entry.LocalFlags ?? FlagsOf(entry));
        Write32(output, entry.LocalSignature);
        Write16(output, entry.LocalVersionNeeded ?? entry.VersionNeeded);
        Write16(output, flags);
        Write16(output, entry.LocalMethod ?? entry.Method);
        Write32(output, entry.LocalModified ?? 0x58214000);
        Write32(output, entry.LocalCrc ?? (entry.Descriptor ? 0 : CrcOf(entry)));
        Write32(output, entry.LocalPackedSize ?? (entry.Descriptor ? 0 : entry.PackedSize ?? (uint)packed.Length));
        Write32(output, entry.LocalSize ?? (entry.Descriptor ? 0 : entry.Size ?? (uint)entry.Content.Length));
        Write16(output, (ushort)name.Length);
        Write16(output, (ushort)entry.LocalExtra.Length);
        output.Write(name);
        output.Write(entry.LocalExtra);
        output.Write(packed);
        if (entry.Descriptor)
        {
            if (entry.DescriptorSignature)
            {
                Write32(output, 0x08074b50);
            }

            Write32(output, entry.DescriptorCrc ?? CrcOf(entry));
            Write32(output, (uint)packed.Length);
            Write32(output, (uint)entry.Content.Length);
        }
    }

    private static void WriteCentral(Stream output, RawEntry entry, byte[] packed, uint offset)
    {
        var name = NameOf(entry);
        Write32(output, 0x02014b50);
        Write16(output, entry.VersionMadeBy);
        Write16(output, entry.VersionNeeded);
        Write16(output, FlagsOf(entry));
        Write16(output, entry.Method);
        Write32(output, 0x58214000);
        Write32(output, CrcOf(entry));
        Write32(output, entry.PackedSize ?? (uint)packed.Length);
        Write32(output, entry.Size ?? (uint)entry.Content.Length);
        Write16(output, (ushort)name.Length);
        Write16(output, (ushort)entry.Extra.Length);
        Write16(output, (ushort)entry.Comment.Length);
        Write32(output, 0);
        Write32(output, entry.ExternalAttributes);
        Write32(output, offset);
        output.Write(name);
        output.Write(entry.Extra);
        output.Write(Encoding.ASCII.GetBytes(entry.Comment));
    }

    private static void WriteZip64(Stream output, ulong entries, ulong size, ulong start)
    {
        var record = (ulong)output.Position;
        Write32(output, 0x06064b50);
        Write64(output, 44);
        Write16(output, 45);
        Write16(output, 45);
        Write64(output, 0);
        Write64(output, entries);
        Write64(output, entries);
        Write64(output, size);
        Write64(output, start);
        Write32(output, 0x07064b50);
        Write32(output, 0);
        Write64(output, record);
        Write32(output, 1);
    }

    private void WriteEnd(Stream output, ushort entries, uint size, uint start)
    {
        Write32(output, 0x06054b50);
        Write32(output, 0);
        Write16(output, EntryCount ?? entries);
        Write16(output, EntryCount ?? entries);
        Write32(output, DirectorySize ?? size);
        Write32(output, DirectoryOffset ?? start);
        Write16(output, CommentLength ?? (ushort)Comment.Length);
        output.Write(Comment);
    }

    private static byte[] NameOf(RawEntry entry) => entry.RawName ?? Encoding.UTF8.GetBytes(entry.Name);
    private static ushort FlagsOf(RawEntry entry) => (ushort)(entry.Flags | (entry.Descriptor ? 8 : 0));
    private static uint CrcOf(RawEntry entry) => entry.Crc ?? Crc32(entry.Content);

    private static void Write16(Stream output, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        output.Write(bytes);
    }

    private static void Write32(Stream output, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        output.Write(bytes);
    }

    private static void Write64(Stream output, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        output.Write(bytes);
    }
}
