using System.Globalization;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows what is known of several packages as one HTML file: no script, no request, the same bytes for the same report.</summary>
public static class HtmlCheck
{
    private const int MostRows = 5_000;
    private const int MostReasons = 20;
    private const string Arrow = "→";

    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(CheckReport report, Stream output) =>
        HtmlPage.Write(report.Tool, $"{Mark.Of(report.Verdict.Status).Word}: {Quantity.Of(report.Packages.Count, "package")} · Assay check", html => WriteBody(report, html), output);

    private static void WriteBody(CheckReport report, HtmlWriter html)
    {
        html.Element("a.skip", "Skip to the report", ("href", "#report"));
        WriteHeader(report, html);
        using (html.Element("div.page"))
        {
            WriteLinks(report, html);
            using (html.Element("main", ("id", "report")))
            {
                VerdictView.Write(report.Verdict, MostReasons, html);
                WriteAttention(report, html);
                WriteVulnerabilities(report, html);
                WriteIssues(report, html);
                WritePackages(report, html);
                WriteProblems(report, html);
            }
        }

        using (html.Element("footer", ("id", "origin")))
        using (html.Element("div.wrap"))
        {
            html.Element("p", $"{report.Tool.Name} {report.Tool.Version}, rules {report.Inputs.RulePack.Version}, ATT&CK {report.Inputs.RulePack.Attack}{(report.Inputs.AsOf is { } day ? $", as of {day}" : "")}.");
        }
    }

    private static void WriteLinks(CheckReport report, HtmlWriter html)
    {
        using (html.Element("nav.sections", ("aria-label", "Sections")))
        using (html.Element("ul"))
        {
            SectionLinks.Link(html, "verdict", "Verdict", null);
            SectionLinks.Link(html, "attention", "To look at", report.Packages.Count(FormatText.NeedsAttention));
            SectionLinks.Link(html, "vulnerabilities", "Vulnerabilities", report.Vulnerabilities == VulnerabilityStatus.NotChecked ? null : report.Packages.Sum(package => package.Vulnerabilities.Items.Count));
            SectionLinks.Link(html, "issues", "Issues", null);
            SectionLinks.Link(html, "packages", "All packages", report.Packages.Count);
            if (report.Problems.Count > 0)
            {
                SectionLinks.Link(html, "problems", "Problems", report.Problems.Count);
            }
        }
    }

    private static void WriteHeader(CheckReport report, HtmlWriter html)
    {
        var mark = Mark.Of(report.Verdict.Status);
        using (html.Element($"header.top.{mark.Tone}"))
        using (html.Element("div.wrap"))
        {
            using (html.Element("p.kind"))
            {
                mark.Write(html);
                html.Text(" Assay check");
            }

            html.Element("h1", report.Projects is [var project] ? project.Name : report.Projects.Count == 0 ? Quantity.Of(report.Packages.Count, "package") : Quantity.Of(report.Projects.Count, "project"));
            using (html.Element("dl.facts"))
            {
                foreach (var group in report.Packages.GroupBy(package => package.Verdict.Status).OrderByDescending(group => group.Key))
                {
                    Fact(html, Mark.Of(group.Key).Word, Quantity.Of(group.Count(), "package"));
                }

                Fact(html, "Vulnerabilities", FormatText.Vulnerabilities(report));
            }
        }
    }

    private static void WriteAttention(CheckReport report, HtmlWriter html)
    {
        var packages = report.Packages.Where(FormatText.NeedsAttention).OrderBy(package => package, WorstFirst.Instance).ToArray();
        Write(html, "attention", "To look at", packages.Length, "Packages that somebody should look at, the worst first", ["Package", "Verdict", "Why", "Introduced by"], packages.Select(IReadOnlyList<string?> (package) =>
        [
            FormatText.Name(package), Mark.Of(package.Verdict.Status).Word,
            FormatText.Why(package),
            FormatText.IntroducedBy(package, Arrow),
        ]));
    }

    private static void WriteVulnerabilities(CheckReport report, HtmlWriter html)
    {
        var found = report.Packages.SelectMany(package => package.Vulnerabilities.Items.Select(item => (Package: package, Item: item))).OrderBy(pair => pair.Item.KnownExploited is null).ThenByDescending(pair => pair.Item.Severity).ToArray();
        Write(html, "vulnerabilities", "Known vulnerabilities", found.Length, "Known vulnerabilities, the worst first", ["Vulnerability", "Severity", "In", "What to do", "Introduced by"], found.Select(IReadOnlyList<string?> (pair) =>
        [
            pair.Item.Summary.Length == 0 ? pair.Item.Id : $"{pair.Item.Id}: {pair.Item.Summary}", FormatText.Severity(pair.Item.Severity) + (pair.Item.Cvss is { } cvss ? string.Create(CultureInfo.InvariantCulture, $" {cvss.Score:0.0}") : "") + (pair.Item.KnownExploited is null ? "" : ", exploited"),
            FormatText.Name(pair.Package) + (pair.Item.Affected.Artifacts is [var artifact, ..] ? $": {pair.Item.Affected.Component} {pair.Item.Affected.Version} in {artifact}" : ""), FormatText.Fix(pair.Item), FormatText.IntroducedBy(pair.Package, Arrow),
        ]), FormatText.Vulnerabilities(report));
    }

    private static void WriteIssues(CheckReport report, HtmlWriter html)
    {
        var issues = report.Packages.SelectMany(package => package.Issues.Where(issue => issue.Status is AssessmentStatus.Fail or AssessmentStatus.Warning).Select(issue => (Package: package, Issue: issue)))
            .GroupBy(pair => pair.Issue.Id, StringComparer.Ordinal).Select(group => (group.First().Issue, Worst: group.Max(pair => pair.Issue.Status), Packages: group.Select(pair => FormatText.Name(pair.Package)).ToArray()))
            .OrderByDescending(row => row.Worst).ThenBy(row => row.Issue.Priority).ThenBy(row => row.Issue.Id, StringComparer.Ordinal).ToArray();
        Write(html, "issues", "Issues", issues.Length, "Issues, with the packages that have them", ["Policy", "Title", "Assessment", "Severity", "Packages"], issues.Select(IReadOnlyList<string?> (row) =>
        [
            row.Issue.Id, row.Issue.Title, $"{FormatText.Word(row.Issue.Assessment)}: {FormatText.Word(row.Worst)}", FormatText.Word(row.Issue.Severity),
            string.Join(", ", row.Packages.Take(20)) + (row.Packages.Length > 20 ? $" and {row.Packages.Length - 20:N0} more" : ""),
        ]));
    }

    private static void WritePackages(CheckReport report, HtmlWriter html) =>
        Write(html, "packages", "All packages", report.Packages.Count, "All packages", ["Package", "Verdict", "Vulnerabilities", "Use", "Named in"], report.Packages.Select(IReadOnlyList<string?> (package) =>
        [
            FormatText.Name(package), Mark.Of(package.Verdict.Status).Word,
            package.Vulnerabilities.Status switch { VulnerabilityStatus.Found => Quantity.Of(package.Vulnerabilities.Items.Count, "match", "matches"), VulnerabilityStatus.NoneFound => "none found", _ => "not checked" },
            (package.Direct ? "direct" : "transitive") + (package.Development ? ", for development" : ""), package.Places is [var place, ..] ? place.Line is { } line ? $"{place.Path}:{line}" : place.Path : "",
        ]));

    private static void WriteProblems(CheckReport report, HtmlWriter html)
    {
        if (report.Problems.Count > 0)
        {
            Write(html, "problems", "Problems", report.Problems.Count, "What could not be read of the projects", ["File", "Problem"], report.Problems.Select(IReadOnlyList<string?> (problem) => [problem.Line is { } line ? $"{problem.Path}:{line}" : problem.Path, problem.Text]));
        }
    }

    private static void Write(HtmlWriter html, string id, string title, int count, string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows, string none = "None.")
    {
        using (Section.Open(html, id, title, count == 0 ? null : count > MostRows ? $"{MostRows:N0} of {count:N0}" : $"all {count:N0}"))
        {
            if (count == 0)
            {
                html.Element("p", none);
            }
            else
            {
                Table.Write(html, caption, columns, rows.Take(MostRows), "plain.wide");
            }
        }
    }

    private static void Fact(HtmlWriter html, string name, string value)
    {
        using (html.Element("div"))
        {
            html.Element("dt", name);
            html.Element("dd", value);
        }
    }
}
