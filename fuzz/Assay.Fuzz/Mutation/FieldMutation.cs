namespace Assay.Fuzz.Mutation;

/// <summary>Changes numbers of binary formats where numbers stand: aligned, and most often those that could be an offset, a length or a count in this file.</summary>
internal sealed class FieldMutation(bool bigEndian = false) : IMutation
{
    private const int Attempts = 12;
    private const int Headers = 1024;

    public byte[]? Mutate(byte[] input, MutationSource source)
    {
        if (input.Length < 8)
        {
            return null;
        }

        var bytes = (byte[])input.Clone();
        for (var count = source.Chance(3) ? 2 : 1; count > 0; count--)
        {
            var width = source.Next(4) == 0 ? 2 : source.Next(5) == 0 ? 8 : 4;
            var field = bytes.AsSpan(Choose(bytes, width, source), width);
            InterestingNumbers.Write(field, InterestingNumbers.Choose(source, InterestingNumbers.Read(field, bigEndian), bytes.Length), bigEndian);
        }

        return bytes;
    }

    private int Choose(byte[] bytes, int width, MutationSource source)
    {
        var at = 0;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // Headers are at the start, and what refers to the rest.
            var within = source.Chance(2) ? Math.Min(Headers, bytes.Length) : bytes.Length;
            at = source.Next(Math.Max(1, (within - width) / 2)) * 2;
            if (InterestingNumbers.Read(bytes.AsSpan(at, width), bigEndian) is > 0 and var value && value <= bytes.Length)
            {
                break;
            }
        }

        return at;
    }
}
