using System.Text;

namespace Assay.Reports.Markdown;

/// <summary>Takes Markdown block by block while there is room, and ends with a line that says what was cut.</summary>
internal sealed class MarkdownBlocks
{
    // Room for the sentence about what was cut, and for the end of what is open.
    private const int Reserve = 600;

    private readonly StringBuilder _text = new();
    private readonly SortedDictionary<string, int> _cut = new(StringComparer.Ordinal);
    private readonly string? _footer;
    private readonly int _room;

    public MarkdownBlocks(int longest, string footer)
    {
        _footer = footer;
        _room = longest - footer.Length - Reserve;
    }

    private MarkdownBlocks(int room)
    {
        _footer = null;
        _room = room;
    }

    /// <summary>Adds a line, if there is room.</summary>
    public void Line(string line)
    {
        if (_text.Length + line.Length + 1 > _room)
        {
            Cut("line of details|lines of details", 1);
            return;
        }

        _text.Append(line).Append('\n');
    }

    /// <summary>Adds a table with as many rows as there is room for; a table without rows is left out.</summary>
    public void Table(string head, string border, string noun, IEnumerable<string> rows, string? plural = null)
    {
        var isOpen = false;
        var cut = 0;
        foreach (var row in rows)
        {
            // The head is only worth its place with a row below it.
            var needed = row.Length + 1 + (isOpen ? 0 : head.Length + border.Length + 3);
            if (cut > 0 || _text.Length + needed > _room)
            {
                cut++;
                continue;
            }

            if (!isOpen)
            {
                _text.Append('\n').Append(head).Append('\n').Append(border).Append('\n');
                isOpen = true;
            }

            _text.Append(row).Append('\n');
        }

        Cut($"{noun}|{plural ?? noun + "s"}", cut);
    }

    /// <summary>Adds a block that opens by a click; one without room for any of it is left out.</summary>
    public void Folded(string summary, Action<MarkdownBlocks> write, string noun = "section")
    {
        const string End = "\n</details>\n";
        var start = $"\n<details><summary>{summary}</summary>\n\n";
        var inner = new MarkdownBlocks(_room - _text.Length - start.Length - End.Length);
        write(inner);
        if (inner._text.Length == 0)
        {
            Cut($"detail of a {noun}|details of {noun}s", 1);
            return;
        }

        _text.Append(start).Append(inner._text).Append(End);
        foreach (var (name, count) in inner._cut)
        {
            Cut(name, count);
        }
    }

    public override string ToString()
    {
        var cut = _cut.Count == 0 ? "" : $"\n**Cut, as a comment has room for 65,000 characters: {string.Join(", ", _cut.Select(Counted))}.** The JSON report has all of it.\n";
        return $"{_text}{cut}\n{_footer}\n";
    }

    private static string Counted(KeyValuePair<string, int> cut) => cut.Key.Split('|') is [var one, var many] ? Quantity.Of(cut.Value, one, many) : "";

    private void Cut(string names, int count)
    {
        if (count > 0)
        {
            _cut[names] = _cut.GetValueOrDefault(names) + count;
        }
    }
}
