using Assay.Fuzz.Running;
using Assay.Model;

namespace Assay.Fuzz.Targets;

/// <summary>Runs analysers as the scan does: they write facts and hand back what they found inside.</summary>
internal static class Analysis
{
    /// <summary>An analyser that finds files inside files.</summary>
    public delegate IReadOnlyList<DerivedArtifact> Analyzer(ReadOnlyMemory<byte> input, FactWriter facts);

    /// <summary>An analyser that does not.</summary>
    public delegate void PlainAnalyzer(ReadOnlyMemory<byte> input, FactWriter facts);

    public static Action<ReadOnlyMemory<byte>, Outcome> Of(Analyzer analyze, AnalysisLimits? limits = null) => (input, outcome) =>
    {
        var facts = new FactWriter { Limits = limits ?? AnalysisLimits.Default, Stages = ThreadTime.Stages.OfThread };
        var derived = analyze(input, facts);
        outcome.Add(facts.ToFacts());
        foreach (var artifact in derived)
        {
            outcome.Add(artifact.Name);
            outcome.Add(artifact.How);
            outcome.Add(artifact.Bytes.Span);
        }
    };

    public static Action<ReadOnlyMemory<byte>, Outcome> Of(PlainAnalyzer analyze) => Of((ReadOnlyMemory<byte> input, FactWriter facts) =>
    {
        analyze(input, facts);
        return (IReadOnlyList<DerivedArtifact>)[];
    });
}
