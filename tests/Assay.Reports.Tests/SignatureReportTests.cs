using Assay.Model;

namespace Assay.Reports.Tests;

public sealed class SignatureReportTests
{
    [Fact]
    public void The_terminal_shows_signers_certificates_and_findings()
    {
        var report = TrojanSample.Report with { Issues = [.. TrojanSample.Report.Issues, .. SignatureIssues] };

        GoldenFile.Check("signatures-80.txt", TestConsole.Render(console => SignatureReportText.Write(report, SignatureReport.Of(report), console, all: false)));
    }

    [Fact]
    public void A_broken_signature_outweighs_one_that_is_not_trusted()
    {
        var report = SignatureReport.Of(TrojanSample.Report);

        Assert.Equal(SignatureOutcome.Broken, report.Outcome);
        Assert.Equal("lib/net8.0/Contoso.Logging.Extended.dll, signed by Contoso Ltd.: content was changed.", report.Reasons[0]);
        Assert.Contains("tools/init.ps1, signed by Build: valid, self-issued certificate.", report.Reasons);
    }

    [Theory]
    [InlineData("expired-signature", AssessmentStatus.Pass, SignatureOutcome.Doubtful)]
    [InlineData("weak-signature-digest", AssessmentStatus.Pass, SignatureOutcome.Valid)]
    [InlineData("signed-after-revocation", AssessmentStatus.Warning, SignatureOutcome.Doubtful)]
    [InlineData("content-changed-after-signing", AssessmentStatus.Fail, SignatureOutcome.Broken)]
    public void Policies_about_signatures_have_a_say(string id, AssessmentStatus status, SignatureOutcome expected)
    {
        var issue = SignatureIssues[0] with { Id = id, Status = status };
        var valid = PlainSamples.Clean with { Issues = [issue], Signing = new(1, 1, 0, 0, 0, [new("authenticode", "Contoso Ltd.", "valid", "trusted", 1, "lib/a.dll")], [], 1) };

        Assert.Equal(expected, SignatureReport.Of(valid).Outcome);
        Assert.Equal(SignatureOutcome.Valid, SignatureReport.Of(valid with { Issues = [issue with { Category = "hunting" }] }).Outcome);
        Assert.Equal(SignatureOutcome.Valid, SignatureReport.Of(valid with { Issues = [issue with { Suppressed = new(true, 1, [], []) }], Suppressed = new(1, 0, []) }).Outcome);
    }

    [Fact]
    public void What_could_not_be_read_is_not_valid()
    {
        var valid = PlainSamples.Clean with { Issues = [], Signing = new(1, 1, 0, 0, 0, [new("authenticode", "Contoso Ltd.", "valid", "trusted", 1, "lib/a.dll")], [], 1) };

        Assert.Equal(SignatureOutcome.Unverified, SignatureReport.Of(valid with { Coverage = new(1, 0, 1, [new("zip-invalid", ProblemEffect.Error, "a.nupkg", null, "It is cut off.")]) }).Outcome);
        Assert.Equal(SignatureOutcome.Valid, SignatureReport.Of(valid).Outcome);
    }

    private static IReadOnlyList<Issue> SignatureIssues => [TrojanFindings.Issues[0] with { Id = "content-changed-after-signing", Title = "Content that was changed after it was signed", Category = "signatures", Status = AssessmentStatus.Fail, Count = 1 }];
}
