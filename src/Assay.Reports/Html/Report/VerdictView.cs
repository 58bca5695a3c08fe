using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>The verdict, what it means, and why.</summary>
internal static class VerdictView
{
    public static void Write(PackageReport report, HtmlWriter html) => Write(report.Verdict.Status, html, () =>
    {
        html.Element("p.meaning", Meaning(report.Verdict.Status));
        WriteReasons(report.Verdict.Reasons, html);
        WriteFigures(report, html);
    });

    /// <summary>Shows the verdict of several packages with its first reasons.</summary>
    public static void Write(Verdict verdict, int mostReasons, HtmlWriter html) => Write(verdict.Status, html, () => WriteReasons([.. verdict.Reasons.Take(mostReasons)], html));

    private static void Write(VerdictStatus status, HtmlWriter html, Action content)
    {
        var mark = Mark.Of(status);
        using (html.Element($"section.verdict.{mark.Tone}", ("id", "verdict"), ("aria-labelledby", "verdict-title")))
        {
            using (html.Element("div.sign"))
            {
                mark.Icon.Write(html);
            }

            using (html.Element("div"))
            {
                using (html.Element("h2", ("id", "verdict-title")))
                {
                    html.Element("span.quiet", "Verdict: ").Text(mark.Word);
                }

                content();
            }
        }
    }

    private static void WriteReasons(IReadOnlyList<string> reasons, HtmlWriter html)
    {
        if (reasons is [var only])
        {
            using (html.Element("p.reasons"))
            {
                html.Prose(only);
            }

            return;
        }

        if (reasons.Count == 0)
        {
            return;
        }

        using (html.Element("ul.reasons"))
        {
            foreach (var reason in reasons)
            {
                using (html.Element("li"))
                {
                    html.Prose(reason);
                }
            }
        }
    }

    private static void WriteFigures(PackageReport report, HtmlWriter html)
    {
        var coverage = report.Coverage;
        var total = coverage.Read + coverage.Partial + coverage.Skipped;
        using (html.Element("ul.figures"))
        {
            html.Element("li", Quantity.Of(report.OpenIssues().Count, "issue"));
            if (report.Suppressed is { } totals && SuppressedView.Count(totals) is > 0 and var suppressed)
            {
                html.Element("li", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{suppressed:N0} suppressed"));
            }

            html.Element("li", Quantity.Of(report.Behaviors.Count, "behavior"));
            html.Element("li", report.Vulnerabilities.Status switch
            {
                VulnerabilityStatus.NotChecked => "vulnerabilities not checked",
                VulnerabilityStatus.NoneFound => "no known vulnerability",
                _ => Quantity.Of(report.Vulnerabilities.Total, "known vulnerability", "known vulnerabilities"),
            });
            html.Element("li", coverage.Read == total ? "everything read" : $"{coverage.Partial + coverage.Skipped:N0} of {Quantity.Of(total, "artifact")} not read in full");
        }
    }

    private static string Meaning(VerdictStatus status) => status switch
    {
        VerdictStatus.Pass => "No sign of tampering or malware was found in what was read.",
        VerdictStatus.Review => "Something here should be looked at by a person.",
        VerdictStatus.Fail => "Do not use this package.",
        _ => "Something that matters could not be read. That is not a pass.",
    };
}
