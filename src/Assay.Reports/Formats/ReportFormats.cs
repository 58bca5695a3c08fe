using Assay.Model;
using Assay.Reports.Csv;
using Assay.Reports.CycloneDx;
using Assay.Reports.Html;
using Assay.Reports.JUnit;
using Assay.Reports.Markdown;
using Assay.Reports.MsBuild;
using Assay.Reports.OpenVex;
using Assay.Reports.Sarif;
using Assay.Reports.Spdx;

namespace Assay.Reports;

/// <summary>A form in which the report of a check can be written.</summary>
/// <param name="Name">The name in <c>-o NAME=PATH</c>.</param>
/// <param name="Extension">What ends the names of its files, with the point.</param>
/// <param name="Write">Writes a report. Equal reports give equal bytes.</param>
public sealed record ReportFormat(string Name, string Extension, Action<CheckReport, Stream> Write);

/// <summary>The formats that a report of a check, and so any report of packages (<see cref="CheckReports"/>), can be written in.</summary>
public static class ReportFormats
{
    private static readonly ReportFormat[] All =
    [
        new("json", ".json", JsonReport.Write),
        new("sarif", ".sarif", SarifReport.Write),
        new("cyclonedx", ".cdx.json", CycloneDxReport.Write),
        new("spdx", ".spdx.json", SpdxReport.Write),
        new("openvex", ".vex.json", OpenVexReport.Write),
        new("markdown", ".md", MarkdownReport.Write),
        new("junit", ".xml", JUnitReport.Write),
        new("html", ".html", HtmlCheck.Write),
        new("csv", ".csv", CsvReport.Write),
        new("msbuild", ".findings", BuildFindings.Write),
    ];

    /// <summary>The names, in the order of help texts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>Gives the format of a name; null when there is none.</summary>
    public static ReportFormat? Find(string name) => Array.Find(All, format => format.Name == name);
}
