using System.Buffers.Binary;
using System.Text;

namespace Assay.Packages.Tar;

/// <summary>Header block of tar: POSIX.1-2017 pax, "ustar Interchange Format", with GNU's base-256 numbers.</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int BlockSize = 512;

    private readonly ReadOnlySpan<byte> _block = block;

    public byte Type => _block[156];
    public bool IsZero => !_block.ContainsAnyExcept((byte)0);
    public string LinkTarget => Text(_block.Slice(157, 100));

    public string Name
    {
        get
        {
            var name = Text(_block[..100]);
            // GNU headers (magic "ustar  ") keep times in the place of the prefix.
            var prefix = _block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(_block.Slice(345, 155)) : "";
            return prefix.Length > 0 ? $"{prefix}/{name}" : name;
        }
    }

    /// <summary>The sum of all bytes with the checksum field read as spaces; old writers summed signed bytes.</summary>
    public bool IsChecksumRight
    {
        get
        {
            if (!TryReadNumber(_block.Slice(148, 8), out var written))
            {
                return false;
            }

            long unsigned = 0, signed = 0;
            for (var i = 0; i < BlockSize; i++)
            {
                var value = i is >= 148 and < 156 ? (byte)' ' : _block[i];
                unsigned += value;
                signed += (sbyte)value;
            }

            return written == unsigned || written == signed;
        }
    }

    /// <summary>Reads the size; false when the field is no number or negative.</summary>
    public bool TryReadSize(out long size) => TryReadNumber(_block.Slice(124, 12), out size);

    private static bool TryReadNumber(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        if ((field[0] & 0x80) != 0)
        {
            // Base-256: the rest of the field is a big-endian number; a set bit 6 makes it negative.
            var high = field[..^8];
            value = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            return value >= 0 && field[0] == 0x80 && !high[1..].ContainsAnyExcept((byte)0);
        }

        var digits = field.Trim((ReadOnlySpan<byte>)[(byte)' ', 0]);
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 3)
            {
                return false;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return true;
    }

    public static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }
}
