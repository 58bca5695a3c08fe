using System.Buffers.Binary;
using System.Text;

namespace Assay.TestInputs;

/// <summary>Puts bytes together in either byte order; positions are addresses from a chosen start.</summary>
public sealed class Bytes(long start = 0, bool bigEndian = false, bool wide = false)
{
    private readonly List<byte> _bytes = [];

    public long Position => start + _bytes.Count;

    public Bytes U8(int value)
    {
        _bytes.Add((byte)value);
        return this;
    }

    public Bytes U16(int value) => Number((ulong)(ushort)value, 2);

    public Bytes U32(long value) => Number((uint)value, 4);

    public Bytes U64(ulong value) => Number(value, 8);

    public Bytes Address(long value) => Number((ulong)value, wide ? 8 : 4);

    public Bytes Text(string value, int width = 0)
    {
        _bytes.AddRange(Encoding.Latin1.GetBytes(value.PadRight(width, '\0')));
        return width == 0 ? U8(0) : this;
    }

    public Bytes Wide(string value)
    {
        _bytes.AddRange(Encoding.Unicode.GetBytes(value + "\0"));
        return this;
    }

    public Bytes Add(ReadOnlySpan<byte> value)
    {
        _bytes.AddRange(value);
        return this;
    }

    public Bytes PadTo(long position)
    {
        while (Position < position)
        {
            _bytes.Add(0);
        }

        return this;
    }

    public Bytes Align(int size) => PadTo((Position + size - 1) / size * size);

    public void Patch32(long position, long value)
    {
        Span<byte> number = stackalloc byte[4];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, (uint)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, (uint)value);
        }

        for (var i = 0; i < 4; i++)
        {
            _bytes[(int)(position - start) + i] = number[i];
        }
    }

    public byte[] ToArray() => [.. _bytes];

    /// <summary>Bytes that look compressed, the same each time.</summary>
    public static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private Bytes Number(ulong value, int size)
    {
        for (var i = 0; i < size; i++)
        {
            _bytes.Add((byte)(value >> (8 * (bigEndian ? size - 1 - i : i))));
        }

        return this;
    }
}
