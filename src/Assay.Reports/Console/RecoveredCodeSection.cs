using Assay.Model;

namespace Assay.Reports;

/// <summary>Code that had to be decoded or put together before it could be read: where it stood, how it was obtained, how it begins.</summary>
internal static class RecoveredCodeSection
{
    private const int LinesShown = 6;

    // 4 KiB of code have about a hundred lines; a text of line breaks alone is not shown in full.
    private const int MostLines = 200;
    private const int LongestLine = 200;
    private const int DeepestIndent = 24;

    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var layers = RecoveredCode.Of(report).Layers;
        if (layers.Count == 0)
        {
            return;
        }

        var shown = options.All ? layers.Count : Math.Min(FindingLines.Shown, layers.Count);
        lines.Heading("Recovered code", FindingLines.Remark(shown, layers.Count));
        foreach (var layer in layers.Take(shown))
        {
            if (layer.Number > 1)
            {
                lines.Blank();
            }

            Write(layer, lines, options.All ? MostLines : LinesShown);
        }
    }

    private static void Write(Layer layer, LineWriter lines, int limit)
    {
        lines.Write(new TextLine().Column($"{layer.Number}", 2, Palette.Faint).Whole(layer.Path, Palette.Place, gap: 1).Whole(Quantity.Bytes(layer.Size), Palette.Faint), indent: 2, hang: FindingLines.Indent);
        lines.Write(new TextLine().Prose("by " + layer.Route(lines.Symbols.Arrow), Palette.Faint), FindingLines.Indent, FindingLines.Indent + 2);
        foreach (var line in layer.Lines(limit))
        {
            var code = line.TrimStart(' ');
            var indent = FindingLines.Indent + 2 + Math.Min(DeepestIndent, line.Length - code.Length);
            lines.Write(new TextLine().Whole(code.Length > LongestLine && limit == LinesShown ? code[..LongestLine] + lines.Symbols.Ellipsis : code), indent, FindingLines.Indent + 4);
        }

        if (layer.GoesOn(limit))
        {
            lines.Write(new TextLine().Whole(lines.Symbols.Ellipsis, Palette.Faint), FindingLines.Indent + 2);
        }
    }
}
