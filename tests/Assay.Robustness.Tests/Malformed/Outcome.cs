using Assay.Model;

namespace Assay.Robustness.Tests.Malformed;

/// <summary>How a scan ended, in the words of the manifest.</summary>
internal static class Outcome
{
    /// <summary>The container or manifest could not be read.</summary>
    public const string Error = "error";

    /// <summary>Read, with something to say of its integrity.</summary>
    public const string Finding = "finding";

    /// <summary>Nothing to say.</summary>
    public const string Ok = "ok";

    /// <summary>Gives the outcome that a report tells.</summary>
    public static string Of(PackageReport report) =>
        report.Coverage.Problems.Any(problem => problem.Effect == ProblemEffect.Error) ? Error
        : report.Coverage.Problems.Any(problem => problem.Id != ProblemId.CodeNotAnalysed.Name()) || report.Issues.Any(issue => issue.Category == "integrity") ? Finding
        : Ok;
}
