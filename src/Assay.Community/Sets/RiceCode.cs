using System.Numerics;

namespace Assay.Community;

/// <summary>
/// Rice codes of the gaps between the members of a set: a gap is written as gap >> k ones, a zero, and its k lowest bits. Gaps between members that lie anywhere are distributed
/// geometrically, for which this code is within a few percent of the least there is (Rice 1979; Gallager and van Voorhis 1975).
/// </summary>
internal static class RiceCode
{
    private const int HighestParameter = 31;

    /// <summary>Gives the parameter that suits members of this density: about log2 of the mean gap, less what the distribution's head saves.</summary>
    public static int Parameter(int members, int capacity) => members == 0 ? 0 : Math.Clamp(BitOperations.Log2((uint)Math.Max(1, (int)(0.69 * capacity / members))), 0, HighestParameter);

    /// <summary>Counts the bits that ascending members take.</summary>
    public static long Bits(ReadOnlySpan<int> members, int parameter)
    {
        var (bits, next) = (0L, 0);
        foreach (var member in members)
        {
            bits += ((member - next) >> parameter) + 1 + parameter;
            next = member + 1;
        }

        return bits;
    }

    /// <summary>Writes ascending members.</summary>
    public static void Write(ReadOnlySpan<int> members, int parameter, Span<byte> target)
    {
        var (position, next) = (0, 0);
        foreach (var member in members)
        {
            var gap = member - next;
            for (var ones = gap >> parameter; ones > 0; ones--)
            {
                target[position >> 3] |= (byte)(1 << (position & 7));
                position++;
            }

            position++;
            for (var bit = 0; bit < parameter; bit++, position++)
            {
                target[position >> 3] |= (byte)(((gap >> bit) & 1) << (position & 7));
            }

            next = member + 1;
        }
    }

    /// <summary>Reads so many members; null when they are not there or lie beyond the capacity.</summary>
    public static PackageSet? Read(ReadOnlySpan<byte> source, int members, int parameter, int capacity)
    {
        if (parameter is < 0 or > HighestParameter || (uint)members > (uint)capacity)
        {
            return null;
        }

        var set = new PackageSet(capacity);
        var words = set.Words;
        var end = (long)source.Length * 8;
        var (position, next) = (0L, 0L);
        for (var i = 0; i < members; i++)
        {
            var ones = 0L;
            while (true)
            {
                if (position >= end)
                {
                    return null;
                }

                var window = Window(source, position);
                var run = BitOperations.TrailingZeroCount(~window);
                ones += run;
                position += run;
                if (run < 32)
                {
                    break;
                }
            }

            position++;
            var low = Window(source, position) & ((1UL << parameter) - 1);
            position += parameter;
            next += (ones << parameter) + (long)low;
            if (next >= capacity || position > end)
            {
                return null;
            }

            words[(int)(next >> 6)] |= 1UL << (int)next;
            next++;
        }

        return set;
    }

    // At least 32 bits from a position on; behind the end there are zeros.
    private static ulong Window(ReadOnlySpan<byte> source, long position)
    {
        var index = (int)(position >> 3);
        ulong word = 0;
        if (source.Length - index >= sizeof(ulong))
        {
            word = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(source[index..]);
        }
        else
        {
            for (var i = index; i < source.Length; i++)
            {
                word |= (ulong)source[i] << ((i - index) * 8);
            }
        }

        return (word >> (int)(position & 7)) & uint.MaxValue;
    }
}
