using System.Buffers.Binary;

namespace Assay.Fuzz.Mutation;

/// <summary>Numbers at which readers go wrong: borders of types, of the input, and near what stood there.</summary>
internal static class InterestingNumbers
{
    private static readonly long[] Borders =
    [
        0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 100, 127, 128, 255, 256, 511, 512, 1000, 1023, 1024, 4095, 4096, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x1_0000, 0xFF_FFFF, 0x100_0000,
        0x1FFF_FFFF, 0x3FFF_FFFF, 0x7FFF_FFFE, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFE, 0xFFFF_FFFF, 0x1_0000_0000, long.MaxValue - 1, long.MaxValue, long.MinValue, -2, -1,
    ];

    /// <summary>Chooses a number for a field.</summary>
    public static long Choose(MutationSource source, long old, int length) => source.Next(5) switch
    {
        0 => old + source.Next(1, 5) * (source.Chance(2) ? 1 : -1),
        1 => length - source.Next(9) + 4,
        2 => source.Next(Math.Max(1, length)),
        _ => source.Pick(Borders),
    };

    /// <summary>Reads a field of 1, 2, 4 or 8 bytes.</summary>
    public static long Read(ReadOnlySpan<byte> field, bool bigEndian) => field.Length switch
    {
        1 => field[0],
        2 => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(field) : BinaryPrimitives.ReadUInt16LittleEndian(field),
        4 => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(field) : BinaryPrimitives.ReadUInt32LittleEndian(field),
        _ => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(field) : BinaryPrimitives.ReadInt64LittleEndian(field),
    };

    /// <summary>Writes a field of 1, 2, 4 or 8 bytes.</summary>
    public static void Write(Span<byte> field, long value, bool bigEndian)
    {
        for (var at = 0; at < field.Length; at++)
        {
            field[bigEndian ? field.Length - 1 - at : at] = (byte)(value >> (8 * at));
        }
    }

    private static int Next(this MutationSource source, int from, int below) => from + source.Next(below - from);
}
