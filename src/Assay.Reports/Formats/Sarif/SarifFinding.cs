using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Assay.Model;

namespace Assay.Reports.Sarif;

/// <summary>One result: an issue or a known vulnerability of one package.</summary>
internal sealed class SarifFinding
{
    private SarifFinding(CheckedPackage package, Issue? issue, ReportedVulnerability? vulnerability)
    {
        (Package, Issue, Vulnerability) = (package, issue, vulnerability);
        RuleId = VisibleText.Of(issue?.Id ?? vulnerability!.Id, 200);
        Score = issue is null ? SeverityScore.Of(vulnerability!) : SeverityScore.Of(issue);
        Level = issue is null ? LevelOf(vulnerability!) : LevelOf(issue);
    }

    public CheckedPackage Package { get; }

    public Issue? Issue { get; }

    public ReportedVulnerability? Vulnerability { get; }

    public string RuleId { get; }

    /// <summary>From 0.0 to 10.0, as GitHub ranks alerts.</summary>
    public double Score { get; }

    /// <summary><c>error</c>, <c>warning</c> or <c>note</c>.</summary>
    public string Level { get; }

    /// <summary>Stays the same when a line moves or the package gets another version: the finding and the package without it.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>All findings, the worst first: errors, then by score, rule and package.</summary>
    public static SarifFinding[] Of(CheckReport report) =>
    [
        .. report.Packages.SelectMany(Of)
            .OrderBy(finding => finding.Level switch { "error" => 0, "warning" => 1, _ => 2 })
            .ThenBy(finding => finding.Issue?.IsSuppressed() == true)
            .ThenByDescending(finding => finding.Score)
            .ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
            .ThenBy(finding => finding.Package, PackageOrder.Instance)
            .ThenBy(finding => finding.Hash, StringComparer.Ordinal),
    ];

    private static IEnumerable<SarifFinding> Of(CheckedPackage package) =>
        package.Issues.Select(issue => new SarifFinding(package, issue, null) { Hash = HashOf(package, issue.Id, issue.Fingerprint) })
            .Concat(package.Vulnerabilities.Items.Select(item => new SarifFinding(package, null, item) { Hash = HashOf(package, item.Id, item.Affected.Component, string.Join('\n', item.Affected.Artifacts)) }));

    private static string LevelOf(Issue issue) => (issue.Status, issue.Severity) switch
    {
        (AssessmentStatus.Fail, Severity.High or Severity.Medium) => "error",
        (AssessmentStatus.Fail, _) or (AssessmentStatus.Warning, Severity.High or Severity.Medium) => "warning",
        _ => "note",
    };

    private static string LevelOf(ReportedVulnerability vulnerability) => vulnerability.KnownExploited is not null ? "error" : vulnerability.Severity switch
    {
        VulnerabilitySeverity.Critical or VulnerabilitySeverity.High => "error",
        VulnerabilitySeverity.Low or VulnerabilitySeverity.None => "note",
        _ => "warning",
    };

    private static string HashOf(CheckedPackage package, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{package.Package.Community}\n{package.Package.Id.ToLowerInvariant()}");
        foreach (var part in parts)
        {
            text.Append('\n').Append(part);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }
}
