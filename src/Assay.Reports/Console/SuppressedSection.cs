using Assay.Model;

namespace Assay.Reports;

/// <summary>What the policy file took out of the report, and what became of a baseline.</summary>
internal static class SuppressedSection
{
    private const int Shown = 5;

    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        if (report.Suppressed is { } totals && (totals.Issues > 0 || totals.Places > 0 || totals.Behaviors.Count > 0))
        {
            WriteSuppressed(report, totals, lines, options);
        }

        if (report.Baseline is { } baseline)
        {
            lines.Heading("Baseline");
            lines.Write(new TextLine().Prose($"{Quantity.Of(baseline.New, "new issue")}, {baseline.Unchanged:N0} unchanged, {baseline.Absent.Count:N0} no longer found."), indent: 2);
            WriteIds(lines, baseline.Absent.Select(issue => issue.Rule + " is no longer found"), options);
        }
    }

    private static void WriteSuppressed(PackageReport report, SuppressedTotals totals, LineWriter lines, ConsoleReportOptions options)
    {
        lines.Heading("Suppressed", $"by {report.Inputs.Policy?.File}");
        lines.Write(new TextLine().Joined(lines.Symbols.Dot,
        [
            totals.Issues == 0 ? null : Quantity.Of(totals.Issues, "issue") + " suppressed",
            totals.Places == 0 ? null : Quantity.Of(totals.Places, "place") + " suppressed in other issues",
            totals.Behaviors.Count == 0 ? null : Quantity.Of(totals.Behaviors.Count, "behavior") + " suppressed",
        ]), indent: 2);
        var issues = report.Issues.Where(issue => issue.Suppressed is { Places: > 0 }).ToArray();
        foreach (var issue in options.All ? issues : issues.Take(Shown))
        {
            foreach (var source in issue.Suppressed!.By)
            {
                lines.Write(new TextLine().Whole(issue.Id, Palette.Strong).Prose(SuppressionText.Of(source), Palette.Faint), indent: 2, hang: 4);
            }
        }

        if (!options.All && issues.Length > Shown)
        {
            lines.Write(new TextLine().Prose($"and {Quantity.Of(issues.Length - Shown, "more suppressed issue")}", Palette.Faint), indent: 2);
        }

        WriteIds(lines, totals.Behaviors.Select(id => id + " is off"), options);
    }

    private static void WriteIds(LineWriter lines, IEnumerable<string> texts, ConsoleReportOptions options)
    {
        var all = texts.ToArray();
        foreach (var text in options.All ? all : all.Take(Shown))
        {
            lines.Write(new TextLine().Prose(text, Palette.Faint), indent: 2);
        }

        if (!options.All && all.Length > Shown)
        {
            lines.Write(new TextLine().Prose($"and {all.Length - Shown:N0} more", Palette.Faint), indent: 2);
        }
    }
}
