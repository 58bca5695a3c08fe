using System.Globalization;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Leads to the sections and says how much each holds.</summary>
internal static class SectionLinks
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        using (html.Element("nav.sections", ("aria-label", "Sections")))
        using (html.Element("ul"))
        {
            Link(html, "verdict", "Verdict", null);
            if (report.NewInVersion is not null)
            {
                Link(html, "new", "New in this version", null);
            }

            Link(html, "assessments", "Assessments", null);
            Link(html, "surfaces", "When code runs", null);
            Link(html, "issues", "Issues", report.OpenIssues().Count);
            if (report.Suppressed is { } totals && SuppressedView.Count(totals) is > 0 and var suppressed)
            {
                Link(html, "suppressed", "Suppressed", suppressed);
            }

            if (report.Baseline is not null)
            {
                Link(html, "baseline", "Baseline", null);
            }

            Link(html, "behaviors", "Behaviors", report.Behaviors.Count);
            if (report.Comparison is not null)
            {
                Link(html, "comparison", "Comparison", null);
            }

            Link(html, "network", "Web addresses", report.Contents.Urls.Code);
            if (RecoveredCode.Of(report).Layers is { Count: > 0 } layers)
            {
                Link(html, "recovered", "Recovered code", layers.Count);
            }

            Link(html, "vulnerabilities", "Vulnerabilities", report.Vulnerabilities.Status == VulnerabilityStatus.NotChecked ? null : report.Vulnerabilities.Total);
            Link(html, "package", "Package", null);
            Link(html, "dependencies", "Dependencies", report.Dependencies.Count);
            Link(html, "signatures", "Signatures", report.Signing.Signatures);
            Link(html, "files", "Files", report.Contents.Files);
            Link(html, "coverage", "Coverage", null);
            Link(html, "origin", "About", null);
        }
    }

    /// <summary>Writes one link, as an item of a list.</summary>
    public static void Link(HtmlWriter html, string id, string text, int? count)
    {
        using (html.Element("li"))
        using (html.Element("a", ("href", "#" + id)))
        {
            html.Element("span", text);
            if (count is { } number)
            {
                html.Text(" ").Element("span.count", number.ToString("N0", CultureInfo.InvariantCulture));
            }
        }
    }
}
