using System.Text.Json;

namespace Assay.Community;

/// <summary>Lines of a file that are arrays with a text as their first item, in the ordinal order of its bytes: one is found without reading the others.</summary>
/// <remarks>All lines but the first begin with a comma, so that the whole is a JSON array: <c>["a",1]\n,["b",2]\n</c>.</remarks>
internal readonly struct SortedLines(ReadOnlyMemory<byte> text)
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Finds the line whose first item is <paramref name="key"/> (as it is written in JSON, with its quotes); empty when there is none.</summary>
    public ReadOnlyMemory<byte> Find(ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, text.Length);
        while (low < high)
        {
            var bytes = text.Span;
            var middle = low + ((high - low) / 2);
            var start = bytes[low..middle].LastIndexOf(LineFeed) is >= 0 and var before ? low + before + 1 : low;
            var end = bytes[middle..high].IndexOf(LineFeed) is >= 0 and var after ? middle + after : high;
            var line = Item(text[start..end]);
            switch (Compare(line.Span, key))
            {
                case 0:
                    return line;
                case < 0:
                    low = Math.Min(end + 1, high);
                    break;
                default:
                    high = start;
                    break;
            }
        }

        return default;
    }

    /// <summary>Gives all lines without their commas.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> All()
    {
        var rest = text;
        while (rest.Length > 0)
        {
            var end = rest.Span.IndexOf(LineFeed);
            yield return Item(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? default : rest[(end + 1)..];
        }
    }

    /// <summary>Writes a text as JSON, with its quotes: the form that keys are compared in.</summary>
    public static byte[] Key(string text) => [(byte)'"', .. JsonEncodedText.Encode(text).EncodedUtf8Bytes, (byte)'"'];

    // Keys are compared with the quote that ends them, in the order of the lines as in the search.
    private static int Compare(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key)
    {
        var inner = line.Length > 0 ? line[1..] : line;
        return inner.StartsWith(key) ? 0 : inner.SequenceCompareTo(key);
    }

    private static ReadOnlyMemory<byte> Item(ReadOnlyMemory<byte> line) => line.Span.StartsWith(","u8) ? line[1..] : line;
}
