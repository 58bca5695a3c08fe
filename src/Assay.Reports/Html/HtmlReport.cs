using System.Text;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows the report of one package as one HTML file: no script, no request, the same bytes for the same report.</summary>
public static class HtmlReport
{
    // Values of a package may be megabytes long; the JSON report holds them in full.
    private const int LongestText = 4_000;

    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(PackageReport report, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var html = new HtmlWriter(text) { LongestText = LongestText };
        html.DocumentType();
        using (html.Element("html", ("lang", "en")))
        {
            WriteHead(report, html);
            WriteBody(report, html);
        }

        text.Write('\n');
    }

    private static void WriteHead(PackageReport report, HtmlWriter html)
    {
        using (html.Element("head"))
        {
            html.Element("meta", ("charset", "utf-8"));
            html.Element("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; style-src {StyleSheet.Report.Source}; base-uri 'none'; form-action 'none'"));
            html.Element("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Element("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Element("meta", ("name", "referrer"), ("content", "no-referrer"));
            html.Element("meta", ("name", "generator"), ("content", $"{report.Tool.Name} {report.Tool.Version}"));
            html.Element("title", $"{Mark.Of(report.Verdict.Status).Word}: {report.Package.Id} {report.Package.Version} · Assay report");
            html.Write(StyleSheet.Report);
        }
    }

    private static void WriteBody(PackageReport report, HtmlWriter html)
    {
        using (html.Element("body"))
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
}
