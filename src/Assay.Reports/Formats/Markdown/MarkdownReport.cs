using System.Text;
using Assay.Model;

namespace Assay.Reports.Markdown;

/// <summary>
/// Writes a report as Markdown for a pull request: a table of the packages that somebody should look at, the known vulnerabilities with what fixes them, details folded away.
/// Never longer than a comment may be: what was cut is counted.
/// </summary>
public static class MarkdownReport
{
    /// <summary>The most UTF-16 code units that are written: comments of GitHub may have 65,536 characters.</summary>
    public const int LongestText = 65_000;

    private const string Arrow = "→";

    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(CheckReport report, Stream output)
    {
        var text = new MarkdownBlocks(LongestText, Footer(report));
        var attention = report.Packages.Where(FormatText.NeedsAttention).OrderBy(package => package, WorstFirst.Instance).ToArray();
        text.Line(Heading(report, attention.Length));
        text.Line("");
        text.Line(MarkdownText.Encode(FormatText.Vulnerabilities(report)));
        WritePackages(attention, text);
        WriteVulnerabilities(attention, text);
        foreach (var package in attention)
        {
            PackageDetails.Write(package, text);
        }

        WriteWarnings(report, text);
        WriteProblems(report, text);
        output.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text.ToString()));
    }

    private static string Heading(CheckReport report, int attention)
    {
        var what = report.Packages is [var only] ? MarkdownText.Encode(FormatText.Name(only))
            : attention == 0 ? $"nothing to look at in {Quantity.Of(report.Packages.Count, "package")}"
            : $"{attention:N0} of {Quantity.Of(report.Packages.Count, "package")} to look at";
        return $"### Assay: {VerdictText.Of(report.Verdict.Status)} · {what}";
    }

    private static void WritePackages(CheckedPackage[] packages, MarkdownBlocks text) => text.Table(
        "| Verdict | Package | Why | Introduced by |", "| --- | --- | --- | --- |", "package",
        packages.Select(package => $"| {VerdictText.Of(package.Verdict.Status)} | {MarkdownText.Code(FormatText.Name(package))} | {MarkdownText.Encode(FormatText.Why(package))} | {Introduced(package)} |"));

    private static void WriteVulnerabilities(CheckedPackage[] packages, MarkdownBlocks text)
    {
        var rows = from package in packages
                   from item in package.Vulnerabilities.Items
                   orderby item.KnownExploited is null, item.Severity descending, item.Epss ?? 0 descending
                   select $"| {Severity(item)} | {MarkdownText.Link(item.Url, item.Id)} {MarkdownText.Encode(item.Summary)} | {Where(package, item)} | {MarkdownText.Encode(FormatText.Fix(item))} | {Introduced(package)} |";
        text.Table("| Severity | Vulnerability | Package | What to do | Introduced by |", "| --- | --- | --- | --- | --- |", "vulnerability", rows, "vulnerabilities");
    }

    private static string Severity(ReportedVulnerability item) => MarkdownText.Encode(
        FormatText.Severity(item.Severity) + (item.Cvss is { } cvss ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {cvss.Score:0.0}") : "") + (item.KnownExploited is null ? "" : ", exploited"));

    private static string Where(CheckedPackage package, ReportedVulnerability item) => item.Affected.Artifacts is [var first, ..]
        ? $"{MarkdownText.Code($"{item.Affected.Component}@{item.Affected.Version}")} in {MarkdownText.Code(FormatText.Name(package))} ({MarkdownText.Code(first)}{(item.Affected.Artifacts.Count > 1 ? $" and {item.Affected.Artifacts.Count - 1:N0} more" : "")}; identified by {MarkdownText.Encode(item.Affected.IdentifiedBy.Replace('-', ' '))}, {MarkdownText.Encode(item.Affected.Confidence)})"
        : MarkdownText.Code(FormatText.Name(package));

    private static string Introduced(CheckedPackage package) => MarkdownText.Encode(FormatText.IntroducedBy(package, Arrow));

    private static void WriteWarnings(CheckReport report, MarkdownBlocks text)
    {
        var packages = report.Packages.Where(package => !FormatText.NeedsAttention(package)).ToArray();
        var rows = packages.Select(package => (Package: package, Issues: FormatText.OpenIssues(package).Where(issue => issue.Status == AssessmentStatus.Warning).ToArray()))
            .Where(row => row.Issues.Length > 0)
            .Select(row => $"| {MarkdownText.Code(FormatText.Name(row.Package))} | {string.Join("<br>", row.Issues.Take(5).Select(issue => MarkdownText.Encode(issue.Title)))}{(row.Issues.Length > 5 ? $"<br>and {row.Issues.Length - 5:N0} more" : "")} |")
            .ToArray();
        if (rows.Length > 0)
        {
            text.Folded($"Warnings in {Quantity.Of(rows.Length, "package")} whose verdict is pass", inner => inner.Table("| Package | Warnings |", "| --- | --- |", "package", rows));
        }
    }

    private static void WriteProblems(CheckReport report, MarkdownBlocks text)
    {
        if (report.Problems.Count > 0)
        {
            text.Folded(Quantity.Of(report.Problems.Count, "problem") + " while reading the projects", inner => inner.Table("| File | Problem |", "| --- | --- |", "problem",
                report.Problems.Select(problem => $"| {MarkdownText.Code(problem.Line is { } line ? $"{problem.Path}:{line}" : problem.Path)} | {MarkdownText.Encode(problem.Text)} |")));
        }
    }

    private static string Footer(CheckReport report) =>
        $"<sub>{MarkdownText.Encode($"{report.Tool.Name} {report.Tool.Version}, rules {report.Inputs.RulePack.Version}{(report.Inputs.AsOf is { } day ? $", as of {day}" : "")}")}</sub>";
}
