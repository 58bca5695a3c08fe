using Assay.Benchmark.Building;
using Assay.Benchmark.Expectations;
using Assay.Benchmark.Recipes;
using Assay.Benchmark.Scoring;

namespace Assay.Benchmark.Tests;

public sealed class BenchmarkTests(BenchmarkFixture run) : IClassFixture<BenchmarkFixture>
{
    [Fact]
    public void No_figure_falls_below_its_floor()
    {
        var missed = Floors.Missed(Measures.Of(run.Scores));

        using var summary = new StringWriter();
        TextSummary.Write(run.Scores, summary);
        Assert.True(missed.Count == 0, $"Below the floor: {string.Join(", ", missed.Select(measure => measure.Name))}\n{summary}");
    }

    [Fact]
    public void Every_figure_has_a_floor_and_counts_something()
    {
        var measures = Measures.Of(run.Scores);

        Assert.Equal(measures.Select(measure => measure.Name).Order(StringComparer.Ordinal), Floors.Shares.Keys.Order(StringComparer.Ordinal));
        Assert.All(measures, measure => Assert.True(measure.Total > 0 && measure.Goal > 0, measure.Name));
    }

    [Fact]
    public void Every_case_has_one_recipe_and_expectations()
    {
        Assert.Equal(BenchmarkFixture.Table.Cases.Select(item => item.Id), RecipeList.All.Select(recipe => recipe.Id));
        Assert.Equal(37, RecipeList.All.Count);
        Assert.All(BenchmarkFixture.Table.Cases, item => Assert.Contains(BenchmarkFixture.Table.Expectations, expectation => expectation.Case == item.Id && expectation.Kind == ExpectationKind.Behavior));
    }

    [Fact]
    public void Both_views_of_a_run_name_every_case()
    {
        using var text = new StringWriter();
        TextSummary.Write(run.Scores, text);
        using var json = System.Text.Json.JsonDocument.Parse(JsonSummary.Write(run.Scores));

        Assert.All(RecipeList.All, recipe => Assert.Contains($"\n{recipe.Id} ", text.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal));
        Assert.Equal(RecipeList.All.Count, json.RootElement.GetProperty("cases").GetArrayLength());
    }

    [Fact]
    public void Nothing_that_a_recipe_compiles_is_ever_loaded()
    {
        Assert.NotEmpty(run.Scores);

        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name is { } name && (name.StartsWith("Sample", StringComparison.Ordinal) || name.StartsWith("Simple", StringComparison.Ordinal) || name.StartsWith("Nothing", StringComparison.Ordinal)));
    }
}
