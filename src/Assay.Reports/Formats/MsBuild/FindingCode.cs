using Assay.Model;

namespace Assay.Reports.MsBuild;

/// <summary>Codes of the warnings in builds (docs/restore.md): a build switches them off, or turns them into errors, by these names.</summary>
public static class FindingCode
{
    /// <summary>A file of the project could not be read as a whole.</summary>
    public const string Incomplete = "ASY0002";
    /// <summary>A package was not analysed.</summary>
    public const string NotAnalysed = "ASY1003";
    /// <summary>A package has another content than the one that was locked.</summary>
    public const string OtherContent = "ASY1004";

    /// <summary>Gives the code of a verdict; null for <c>pass</c>.</summary>
    public static string? Of(VerdictStatus verdict) => verdict switch
    {
        VerdictStatus.Fail => "ASY1001",
        VerdictStatus.Review => "ASY1002",
        VerdictStatus.Unknown => NotAnalysed,
        _ => null,
    };

    /// <summary>Gives the code of a vulnerability.</summary>
    public static string Of(VulnerabilitySeverity severity) => severity switch
    {
        VulnerabilitySeverity.Critical => "ASY2004",
        VulnerabilitySeverity.High => "ASY2003",
        VulnerabilitySeverity.Medium => "ASY2002",
        VulnerabilitySeverity.Low or VulnerabilitySeverity.None => "ASY2001",
        _ => "ASY2000",
    };

    /// <summary>Gives the code of issues of an assessment; null where verdict and vulnerabilities say it already.</summary>
    public static string? Of(AssessmentKind assessment) => assessment switch
    {
        AssessmentKind.Secrets => "ASY3001",
        AssessmentKind.Licenses => "ASY3002",
        AssessmentKind.Hardening => "ASY3003",
        _ => null,
    };
}
