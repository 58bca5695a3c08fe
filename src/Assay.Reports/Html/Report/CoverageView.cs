using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>What was read, what was not, and why.</summary>
internal static class CoverageView
{
    private const int Shown = 500;

    public static void Write(PackageReport report, HtmlWriter html)
    {
        var coverage = report.Coverage;
        var total = coverage.Read + coverage.Partial + coverage.Skipped;
        using (Section.Open(html, "coverage", "Coverage"))
        {
            using (html.Element("p.state"))
            {
                (coverage.Partial + coverage.Skipped == 0 ? new Mark(Icon.Check, "Complete", "good") : new Mark(Icon.Warning, "Incomplete", "warn")).Write(html);
                html.Text(coverage.Partial + coverage.Skipped == 0
                    ? $" All {Quantity.Of(total, "artifact")} read."
                    : $" {coverage.Read:N0} of {Quantity.Of(total, "artifact")} read, {coverage.Partial:N0} in part, {coverage.Skipped:N0} not at all.");
            }

            if (coverage.Problems.Count == 0)
            {
                return;
            }

            using (html.Element("ul.problems"))
            {
                foreach (var problem in coverage.Problems.OrderByDescending(problem => problem.Effect).Take(Shown))
                {
                    Write(html, problem);
                }
            }

            if (coverage.Problems.Count > Shown)
            {
                html.Element("p.note", $"and {Quantity.Of(coverage.Problems.Count - Shown, "more problem")}");
            }
        }
    }

    private static void Write(HtmlWriter html, ReportedProblem problem)
    {
        using (html.Element("li"))
        {
            Mark.Of(problem.Effect).Write(html);
            using (html.Element("div"))
            {
                using (html.Element("p"))
                {
                    html.Prose(problem.Text);
                }

                using (html.Element("p.where"))
                {
                    html.Element("code", problem.Id);
                    if (problem.Limit is { } limit)
                    {
                        html.Text(", ");
                        html.Element("code", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{limit.Name}={limit.Value}"));
                    }

                    foreach (var place in new[] { problem.Artifact, problem.Location })
                    {
                        if (!string.IsNullOrEmpty(place))
                        {
                            html.Text(" in ");
                            CodeText.Write(html, "code", place);
                        }
                    }
                }
            }
        }
    }
}
