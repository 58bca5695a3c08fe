using Assay.Model.Storing;

namespace Assay.Community.Index;

/// <summary>Ascending terms of a version as bytes: how many, then differences.</summary>
internal static class TermList
{
    /// <summary>Writes terms that ascend strictly.</summary>
    public static byte[] Write(ReadOnlySpan<uint> terms)
    {
        var output = new StoredBuffer();
        output.Number(terms.Length);
        var before = 0u;
        foreach (var term in terms)
        {
            output.Number(term - before);
            before = term;
        }

        return output.Written.ToArray();
    }

    /// <summary>Reads a list; throws <see cref="InvalidDataException"/> when the bytes are no list.</summary>
    public static uint[] Read(ReadOnlySpan<byte> bytes)
    {
        var input = new StoredReader(bytes);
        var terms = new uint[input.Count()];
        var before = 0L;
        for (var i = 0; i < terms.Length; i++)
        {
            var difference = input.LongNumber();
            before += difference;
            terms[i] = difference <= uint.MaxValue && before <= uint.MaxValue && (difference > 0 || i == 0) ? (uint)before : throw StoredReader.Broken();
        }

        return input.AtEnd ? terms : throw StoredReader.Broken();
    }
}
