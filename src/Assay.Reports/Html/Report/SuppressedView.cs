using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>What the policy file took out of the report, and what became of a baseline.</summary>
internal static class SuppressedView
{
    /// <summary>Gives the number of issues, places and behaviors that were taken out.</summary>
    public static int Count(SuppressedTotals totals) => totals.Issues + totals.Places + totals.Behaviors.Count;

    public static void Write(PackageReport report, HtmlWriter html)
    {
        if (report.Suppressed is { } totals && Count(totals) > 0)
        {
            using (Section.Open(html, "suppressed", "Suppressed", $"by {report.Inputs.Policy?.File}"))
            {
                html.Element("p", $"{Quantity.Of(totals.Issues, "issue")}, {Quantity.Of(totals.Places, "place")} in other issues and {Quantity.Of(totals.Behaviors.Count, "behavior")} are suppressed: they count for nothing above.");
                WriteEntries(html, report, totals);
            }
        }

        if (report.Baseline is { } baseline)
        {
            using (Section.Open(html, "baseline", "Baseline", report.Inputs.Baseline?.File))
            {
                html.Element("p", $"{Quantity.Of(baseline.New, "new issue")}, {baseline.Unchanged:N0} unchanged, {baseline.Absent.Count:N0} no longer found.");
                if (baseline.Absent.Count > 0)
                {
                    Table.Write(html, "Issues of the baseline that are no longer found", ["Policy", "Fingerprint"], baseline.Absent.Select(issue => new string?[] { issue.Rule, issue.Fingerprint }));
                }
            }
        }
    }

    private static void WriteEntries(HtmlWriter html, PackageReport report, SuppressedTotals totals)
    {
        var rows = report.Issues.Where(issue => issue.Suppressed is { Places: > 0 })
            .SelectMany(issue => issue.Suppressed!.By.Select(source => new string?[] { issue.Id, issue.Title, Extent(issue.Suppressed), SuppressionText.Of(source) }))
            .Concat(totals.Behaviors.Select(id => new string?[] { id, "", "all", "off" }));
        Table.Write(html, "What is suppressed", ["Rule", "Title", "How much", "By"], rows);
    }

    private static string Extent(SuppressedFinding finding) => finding.Complete ? "all" : Quantity.Of(finding.Places, "place");
}
