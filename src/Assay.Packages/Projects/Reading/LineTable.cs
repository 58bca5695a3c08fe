using System.Text;

namespace Assay.Packages.Projects;

/// <summary>Tells line and column of a byte of a UTF-8 text.</summary>
internal sealed class LineTable(ReadOnlyMemory<byte> text)
{
    private readonly List<int> _starts = StartsOf(text.Span);

    /// <summary>Line and column, both from 1; columns count UTF-16 code units, as editors do.</summary>
    public (int Line, int Column) Locate(long offset)
    {
        var place = (int)Math.Clamp(offset, 0, text.Length);
        var index = _starts.BinarySearch(place);
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, Encoding.UTF8.GetCharCount(text.Span[_starts[line]..place]) + 1);
    }

    private static List<int> StartsOf(ReadOnlySpan<byte> text)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; text[at..].IndexOf((byte)'\n') is >= 0 and var next;)
        {
            at += next + 1;
            starts.Add(at);
        }

        return starts;
    }
}
