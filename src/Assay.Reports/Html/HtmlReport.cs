using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows the report of one package as one HTML file: no script, no request, the same bytes for the same report.</summary>
public static class HtmlReport
{
    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(PackageReport report, Stream output) =>
        HtmlPage.Write(report.Tool, $"{Mark.Of(report.Verdict.Status).Word}: {report.Package.Id} {report.Package.Version} · Assay report", html => WriteBody(report, html), output);

    private static void WriteBody(PackageReport report, HtmlWriter html)
    {
        html.Element("a.skip", "Skip to the report", ("href", "#report"));
        HeaderView.Write(report, html);
        using (html.Element("div.page"))
        {
            SectionLinks.Write(report, html);
            using (html.Element("main", ("id", "report")))
            {
                VerdictView.Write(report, html);
                NewInVersionView.Write(report, html);
                AssessmentView.Write(report.Assessments, html);
                SurfaceView.Write(report, html);
                IssueView.Write(report, html);
                SuppressedView.Write(report, html);
                BehaviorView.Write(report, html);
                ComparisonView.Write(report, html);
                NetworkView.Write(report, html);
                RecoveredCodeView.Write(report, html);
                VulnerabilityView.Write(report, html);
                PackageView.Write(report, html);
                DependencyView.Write(report, html);
                SignatureView.Write(report, html);
                FileView.Write(report, html);
                CoverageView.Write(report, html);
            }
        }

        OriginView.Write(report, html);
    }
}
