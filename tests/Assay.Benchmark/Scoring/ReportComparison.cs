using Assay.Benchmark.Expectations;
using Assay.Model;

namespace Assay.Benchmark.Scoring;

/// <summary>Compares a report with what was expected.</summary>
internal sealed class ReportComparison(RulePack rules)
{
    /// <summary>True when a verdict meets the expected one (docs/benchmark.md).</summary>
    public static bool Meets(VerdictStatus verdict, ExpectedVerdict expected) => expected switch
    {
        ExpectedVerdict.Fail => verdict == VerdictStatus.Fail,
        ExpectedVerdict.Warn => verdict is VerdictStatus.Review or VerdictStatus.Fail,
        ExpectedVerdict.WarnAtMost => verdict is VerdictStatus.Pass or VerdictStatus.Review,
        _ => verdict == VerdictStatus.Pass,
    };

    /// <summary>Finds the evidence that comes nearest to an expectation.</summary>
    public ExpectationScore Compare(Expectation expectation, PackageReport report)
    {
        var named = RulesOf(expectation);
        var evidence = expectation.Kind == ExpectationKind.Behavior
            ? report.Behaviors.Where(behavior => named.Contains(behavior.Id, StringComparer.Ordinal)).SelectMany(behavior => behavior.Evidence)
            : report.Issues.Where(issue => named.Contains(issue.Id, StringComparer.Ordinal)).SelectMany(issue => issue.Evidence);
        var best = new ExpectationScore(expectation, named.Length == 0 ? Degree.NoRule : Degree.NotFound, named, Seen: null);
        foreach (var item in evidence)
        {
            var degree = DegreeOf(expectation, item);
            if (degree > best.Degree)
            {
                best = best with { Degree = degree, Seen = $"{item.Artifact} {Member(item)} [{string.Join(' ', item.Surfaces)}]" };
            }
        }

        return best;
    }

    private string[] RulesOf(Expectation expectation) => expectation.Kind == ExpectationKind.Behavior
        ? [.. rules.Behaviors.Where(rule => rule.Stage == RuleStage.Stable && rule.Catalogue.Contains(expectation.Id, StringComparer.Ordinal)).Select(rule => rule.Id)]
        : [.. rules.Policies.Where(rule => rule.Stage == RuleStage.Stable && rule.Aka.Contains(expectation.Id, StringComparer.Ordinal)).Select(rule => rule.Id)];

    private static Degree DegreeOf(Expectation expectation, Evidence evidence)
    {
        if (expectation.Files.Count > 0 && !expectation.Files.Any(file => LiesIn(evidence, file)))
        {
            return Degree.OtherFile;
        }

        if (expectation.Members.Count > 0 && !expectation.Members.Contains(Member(evidence), StringComparer.Ordinal))
        {
            return Degree.OtherMember;
        }

        return expectation.Surfaces.Count == 0 || expectation.Surfaces.Any(surface => evidence.Surfaces.Contains(surface, StringComparer.Ordinal)) ? Degree.Met : Degree.OtherSurface;
    }

    // A listed file is the evidence itself. What is found inside a file, such as code that a script carries, is named after the file.
    private static bool LiesIn(Evidence evidence, string file) =>
        evidence.Artifact == file || evidence.Artifact.StartsWith(file + "!", StringComparison.Ordinal) || (evidence.Kind == FactKind.File && evidence.Value == file);

    private static string Member(Evidence evidence) => evidence.Location switch
    {
        { Type: null, Method: null } => "top",
        { Method: null } location => location.Type!,
        { Type: null } location => location.Method!,
        var location => $"{location.Type}::{location.Method}",
    };
}
