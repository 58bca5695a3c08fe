using Assay.Benchmark.Building;
using Assay.Benchmark.Expectations;

namespace Assay.Benchmark.Scoring;

/// <summary>The figures of a run. What waits for something that is not there yet is left out here and counted apart.</summary>
internal static class Measures
{
    private static readonly Form[] Mutations = [Form.Renamed, Form.Strings, Form.Api];

    /// <summary>Counts the cases, expectations and forms that count.</summary>
    public static IReadOnlyList<Measure> Of(IReadOnlyList<CaseScore> scores)
    {
        var counted = scores.Where(score => score.Case.Needs is null).ToArray();
        var replicas = counted.Where(score => !score.Case.IsHardNegative).ToArray();
        var malicious = replicas.Where(score => score.Case.Verdict == ExpectedVerdict.Fail).ToArray();
        var negatives = scores.Where(score => score.Case.IsHardNegative).ToArray();
        var expectations = counted.SelectMany(score => score.Expectations).Where(score => score.Expectation.Needs is null).ToArray();
        var behaviors = expectations.Where(score => score.Expectation.Kind == ExpectationKind.Behavior).ToArray();
        var issues = expectations.Where(score => score.Expectation.Kind == ExpectationKind.Issue).ToArray();
        var mutated = replicas.SelectMany(score => Mutations.Select(score.Of)).ToArray();
        var benign = scores.Select(score => score.Of(Form.Twin)).Concat(negatives.SelectMany(score => Mutations.Append(Form.Plain).Select(score.Of))).ToArray();
        return
        [
            new("recall", malicious.Count(score => score.Of(Form.Plain).Met), malicious.Length, 0.95),
            new("verdicts", counted.Count(score => score.Of(Form.Plain).Met), counted.Length, 0.95),
            new("behaviors", behaviors.Count(score => score.Degree > Degree.NotFound), behaviors.Length, 0.90),
            new("behaviors with file, member and surface", behaviors.Count(score => score.Degree == Degree.Met), behaviors.Length, 0.90),
            new("issues", issues.Count(score => score.Degree > Degree.NotFound), issues.Length, 0.90),
            new("twins and hard negatives", benign.Count(score => score.Met), benign.Length, 0.98),
            new("mutations", mutated.Count(score => score.Met), mutated.Length, 0.85),
        ];
    }

    /// <summary>The figures of what is counted apart.</summary>
    public static IReadOnlyList<Measure> Apart(IReadOnlyList<CaseScore> scores)
    {
        var cases = scores.Where(score => score.Case.Needs is not null).ToArray();
        var expectations = scores.SelectMany(score => score.Expectations.Where(item => (item.Expectation.Needs ?? score.Case.Needs) is not null)).ToArray();
        return
        [
            new("verdicts", cases.Count(score => score.Of(Form.Plain).Met), cases.Length, 0),
            new("behaviors", Found(ExpectationKind.Behavior), Count(ExpectationKind.Behavior), 0),
            new("issues", Found(ExpectationKind.Issue), Count(ExpectationKind.Issue), 0),
            new("mutations", cases.Sum(score => Mutations.Count(form => score.Of(form).Met)), cases.Length * Mutations.Length, 0),
        ];

        int Count(ExpectationKind kind) => expectations.Count(score => score.Expectation.Kind == kind);
        int Found(ExpectationKind kind) => expectations.Count(score => score.Expectation.Kind == kind && score.Degree > Degree.NotFound);
    }
}
