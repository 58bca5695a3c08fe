using Assay.PowerShell.Facts;

namespace Assay.PowerShell;

/// <summary>Where in a script comments stand.</summary>
public sealed class ScriptRemarks
{
    private readonly List<((int Line, int Column) Start, (int Line, int Column) End)> _ranges = [];

    private ScriptRemarks()
    {
    }

    /// <summary>Reads the comments of a script.</summary>
    public static ScriptRemarks Read(ReadOnlyMemory<byte> content)
    {
        var script = PowerShellScript.Parse(ScriptBytes.Read(content.Span));
        var remarks = new ScriptRemarks();
        foreach (var token in script.Tokens)
        {
            if (token.Kind == TokenKind.Comment)
            {
                remarks._ranges.Add((script.Locate(token.Start), script.Locate(token.End)));
            }
        }

        return remarks;
    }

    /// <summary>Tells whether a line and column, both from 1, lie in a comment.</summary>
    public bool Contains(int line, int column)
    {
        var index = _ranges.BinarySearch(((line, column), default), Comparer<((int, int) Start, (int, int) End)>.Create((left, right) => left.Start.CompareTo(right.Start)));
        index = index < 0 ? ~index - 1 : index;
        return index >= 0 && (line, column).CompareTo(_ranges[index].End) < 0;
    }
}
