using Assay.Model;

namespace Assay.Reports;

/// <summary>What the signatures of one input come to, from best to worst.</summary>
public enum SignatureOutcome
{
    /// <summary>Every signature fits and leads to a trusted authority.</summary>
    Valid,
    /// <summary>There is no signature.</summary>
    Unsigned,
    /// <summary>A signature could not be verified, or something could not be read.</summary>
    Unverified,
    /// <summary>A signature fits, and something speaks against relying on it.</summary>
    Doubtful,
    /// <summary>A signature does not fit what it is attached to.</summary>
    Broken,
}

/// <summary>The signatures of one input: the part of its report that <c>assay verify</c> shows.</summary>
public sealed record SignatureReport
{
    // What other policies say of signatures is advice; this one ends a signature.
    private const string Expired = "expired-signature";

    /// <summary>Additive within a number.</summary>
    public int SchemaVersion { get; init; } = 1;
    /// <summary>The program.</summary>
    public required ToolInfo Tool { get; init; }
    /// <summary>The day that certificates were compared with; null when nothing depends on it.</summary>
    public string? AsOf { get; init; }
    /// <summary>Package URL; null for loose files.</summary>
    public string? Purl { get; init; }
    /// <summary>Id; the file name for loose files.</summary>
    public required string Id { get; init; }
    /// <summary>Version.</summary>
    public string? Version { get; init; }
    /// <summary>SHA-256 of the input.</summary>
    public required string Sha256 { get; init; }
    /// <summary>What the signatures come to.</summary>
    public required SignatureOutcome Outcome { get; init; }
    /// <summary>Why, in sentences.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
    /// <summary>Who signed what.</summary>
    public required ReportedSigning Signing { get; init; }
    /// <summary>The signatures one by one.</summary>
    public required IReadOnlyList<ReportedSignature> Signatures { get; init; }
    /// <summary>What policies say about them.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }
    /// <summary>What could not be read.</summary>
    public required IReadOnlyList<ReportedProblem> Problems { get; init; }

    /// <summary>Takes the part about signatures out of a report.</summary>
    public static SignatureReport Of(PackageReport report)
    {
        Issue[] issues = [.. report.OpenIssues().Where(issue => issue.Category == "signatures")];
        var (outcome, reasons) = Judge(report, issues);
        return new SignatureReport
        {
            Tool = report.Tool,
            AsOf = report.Inputs.AsOf,
            Purl = report.Package.Purl,
            Id = report.Package.Id,
            Version = report.Package.Version,
            Sha256 = report.Package.Sha256,
            Outcome = outcome,
            Reasons = reasons,
            Signing = report.Signing,
            Signatures = report.Signatures,
            Issues = issues,
            Problems = [.. report.Coverage.Problems.Where(problem => problem.Effect != ProblemEffect.Notice)],
        };
    }

    private static (SignatureOutcome Outcome, IReadOnlyList<string> Reasons) Judge(PackageReport report, Issue[] issues)
    {
        var signers = report.Signing.Signers.Select(signer => (Signer: signer, SignatureText.Of(signer.Status, signer.Trust).Worth)).ToArray();
        string[] broken = [.. signers.Where(entry => entry.Worth == SignatureWorth.Bad).Select(entry => Say(entry.Signer)), .. Titles(issues, AssessmentStatus.Fail)];
        string[] doubtful = [.. signers.Where(entry => entry.Worth == SignatureWorth.Doubtful).Select(entry => Say(entry.Signer)), .. Titles(issues, AssessmentStatus.Warning), .. issues.Where(issue => issue.Id == Expired).Select(issue => issue.Title + ".")];
        string[] open =
        [
            .. signers.Where(entry => entry.Worth == SignatureWorth.Open).Select(entry => Say(entry.Signer)),
            .. report.Coverage.Problems.Where(problem => problem.Effect == ProblemEffect.Error).Select(problem => $"{(problem.Artifact.Length == 0 ? "The input" : problem.Artifact)} could not be read ({problem.Id}).").Distinct(StringComparer.Ordinal),
        ];
        return (broken, doubtful, open, signers) switch
        {
            ([_, ..], _, _, _) => (SignatureOutcome.Broken, [.. broken, .. doubtful]),
            (_, [_, ..], _, _) => (SignatureOutcome.Doubtful, doubtful),
            (_, _, [_, ..], _) => (SignatureOutcome.Unverified, open),
            (_, _, _, []) => (SignatureOutcome.Unsigned, ["Nothing in it is signed."]),
            _ => (SignatureOutcome.Valid, ["Every signature fits and leads to a trusted authority."]),
        };
    }

    private static IEnumerable<string> Titles(Issue[] issues, AssessmentStatus status) => issues.Where(issue => issue.Status == status).Select(issue => issue.Title.TrimEnd('.') + ".");

    private static string Say(ReportedSigner signer)
    {
        var place = signer.Files == 1 ? signer.Artifact : $"{signer.Artifact} and {Quantity.Of(signer.Files - 1, "more file")}";
        return $"{place}, signed by {SignatureText.Name(signer)}: {SignatureText.Of(signer.Status, signer.Trust).Words}.";
    }
}
