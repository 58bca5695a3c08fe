using System.Globalization;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>Text with numbered lines that can be linked to. What a browser would obey or hide is shown as such.</summary>
internal static class TextLines
{
    /// <summary>Lines that are shown at most.</summary>
    public const int Shown = 20_000;

    private const int SpacesOfTab = 4;

    /// <summary>Splits a text into lines as editors do.</summary>
    public static string[] Split(string text) => text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);

    /// <summary>Writes lines.</summary>
    /// <param name="html">Takes them.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="marked">Lines from 1 that are marked; the first of them has the anchor <c>here</c>.</param>
    /// <param name="notes">Writes what belongs to a line, below it; null for nothing.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<string> lines, IReadOnlySet<int> marked, Action<int>? notes = null)
    {
        var isFirst = true;
        using (html.Element("section.scroll.source", ("aria-label", "Text"), ("tabindex", "0")))
        using (html.Element("ol.lines"))
        {
            for (var number = 1; number <= Math.Min(lines.Count, Shown); number++)
            {
                var isMarked = marked.Contains(number);
                var anchor = number.ToString(CultureInfo.InvariantCulture);
                using (html.Element(isMarked ? "li.marked" : "li", ("id", "L" + anchor)))
                {
                    html.Element("a.number", anchor, ("href", "#L" + anchor), ("id", isMarked && isFirst ? "here" : null));
                    html.Element("code", lines[number - 1].Replace("\t", new string(' ', SpacesOfTab), StringComparison.Ordinal));
                    isFirst &= !isMarked;
                    notes?.Invoke(number);
                }
            }
        }

        if (lines.Count > Shown)
        {
            html.Element("p.note", $"The first {Shown:N0} of {lines.Count:N0} lines.");
        }
    }
}
