using Assay.Model;

namespace Assay.Reports;

/// <summary>Fired policies: what, when it runs, how usual, where, what to do.</summary>
internal static class IssueSection
{
    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var recovered = RecoveredCode.Of(report);
        var issues = report.OpenIssues();
        var shown = options.All ? issues.Count : Math.Min(FindingLines.Shown, issues.Count);
        lines.Heading("Top issues", FindingLines.Remark(shown, issues.Count));
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

            Write(issues[index], index + 1, lines, recovered);
        }
    }

    private static void Write(Issue issue, int number, LineWriter lines, RecoveredCode recovered)
    {
        FindingLines.Title(lines, number, lines.Symbols.Of(issue.Severity), issue.Title);
        lines.Write(new TextLine().Joined(lines.Symbols.Dot, [issue.Id, issue.Category, SurfaceText.Runs(issue.Surfaces), Quantity.Of(issue.Count, "file"), issue.Baseline is { } state ? $"{ReportNamingPolicy.Instance.ConvertName(state.ToString())} since the baseline" : null], Palette.Faint), FindingLines.Indent);
        lines.Write(new TextLine().Prose(FindingLines.InShort(issue.Problem)), FindingLines.Indent);
        FindingLines.Prevalence(lines, issue.Prevalence);
        FindingLines.Evidence(lines, issue.Evidence, issue.EvidenceTotal, shown: 1, recovered);
        foreach (var expired in issue.Suppressed?.Expired ?? [])
        {
            lines.Write(new TextLine().Prose("expired: " + SuppressionText.Of(expired), Palette.Faint), FindingLines.Indent, FindingLines.Indent + 2);
        }

        if (issue.NextSteps is [var step, ..])
        {
            lines.Write(new TextLine().Whole(lines.Symbols.Arrow).Whole(ReportNamingPolicy.Instance.ConvertName(step.Kind.ToString()) + ":", Palette.Strong, gap: 1).Prose(step.Text), FindingLines.Indent, FindingLines.Indent + 2);
        }
    }
}
