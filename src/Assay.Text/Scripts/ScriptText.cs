using System.Text;

namespace Assay.Text.Scripts;

/// <summary>The characters of a script, with lines and columns for offsets.</summary>
internal sealed class ScriptText
{
    private const int Sample = 4096;

    private readonly List<int> _lineStarts = [0];

    public ScriptText(string text)
    {
        Text = text;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            _lineStarts.Add(at + 1);
        }
    }

    /// <summary>The text without a byte order mark.</summary>
    public string Text { get; }

    /// <summary>Decodes bytes: by a byte order mark, UTF-16 by its zero bytes, UTF-8 otherwise. Bytes that are no UTF-8 become replacement characters.</summary>
    public static ScriptText Decode(ReadOnlySpan<byte> bytes)
    {
        var (encoding, mark) = bytes switch
        {
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            _ => (Unmarked(bytes[..Math.Min(bytes.Length, Sample)]), 0),
        };
        return new ScriptText(encoding.GetString(bytes[mark..]));
    }

    /// <summary>Line and column of an offset, both from 1.</summary>
    public (int Line, int Column) At(int offset)
    {
        var line = _lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return (line + 1, offset - _lineStarts[line] + 1);
    }

    private static Encoding Unmarked(ReadOnlySpan<byte> sample)
    {
        Span<int> zeros = [0, 0];
        for (var i = 0; i < sample.Length; i++)
        {
            zeros[i & 1] += sample[i] == 0 ? 1 : 0;
        }

        // UTF-16 of mostly ASCII: most code units have a zero byte on the same side.
        var units = sample.Length / 2;
        return units > 1 && zeros[1] * 10 >= units * 7 && zeros[0] == 0 ? Encoding.Unicode
            : units > 1 && zeros[0] * 10 >= units * 7 && zeros[1] == 0 ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
    }
}
