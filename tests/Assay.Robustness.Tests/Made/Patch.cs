using System.Buffers.Binary;

namespace Assay.Robustness.Tests.Made;

/// <summary>Changes bytes of an image that was built whole.</summary>
internal static class Patch
{
    /// <summary>The bytes with a number of 16 bits at an offset.</summary>
    public static byte[] U16(this byte[] bytes, int offset, int value) => bytes.With(offset, [(byte)value, (byte)(value >> 8)]);

    /// <summary>The bytes with a number of 32 bits at an offset.</summary>
    public static byte[] U32(this byte[] bytes, int offset, uint value)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        return bytes.With(offset, number);
    }

    /// <summary>The bytes with a number of 64 bits at an offset.</summary>
    public static byte[] U64(this byte[] bytes, int offset, ulong value)
    {
        var number = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        return bytes.With(offset, number);
    }

    /// <summary>The bytes with others at an offset.</summary>
    public static byte[] With(this byte[] bytes, int offset, ReadOnlySpan<byte> changed)
    {
        var copy = (byte[])bytes.Clone();
        changed.CopyTo(copy.AsSpan(offset));
        return copy;
    }

    /// <summary>Where other bytes stand for the last time.</summary>
    public static int Last(this byte[] bytes, ReadOnlySpan<byte> sought) => bytes.AsSpan().LastIndexOf(sought) is >= 0 and var at ? at : throw new InvalidOperationException("The bytes do not stand there.");

    /// <summary>Where other bytes stand first.</summary>
    public static int First(this byte[] bytes, ReadOnlySpan<byte> sought) => bytes.AsSpan().IndexOf(sought) is >= 0 and var at ? at : throw new InvalidOperationException("The bytes do not stand there.");
}
