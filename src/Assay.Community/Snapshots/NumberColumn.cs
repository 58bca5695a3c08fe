namespace Assay.Community;

/// <summary>Numbers of one width each: the width in bytes, then every number with its lowest byte first.</summary>
internal static class NumberColumn
{
    private const int WidestNumber = 4;

    public static byte[] Write(IReadOnlyList<int> numbers)
    {
        var width = 1;
        foreach (var number in numbers)
        {
            while (width < WidestNumber && number >> (8 * width) != 0)
            {
                width++;
            }
        }

        var bytes = new byte[1 + (numbers.Count * width)];
        bytes[0] = (byte)width;
        for (var i = 0; i < numbers.Count; i++)
        {
            for (var part = 0; part < width; part++)
            {
                bytes[1 + (i * width) + part] = (byte)(numbers[i] >> (8 * part));
            }
        }

        return bytes;
    }

    /// <summary>Gives so many numbers; null when the bytes are others.</summary>
    public static int[]? Read(ReadOnlySpan<byte> bytes, int count)
    {
        if (bytes.IsEmpty || bytes[0] is 0 or > WidestNumber || bytes.Length != 1 + ((long)count * bytes[0]))
        {
            return null;
        }

        var (width, numbers) = (bytes[0], new int[count]);
        for (var i = 0; i < count; i++)
        {
            for (var part = width - 1; part >= 0; part--)
            {
                numbers[i] = (numbers[i] << 8) | bytes[1 + (i * width) + part];
            }
        }

        return numbers;
    }
}
