using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Reports.Csv;

/// <summary>Writes a report as comma-separated values (RFC 4180): a line for each package, issue and known vulnerability.</summary>
public static class CsvReport
{
    /// <summary>Writes the report in UTF-8.</summary>
    public static void Write(CheckReport report, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        Row(text, "community", "package", "version", "kind", "id", "title", "severity", "status", "score", "component", "fix", "url", "place", "introduced-by");
        foreach (var package in report.Packages)
        {
            Row(text, package, "package", package.Package.Purl ?? "", FormatText.NotAnalysed(package) ?? (package.Verdict.Reasons is [var reason, ..] ? reason : ""), "", FormatText.Word(package.Verdict.Status), "", "", "", "");
            foreach (var issue in package.Issues)
            {
                Row(text, package, "issue", issue.Id, issue.Title, FormatText.Word(issue.Severity), issue.IsSuppressed() ? "suppressed" : FormatText.Word(issue.Status), "", "", "", issue.HelpUri ?? "");
            }

            foreach (var item in package.Vulnerabilities.Items)
            {
                Row(text, package, "vulnerability", item.Id, item.Summary, FormatText.Word(item.Severity), item.Affected.Confidence, item.Cvss?.Score.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
                    $"{item.Affected.Component} {item.Affected.Version}", FormatText.Fix(item), item.Url ?? "");
            }
        }
    }

    private static void Row(StreamWriter text, CheckedPackage package, params ReadOnlySpan<string> cells) => Row(text,
    [
        package.Package.Community ?? "", package.Package.Id, package.Package.Version ?? "", .. cells,
        package.Places is [var place, ..] ? place.Line is { } line ? $"{place.Path}:{line}" : place.Path : "", FormatText.IntroducedBy(package, ">") ?? "",
    ]);

    private static void Row(StreamWriter text, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            text.Write(i == 0 ? "" : ",");
            text.Write(CsvCell.Encode(VisibleText.Of(cells[i])));
        }

        text.WriteLine();
    }
}
