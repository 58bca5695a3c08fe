namespace Assay.PowerShell;

/// <summary>Finds lines: LF, CRLF and a lone CR each end one.</summary>
internal sealed class LineMap
{
    private readonly List<int> _starts = [0];

    public LineMap(string text)
    {
        for (var i = 0; (i = IndexOfLineEnd(text, i)) >= 0;)
        {
            i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
            _starts.Add(i);
        }
    }

    /// <summary>Line and column, both from 1.</summary>
    public (int Line, int Column) Locate(int position)
    {
        var index = _starts.BinarySearch(position);
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, position - _starts[line] + 1);
    }

    private static int IndexOfLineEnd(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAny('\r', '\n');
        return found < 0 ? -1 : from + found;
    }
}
