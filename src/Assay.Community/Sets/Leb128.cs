namespace Assay.Community;

/// <summary>Whole numbers of seven bits a byte, the lowest first (DWARF 5, 7.6).</summary>
internal static class Leb128
{
    public static void Write(uint value, List<byte> target)
    {
        for (; value >= 0x80; value >>= 7)
        {
            target.Add((byte)(value | 0x80));
        }

        target.Add((byte)value);
    }

    /// <summary>Reads a number and moves behind it; false when there is none of 32 bits.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> source, out uint value)
    {
        value = 0;
        for (var i = 0; i < source.Length && i < 5; i++)
        {
            if (i == 4 && source[i] > 0x0F)
            {
                return false;
            }

            value |= (uint)(source[i] & 0x7F) << (7 * i);
            if (source[i] < 0x80)
            {
                source = source[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
