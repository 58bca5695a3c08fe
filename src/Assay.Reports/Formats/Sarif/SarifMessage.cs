using System.Globalization;
using Assay.Model;

namespace Assay.Reports.Sarif;

/// <summary>The sentences of results.</summary>
internal static class SarifMessage
{
    public static string Of(SarifFinding finding)
    {
        var name = SarifText.Of(FormatText.Name(finding.Package));
        var sentence = finding.Issue is { } issue
            ? $"{name}: {SarifText.Of(issue.Title.TrimEnd('.'))} ({Quantity.Of(issue.Count, "file")})."
            : Of(name, finding.Vulnerability!);
        return FormatText.IntroducedBy(finding.Package, ">") is { } way ? $"{sentence} Introduced by {SarifText.Of(way)}." : sentence;
    }

    private static string Of(string name, ReportedVulnerability vulnerability)
    {
        var affected = vulnerability.Affected;
        var severity = FormatText.Severity(vulnerability.Severity) + (vulnerability.Cvss is { } cvss ? string.Create(CultureInfo.InvariantCulture, $", CVSS {cvss.Score:0.0}") : "") + (vulnerability.KnownExploited is null ? "" : ", known to be exploited");
        var summary = vulnerability.Summary.Length == 0 ? "" : " " + SarifText.Of(vulnerability.Summary.TrimEnd('.')) + ".";
        var where = affected.Artifacts.Count == 0 ? $"{name} has" : SarifText.Of($"{affected.Component} {affected.Version}, identified by {affected.IdentifiedBy.Replace('-', ' ')} ({affected.Confidence}), in") + $" {name} has";
        return $"{where} {SarifText.Of(vulnerability.Id)} ({SarifText.Of(severity)}).{summary} {SarifText.Of(FormatText.Fix(vulnerability))}";
    }
}
