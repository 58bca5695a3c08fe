using Assay.Model;

namespace Assay.Reports;

/// <summary>What was read, what was not, and why.</summary>
internal static class CoverageSection
{
    private const int Shown = 10;

    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var coverage = report.Coverage;
        var total = coverage.Read + coverage.Partial + coverage.Skipped;
        lines.Heading("Coverage");
        lines.Write(new TextLine().Prose(coverage.Partial + coverage.Skipped == 0
            ? $"All {Quantity.Of(total, "file")} read."
            : $"{coverage.Read} of {Quantity.Of(total, "file")} read, {coverage.Partial} in part, {coverage.Skipped} not at all."), indent: 2);

        var groups = coverage.Problems.GroupBy(problem => problem.Id, StringComparer.Ordinal).OrderByDescending(group => group.Max(problem => problem.Effect)).ThenBy(group => group.Key, StringComparer.Ordinal).ToArray();
        foreach (var group in groups.Take(options.All ? groups.Length : Shown))
        {
            var first = group.First();
            var (sign, word, style) = lines.Symbols.Of(first.Effect);
            lines.Write(new TextLine().Whole(sign, style).Whole(word, style, gap: 1).Whole(group.Key, Palette.Strong).Whole(group.Skip(1).Any() ? Quantity.Of(group.Count(), "time") : null, Palette.Faint), indent: 2);
            lines.Write(new TextLine().Whole(first.Artifact, Palette.Place).Prose(first.Text, gap: 2), indent: 4);
        }

        if (!options.All && groups.Length > Shown)
        {
            lines.Write(new TextLine().Prose($"and {Quantity.Of(groups.Length - Shown, "more kind of problem", "more kinds of problems")}", Palette.Faint), indent: 2);
        }
    }
}
