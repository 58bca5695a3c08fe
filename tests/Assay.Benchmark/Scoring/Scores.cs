using Assay.Benchmark.Building;
using Assay.Benchmark.Expectations;
using Assay.Model;

namespace Assay.Benchmark.Scoring;

/// <summary>How far a report meets one expectation; later is better.</summary>
internal enum Degree
{
    NoRule,
    NotFound,
    OtherFile,
    OtherMember,
    OtherSurface,
    Met,
}

/// <summary>One expectation and what the report says of it.</summary>
/// <param name="Expectation">What was expected.</param>
/// <param name="Degree">How much of it was found.</param>
/// <param name="Rules">Rules that would meet it.</param>
/// <param name="Seen">The nearest evidence, for people; null where nothing was found.</param>
internal sealed record ExpectationScore(Expectation Expectation, Degree Degree, IReadOnlyList<string> Rules, string? Seen);

/// <summary>The verdict on one form of a case.</summary>
internal sealed record FormScore(Form Form, VerdictStatus Verdict, bool Met, IReadOnlyList<string> Reasons, int Found, int Expected);

/// <summary>Everything about one case.</summary>
internal sealed record CaseScore(CaseExpectation Case, IReadOnlyList<FormScore> Forms, IReadOnlyList<ExpectationScore> Expectations)
{
    public FormScore Of(Form form) => Forms.Single(score => score.Form == form);
}

/// <summary>A share that has a goal.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Met">How many are as expected.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Goal">Share that should be reached.</param>
internal sealed record Measure(string Name, int Met, int Total, double Goal)
{
    public double Share => Total == 0 ? 1 : (double)Met / Total;
}
