using Assay.Model;

namespace Assay.Reports;

/// <summary>Severities as numbers from 0.0 to 10.0, in the spans of CVSS 3.1 (section 5): where there is only a word, the middle of its span.</summary>
internal static class SeverityScore
{
    public static double Of(ReportedVulnerability vulnerability) => vulnerability.Cvss is { } cvss && cvss.Score is >= 0 and <= 10 ? cvss.Score : vulnerability.Severity switch
    {
        VulnerabilitySeverity.Critical => 9.5,
        VulnerabilitySeverity.High => 8.0,
        VulnerabilitySeverity.Low => 2.5,
        VulnerabilitySeverity.None => 0.0,
        _ => 5.5,
    };

    /// <summary>An issue that decides the verdict ranks with critical vulnerabilities.</summary>
    public static double Of(Issue issue) => (issue.Status, issue.Assessment, issue.Severity) switch
    {
        (AssessmentStatus.Fail, AssessmentKind.Malware or AssessmentKind.Tampering, _) => 9.5,
        (AssessmentStatus.Pass or AssessmentStatus.NotChecked, _, _) => 0.5,
        (_, _, Severity.High) => 8.0,
        (_, _, Severity.Medium) => 5.5,
        _ => 2.5,
    };
}
