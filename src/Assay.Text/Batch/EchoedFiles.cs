using System.Text;
using Assay.Text.Scripts;

namespace Assay.Text.Batch;

/// <summary>Puts the files together that a script writes line by line: <c>echo line &gt;&gt; x.vbs</c>.</summary>
internal sealed class EchoedFiles
{
    private const int MaximumFiles = 256;
    private const int MaximumCharacters = 8 * 1024 * 1024;

    private readonly Dictionary<string, (StringBuilder Text, int Place, int Order)> _files = new(StringComparer.OrdinalIgnoreCase);
    private int _characters;

    /// <summary>A line that goes to a file.</summary>
    public void Add(string file, string line, bool appends, int place)
    {
        _characters += line.Length + 2;
        if (_characters > MaximumCharacters)
        {
            return;
        }

        if (!_files.TryGetValue(file, out var entry))
        {
            if (_files.Count >= MaximumFiles)
            {
                return;
            }

            entry = (new StringBuilder(), place, _files.Count);
            _files.Add(file, entry);
        }
        else if (!appends)
        {
            entry.Text.Clear();
        }

        entry.Text.Append(line).Append("\r\n");
    }

    /// <summary>The content of a file as far as it was written; null when it was not.</summary>
    public string? ContentOf(string file) => _files.TryGetValue(file, out var entry) ? entry.Text.ToString() : null;

    /// <summary>Hands back those files that are code.</summary>
    public void Write(ScriptFacts facts)
    {
        foreach (var (file, entry) in _files.OrderBy(entry => entry.Value.Order))
        {
            if (ScriptEndings.OfCode(file) is { } ending)
            {
                facts.Return(entry.Place);
                facts.AddDerived("Echo", ending, entry.Text.ToString(), "lines that are written to a file", recovered: false);
            }
        }
    }
}
