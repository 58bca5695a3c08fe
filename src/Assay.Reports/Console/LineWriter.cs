using System.Buffers;
using Spectre.Console;

namespace Assay.Reports;

/// <summary>Writes lines with indentation, broken between words at the width of the console.</summary>
internal sealed class LineWriter(IAnsiConsole console)
{
    // Longer lines are hard to read, shorter ones leave no room for a path.
    private readonly int _width = Math.Clamp(console.Profile.Width, 40, 120);

    private static readonly SearchValues<char> BreakAfter = SearchValues.Create(" ,;/\\&");

    public Symbols Symbols { get; } = Symbols.For(console);

    public void Blank() => console.WriteLine();

    public void Heading(string text, string? remark = null)
    {
        Blank();
        Write(new TextLine().Prose(text, Palette.Strong).Whole(remark, Palette.Faint));
    }

    /// <summary>Writes a line from column <paramref name="indent"/>; what does not fit goes on at column <paramref name="hang"/>.</summary>
    public void Write(TextLine line, int indent = 0, int? hang = null)
    {
        var row = new Row(console, indent);
        var pad = 0;
        foreach (var word in line.Words)
        {
            var gap = row.IsEmpty ? 0 : word.Gap + pad;
            var text = word.Text;
            if (!row.IsEmpty && row.Used + gap + text.GetCellWidth() > _width)
            {
                row.End();
                row = new Row(console, hang ?? indent);
                gap = 0;
            }

            // A word longer than a line is cut where the line ends: paths and names stay complete.
            while (row.Used + gap + text.GetCellWidth() > _width)
            {
                var head = Head(text, _width - row.Used - gap);
                row.Add(head.TrimEnd(' '), word.Style, gap);
                row.End();
                text = text[head.Length..].TrimStart(' ');
                row = new Row(console, hang ?? indent);
                gap = 0;
            }

            row.Add(text, word.Style, gap);
            pad = word.Pad;
        }

        row.End();
    }

    // The longest start of a text that fits, up to a character that paths, URLs and lists may be broken after when one is near.
    private static string Head(string text, int cells)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            cells -= rune.ToString().GetCellWidth();
            if (cells < 0 && length > 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        var end = text.AsSpan(0, length).LastIndexOfAny(BreakAfter) + 1;
        return text[..(end > length * 2 / 3 ? end : length)];
    }
}
