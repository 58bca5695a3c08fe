using Assay.Model;

namespace Assay.Reports;

/// <summary>Fired policies: what, when it runs, how usual, where, what to do.</summary>
internal static class IssueSection
{
    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var recovered = RecoveredCode.Of(report);
        var shown = options.All ? report.Issues.Count : Math.Min(FindingLines.Shown, report.Issues.Count);
        lines.Heading("Top issues", FindingLines.Remark(shown, report.Issues.Count));
        if (shown == 0)
        {
            lines.Write(new TextLine().Prose(report.Coverage.Skipped + report.Coverage.Partial > 0 ? "None found in what could be read." : "None found."), indent: 2);
        }

        for (var index = 0; index < shown; index++)
        {
            if (index > 0)
            {
                lines.Blank();
            }

            Write(report.Issues[index], index + 1, lines, recovered);
        }
    }

    private static void Write(Issue issue, int number, LineWriter lines, RecoveredCode recovered)
    {
        FindingLines.Title(lines, number, lines.Symbols.Of(issue.Severity), issue.Title);
        lines.Write(new TextLine().Joined(lines.Symbols.Dot, [issue.Id, issue.Category, SurfaceText.Runs(issue.Surfaces), Quantity.Of(issue.Count, "file")], Palette.Faint), FindingLines.Indent);
        lines.Write(new TextLine().Prose(FindingLines.InShort(issue.Problem)), FindingLines.Indent);
        FindingLines.Prevalence(lines, issue.Prevalence);
        FindingLines.Evidence(lines, issue.Evidence, issue.EvidenceTotal, shown: 1, recovered);
        if (issue.NextSteps is [var step, ..])
        {
            lines.Write(new TextLine().Whole(lines.Symbols.Arrow).Whole(ReportNamingPolicy.Instance.ConvertName(step.Kind.ToString()) + ":", Palette.Strong, gap: 1).Prose(step.Text), FindingLines.Indent, FindingLines.Indent + 2);
        }
    }
}
