using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Assay.TestInputs;

/// <summary>Writes tar and gzip byte by byte.</summary>
public sealed class RawTar
{
    private const int Block = 512;

    private readonly List<byte> _output = [];

    /// <summary>Adds an entry; <paramref name="size"/> and <paramref name="checksum"/> lie when set.</summary>
    public RawTar Add(string name, byte[] content, char type = '0', string link = "", string? size = null, string? checksum = null)
    {
        var header = new byte[Block];
        Put(header, 0, name);
        Put(header, 100, "0000644\0");
        Put(header, 124, size ?? Convert.ToString(content.Length, 8).PadLeft(11, '0'));
        Put(header, 136, "00000000000");
        header[156] = (byte)type;
        Put(header, 157, link);
        Put(header, 257, "ustar\0" + "00");
        Put(header, 148, "        ");
        Put(header, 148, checksum ?? Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ");
        _output.AddRange(header);
        _output.AddRange(content);
        _output.AddRange(new byte[(Block - (content.Length % Block)) % Block]);
        return this;
    }

    public RawTar Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a pax extended header for the entry that follows.</summary>
    public RawTar AddPax(string key, string value, char type = 'x')
    {
        var rest = $" {key}={value}\n";
        var length = rest.Length + 1;
        while (length.ToString(CultureInfo.InvariantCulture).Length + rest.Length != length)
        {
            length++;
        }

        return Add("PaxHeader", Encoding.UTF8.GetBytes(length.ToString(CultureInfo.InvariantCulture) + rest), type);
    }

    public byte[] Build(bool endBlocks = true) => endBlocks ? [.. _output, .. new byte[2 * Block]] : [.. _output];

    /// <summary>Packs content as one gzip member.</summary>
    public static byte[] Gzip(byte[] content, uint? crc = null, uint? length = null, byte flags = 0)
    {
        var trailer = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc ?? RawZip.Crc32(content));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), length ?? (uint)content.Length);
        return [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 3, .. RawZip.Deflate(content), .. trailer];
    }

    private static void Put(byte[] header, int at, string text) => Encoding.UTF8.GetBytes(text).CopyTo(header, at);
}
