using System.Security.Cryptography;
using Assay.Model;
using Assay.Scan;

namespace Assay.Robustness.Tests.Malformed;

/// <summary>Scans every malformed input in this process, with all rules.</summary>
public sealed class ScannedCaseTests(ITestOutputHelper console)
{
    // Of the 151 findings that the manifest wishes for. Of the others it accepts silence: those files are large and read as a whole, so that there is nothing to tell.
    private const int LeastReported = 145;

    [Fact]
    public void Every_case_ends_as_the_manifest_says()
    {
        var inputs = MalformedInputs.Find();
        var scanner = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });
        var failures = new List<string>();
        var (wished, reported) = (0, 0);
        var silent = new List<string>();
        foreach (var malformed in inputs.Cases)
        {
            var bytes = inputs.Read(malformed);
            Assert.Equal(malformed.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            var file = new PackageFile(malformed.File, malformed.File, bytes);
            var report = scanner.Scan(file, TestContext.Current.CancellationToken);
            var outcome = Outcome.Of(report);
            failures.AddRange(Judge(malformed, report, outcome, inputs.Rules).Select(failure => $"{malformed.Category}/{malformed.Id} ({malformed.Note}): {failure}"));
            if (Renderings.Json(report) != Renderings.Json(scanner.Scan(file, TestContext.Current.CancellationToken)))
            {
                failures.Add($"{malformed.Id}: two scans differ");
            }

            if (malformed.Expectation == Outcome.Finding)
            {
                wished++;
                reported += outcome == Outcome.Ok ? 0 : 1;
                silent.AddRange(outcome == Outcome.Ok ? [malformed.Id] : []);
            }
        }

        console.WriteLine($"{inputs.Cases.Count} cases, {reported} of {wished} findings reported. Nothing is said, as the manifest accepts, of {string.Join(", ", silent)}.");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(reported >= LeastReported, $"{reported} of {wished} findings are reported; {LeastReported} is the least");
    }

    private static IEnumerable<string> Judge(MalformedCase malformed, PackageReport report, string outcome, MalformedRules rules)
    {
        if (!malformed.Accept.Contains(outcome))
        {
            yield return $"{outcome} instead of {string.Join(" or ", malformed.Accept)}";
        }

        // What has to be noticed has to reach whoever reads nothing but issues and verdict.
        if (!malformed.Accept.Contains(Outcome.Ok) && report.Verdict.Status != VerdictStatus.Unknown && !report.Issues.Any(issue => issue.Category == "integrity"))
        {
            yield return "neither an issue nor the verdict tells";
        }

        foreach (var problem in report.Coverage.Problems)
        {
            if (problem.Id == ProblemId.InternalFailure.Name())
            {
                yield return $"an analyser failed: {problem.Text}";
            }

            if (problem.Text.Length == 0 || problem.Artifact.Length == 0 || problem.Text.Contains('\n', StringComparison.Ordinal))
            {
                yield return $"the problem {problem.Id} is not one line about a file";
            }
        }

        if (outcome == Outcome.Error && !report.Coverage.Problems.Any(problem => problem.Effect == ProblemEffect.Error && problem.Artifact.StartsWith(malformed.File, StringComparison.Ordinal)))
        {
            yield return "the error does not name the file";
        }

        foreach (var (form, text) in Renderings.Of(report))
        {
            string[] forbidden = [.. rules.ForbiddenInOutput, .. form == "html" ? malformed.HtmlMustNotContain : form == Renderings.Terminal ? malformed.TerminalMustNotContain : []];
            foreach (var part in forbidden.Where(part => text.Contains(part, StringComparison.Ordinal)))
            {
                yield return $"{form} holds {part}";
            }

            if (form == Renderings.Terminal && malformed.TerminalLinesMustNotStartWith.Any(start => text.Split('\n').Any(line => line.StartsWith(start, StringComparison.Ordinal))))
            {
                yield return "a line on the terminal is forged";
            }
        }
    }
}
