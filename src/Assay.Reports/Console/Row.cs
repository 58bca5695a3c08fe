using Spectre.Console;

namespace Assay.Reports;

/// <summary>One row of the terminal while it is filled. Neighbours of one style are joined, so that a colored report stays small.</summary>
internal sealed class Row(IAnsiConsole console, int margin)
{
    private readonly Paragraph _paragraph = new();
    private string _pending = new(' ', margin);
    private Style _style = Palette.Plain;

    public int Used { get; private set; } = margin;

    public bool IsEmpty { get; private set; } = true;

    public void Add(string text, Style style, int gap)
    {
        Used += gap + text.GetCellWidth();
        IsEmpty = false;
        if (style.Equals(_style))
        {
            _pending += new string(' ', gap) + text;
            return;
        }

        Flush();
        if (gap > 0)
        {
            _paragraph.Append(new string(' ', gap), Palette.Plain);
        }

        (_pending, _style) = (text, style);
    }

    public void End()
    {
        Flush();
        console.Write(_paragraph);
        console.WriteLine();
    }

    private void Flush()
    {
        if (_pending.Length > 0)
        {
            _paragraph.Append(_pending, _style);
            _pending = "";
        }
    }
}
