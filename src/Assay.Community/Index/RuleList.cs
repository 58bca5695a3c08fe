namespace Assay.Community.Index;

/// <summary>Ascending numbers as bytes: differences to the one before, the first to 0, each in LEB128 (DWARF 5, 7.6). A rule takes one byte in most lists.</summary>
internal static class RuleList
{
    private const int MaximumBytesPerNumber = 5;

    /// <summary>Writes numbers that ascend strictly from 0; throws <see cref="ArgumentException"/> for others.</summary>
    public static byte[] Write(ReadOnlySpan<int> numbers)
    {
        Span<byte> small = stackalloc byte[512];
        var bytes = numbers.Length * MaximumBytesPerNumber <= small.Length ? small : new byte[numbers.Length * MaximumBytesPerNumber];
        var length = 0;
        var before = -1;
        foreach (var number in numbers)
        {
            if (number <= before)
            {
                throw new ArgumentException("The numbers do not ascend.", nameof(numbers));
            }

            var difference = (uint)(number - Math.Max(before, 0));
            for (; difference >= 0x80; difference >>= 7)
            {
                bytes[length++] = (byte)(difference | 0x80);
            }

            bytes[length++] = (byte)difference;
            before = number;
        }

        return bytes[..length].ToArray();
    }

    /// <summary>Adds the numbers of a list to <paramref name="numbers"/>; throws <see cref="InvalidDataException"/> when the bytes are no list.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, List<int> numbers)
    {
        var before = 0L;
        var isFirst = true;
        for (; !bytes.IsEmpty; isFirst = false)
        {
            if (!Leb128.TryRead(ref bytes, out var difference))
            {
                throw Broken();
            }

            before += difference;
            if (before > int.MaxValue || (difference == 0 && !isFirst))
            {
                throw Broken();
            }

            numbers.Add((int)before);
        }
    }

    private static InvalidDataException Broken() => new("A list of rules in the community index is broken.");
}
