using System.Globalization;
using Assay.Benchmark.Building;
using Assay.Benchmark.Expectations;

namespace Assay.Benchmark.Scoring;

/// <summary>Writes a run for people: the figures, then what was missed and why.</summary>
internal static class TextSummary
{
    public static void Write(IReadOnlyList<CaseScore> scores, TextWriter output)
    {
        output.WriteLine($"{scores.Count} cases in {Enum.GetValues<Form>().Length} forms");
        foreach (var measure in Measures.Of(scores))
        {
            output.WriteLine($"  {measure.Name,-42} {measure.Met,4} of {measure.Total,-4} {Percent(measure.Share),6}   goal {Percent(measure.Goal)}, floor {Percent(Floors.Shares[measure.Name])}");
        }

        output.WriteLine("Counted apart, because it needs other versions or verified strong names");
        foreach (var measure in Measures.Apart(scores))
        {
            output.WriteLine($"  {measure.Name,-42} {measure.Met,4} of {measure.Total,-4}");
        }

        output.WriteLine();
        foreach (var score in scores)
        {
            Write(score, output);
        }
    }

    private static void Write(CaseScore score, TextWriter output)
    {
        var apart = score.Case.Needs is { } needs ? $" (needs {needs})" : "";
        output.WriteLine($"{score.Case.Id} {score.Case.Technique}: expected {score.Case.Verdict}{apart}");
        output.WriteLine("  " + string.Join("  ", score.Forms.Select(form => $"{(form.Met ? "+" : "-")}{form.Form}={form.Verdict}({form.Found}/{form.Expected})")));
        foreach (var missed in score.Expectations.Where(item => item.Degree != Degree.Met))
        {
            var expected = missed.Expectation;
            if (expected.Kind == ExpectationKind.Issue && missed.Degree > Degree.NotFound)
            {
                continue;
            }

            var wait = expected.Needs is { } what ? $" (needs {what})" : "";
            var where = expected.Kind == ExpectationKind.Behavior ? $" in {Or(expected.Files)} {Or(expected.Members)} [{Or(expected.Surfaces)}]" : "";
            var seen = missed.Seen is null ? "" : $"; seen {missed.Seen}";
            output.WriteLine($"    {expected.Id} {Reason(missed.Degree)}{wait}{where}{seen}{(missed.Rules.Count > 0 ? " by " + string.Join(", ", missed.Rules) : "")}");
        }
    }

    private static string Reason(Degree degree) => degree switch
    {
        Degree.NoRule => "no rule",
        Degree.NotFound => "not found",
        Degree.OtherFile => "in another file",
        Degree.OtherMember => "in another member",
        _ => "on another surface",
    };

    private static string Or(IReadOnlyList<string> values) => values.Count == 0 ? "any" : string.Join('|', values);

    private static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
