using Assay.Benchmark.Expectations;
using Assay.Benchmark.Recipes;
using Assay.Benchmark.Scoring;
using Assay.Model;
using Assay.Scan;

namespace Assay.Benchmark.Tests;

/// <summary>One run over all cases, for every test that looks at it.</summary>
public sealed class BenchmarkFixture
{
    private readonly Lazy<IReadOnlyList<CaseScore>> _scores = new(() => new BenchmarkRun(Rules, Table).Score(RecipeList.All));

    internal static RulePack Rules { get; } = EmbeddedRules.Load();

    internal static ExpectationTable Table { get; } = ExpectationTable.Load();

    internal IReadOnlyList<CaseScore> Scores => _scores.Value;
}
