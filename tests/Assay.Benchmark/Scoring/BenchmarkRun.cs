using Assay.Benchmark.Building;
using Assay.Benchmark.Expectations;
using Assay.Model;
using Assay.Scan;

namespace Assay.Benchmark.Scoring;

/// <summary>Builds every form of every case, scans it and scores the report.</summary>
internal sealed class BenchmarkRun(RulePack rules, ExpectationTable table)
{
    private static readonly IdentityInputs Known = EmbeddedLists.Load() with { AsOf = new DateOnly(2026, 11, 1) };

    private readonly Scanner _scanner = new(new ScanOptions { Rules = rules, ToolVersion = "benchmark", Identity = Known });
    private readonly ReportComparison _comparison = new(rules);

    /// <summary>Scores the cases of these recipes; throws when a recipe has no expectations.</summary>
    public IReadOnlyList<CaseScore> Score(IEnumerable<Recipe> recipes) => [.. recipes.Select(Score)];

    /// <summary>Scans one form of a case.</summary>
    public PackageReport Scan(Recipe recipe, Form form)
    {
        var sketch = recipe.Build(form);
        var scanner = sketch.KnownMalware.Count == 0 ? _scanner
            : new Scanner(new ScanOptions { Rules = rules, ToolVersion = "benchmark", Identity = Known with { Malicious = new MaliciousPackages("benchmark", "2026-11-01", sketch.KnownMalware) } });
        return scanner.Scan(new PackageFile($"{sketch.PackageId}.nupkg", "benchmark", sketch.Pack()) { Community = table.Cases.Single(item => item.Id == recipe.Id).Community, Feed = sketch.FeedInfo });
    }

    private CaseScore Score(Recipe recipe)
    {
        var expected = table.Cases.Single(item => item.Id == recipe.Id);
        var expectations = table.Expectations.Where(item => item.Case == recipe.Id).ToArray();
        IReadOnlyList<ExpectationScore> plain = [];
        var forms = new List<FormScore>();
        foreach (var form in Enum.GetValues<Form>())
        {
            var report = Scan(recipe, form);
            var scores = expectations.Select(expectation => _comparison.Compare(expectation, report)).ToArray();
            if (form == Form.Plain)
            {
                plain = scores;
            }

            var verdict = form == Form.Twin ? ExpectedVerdict.Pass : expected.Verdict;
            forms.Add(new FormScore(form, report.Verdict.Status, ReportComparison.Meets(report.Verdict.Status, verdict), report.Verdict.Reasons,
                scores.Count(score => score.Degree > Degree.NotFound), scores.Length));
        }

        return new CaseScore(expected, forms, plain);
    }
}
