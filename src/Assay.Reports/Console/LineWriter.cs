using System.Text;
using Spectre.Console;

namespace Assay.Reports;

/// <summary>Writes lines with indentation, broken between words at the width of the console.</summary>
internal sealed class LineWriter(IAnsiConsole console)
{
    // Longer lines are hard to read, shorter ones leave no room for a path.
    private readonly int _width = Math.Clamp(console.Profile.Width, 40, 120);

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
        var margin = indent;
        var row = Begin(margin);
        var used = margin;
        foreach (var word in line.Words)
        {
            var gap = used == margin ? 0 : word.Gap;
            var text = word.Text;
            if (used > margin && used + gap + text.TrimEnd().GetCellWidth() > _width)
            {
                End(row);
                margin = hang ?? indent;
                row = Begin(margin);
                used = margin;
                gap = 0;
            }

            // A word longer than a line is cut where the line ends: paths and names stay complete.
            while (used + gap + text.TrimEnd().GetCellWidth() > _width)
            {
                var head = Head(text, _width - used - gap);
                row.Append(new string(' ', gap)).Append(head, word.Style);
                End(row);
                text = text[head.Length..];
                margin = hang ?? indent;
                row = Begin(margin);
                used = margin;
                gap = 0;
            }

            row.Append(new string(' ', gap)).Append(text, word.Style);
            used += gap + text.GetCellWidth();
        }

        End(row);
    }

    private static Paragraph Begin(int margin) => new Paragraph().Append(new string(' ', margin));

    private void End(Paragraph row)
    {
        console.Write(row);
        console.WriteLine();
    }

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

        return text[..length];
    }
}
