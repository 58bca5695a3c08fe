namespace Assay.Fuzz.Mutation;

/// <summary>Changes that know no format: bits, bytes, numbers, blocks, words, parts of other inputs.</summary>
internal sealed class ByteMutation : IMutation
{
    public static ByteMutation Instance { get; } = new();

    public byte[]? Mutate(byte[] input, MutationSource source)
    {
        if (input.Length == 0)
        {
            return source.Words.Count > 0 ? source.Pick(source.Words) : [0];
        }

        return source.Next(12) switch
        {
            0 or 1 => InPlace(input, source, static (bytes, at, source) => bytes[at] ^= (byte)(1 << source.Next(8))),
            2 => InPlace(input, source, static (bytes, at, source) => bytes[at] = (byte)source.Next(256)),
            3 or 4 => Number(input, source),
            5 => Remove(input, source),
            6 => Insert(input, source, Block(input, source)),
            7 => Insert(input, source, source.Words.Count > 0 ? source.Pick(source.Words) : Block(source.Other(), source)),
            8 => Insert(input, source, Block(source.Other(), source)),
            9 => Overwrite(input, source),
            10 => Repeat(input, source),
            _ => Splice(input, source),
        };
    }

    private static byte[] InPlace(byte[] input, MutationSource source, Action<byte[], int, MutationSource> change)
    {
        var bytes = (byte[])input.Clone();
        for (var count = source.Length(4); count > 0; count--)
        {
            change(bytes, source.Next(bytes.Length), source);
        }

        return bytes;
    }

    private static byte[]? Number(byte[] input, MutationSource source)
    {
        var width = 1 << source.Next(4);
        if (input.Length < width)
        {
            return null;
        }

        var bytes = (byte[])input.Clone();
        var bigEndian = source.Chance(2);
        var field = bytes.AsSpan(source.Next(bytes.Length - width + 1), width);
        InterestingNumbers.Write(field, InterestingNumbers.Choose(source, InterestingNumbers.Read(field, bigEndian), bytes.Length), bigEndian);
        return bytes;
    }

    private static byte[] Remove(byte[] input, MutationSource source)
    {
        var length = source.Length(input.Length);
        var at = source.Next(input.Length - length + 1);
        return [.. input.AsSpan(0, at), .. input.AsSpan(at + length)];
    }

    private static byte[] Insert(byte[] input, MutationSource source, ReadOnlySpan<byte> block)
    {
        var at = source.Next(input.Length + 1);
        return [.. input.AsSpan(0, at), .. block, .. input.AsSpan(at)];
    }

    private static byte[] Overwrite(byte[] input, MutationSource source)
    {
        var block = Block(source.Chance(2) ? input : source.Other(), source);
        var bytes = (byte[])input.Clone();
        var at = source.Next(bytes.Length);
        block[..Math.Min(block.Length, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    // What nests or is quadratic shows only when it is there a thousand times.
    private static byte[]? Repeat(byte[] input, MutationSource source)
    {
        var block = source.Words.Count > 0 && source.Chance(3) ? source.Pick(source.Words) : Block(input, source);
        block = block[..Math.Min(block.Length, 64)];
        var room = source.Longest - input.Length;
        if (block.Length == 0 || room < block.Length)
        {
            return null;
        }

        var count = Math.Min(room / block.Length, 1 << source.Next(17));
        var repeated = new byte[count * block.Length];
        for (var at = 0; at < repeated.Length; at += block.Length)
        {
            block.CopyTo(repeated.AsSpan(at));
        }

        return Insert(input, source, repeated);
    }

    private static byte[] Splice(byte[] input, MutationSource source)
    {
        var other = source.Other();
        return [.. input.AsSpan(0, source.Next(input.Length + 1)), .. other.AsSpan(source.Next(other.Length + 1))];
    }

    private static ReadOnlySpan<byte> Block(byte[] input, MutationSource source)
    {
        var length = Math.Min(input.Length, source.Length(Math.Max(1, input.Length)));
        return input.AsSpan(source.Next(input.Length - length + 1), length);
    }
}
