using Assay.Benchmark.Building;
using Assay.Benchmark.Expectations;
using Assay.Benchmark.Recipes;
using Assay.Benchmark.Scoring;
using Assay.Model;

namespace Assay.Benchmark.Tests;

/// <summary>The harness reports what is not as expected: otherwise its figures would say nothing.</summary>
public sealed class HarnessTests
{
    private const string Cases = "case\tcommunity\ttechnique\tvector\tverdict\tneeds\n";
    private const string Header = "case\tkind\tid\tfile\tmember\tsurface\tneeds\n";

    [Theory]
    [InlineData("pass", true)]
    [InlineData("warn at most", true)]
    [InlineData("warn", false)]
    [InlineData("fail", false)]
    public void A_package_that_passes_meets_only_what_lets_it_pass(string verdict, bool met) =>
        Assert.Equal(met, Score("G06", verdict).Of(Form.Plain).Met);

    [Theory]
    [InlineData("fail", true)]
    [InlineData("warn", true)]
    [InlineData("warn at most", false)]
    [InlineData("pass", false)]
    public void A_package_that_fails_meets_only_what_asks_for_it(string verdict, bool met) =>
        Assert.Equal(met, Score("P01", verdict).Of(Form.Plain).Met);

    [Theory]
    [InlineData(VerdictStatus.Unknown)]
    [InlineData(VerdictStatus.Review)]
    public void A_package_that_could_not_be_read_or_asks_for_review_does_not_meet_fail_or_pass(VerdictStatus verdict)
    {
        Assert.False(ReportComparison.Meets(verdict, ExpectedVerdict.Fail));
        Assert.False(ReportComparison.Meets(verdict, ExpectedVerdict.Pass));
    }

    [Theory]
    [InlineData("AB5018\tSample.Table.psm1\ttop\timport", nameof(Degree.Met))]
    [InlineData("AB5018\tOther.psm1|Sample.Table.psm1\tOther|top\tbuild|import", nameof(Degree.Met))]
    [InlineData("AB5018\t-\t-\t-", nameof(Degree.Met))]
    [InlineData("AB5018\tSample.Table.psm1\ttop\tbuild", nameof(Degree.OtherSurface))]
    [InlineData("AB5018\tSample.Table.psm1\tGet-SampleTable\timport", nameof(Degree.OtherMember))]
    [InlineData("AB5018\tSample.Table\ttop\timport", nameof(Degree.OtherFile))]
    [InlineData("AB2048\tSample.Table.psm1\ttop\timport", nameof(Degree.NotFound))]
    [InlineData("AB0000\tSample.Table.psm1\ttop\timport", nameof(Degree.NoRule))]
    public void A_behavior_counts_where_it_was_expected(string expectation, string degree)
    {
        var score = Assert.Single(Score("P01", "fail", $"P01\tbehavior\t{expectation}\t-\n").Expectations);

        Assert.Equal(degree, score.Degree.ToString());
        Assert.Equal(degree == nameof(Degree.NoRule), score.Rules.Count == 0);
    }

    [Fact]
    public void A_wrong_expectation_lowers_the_figures_below_their_floor()
    {
        CaseScore[] scores = [Score("P01", "pass", "P01\tbehavior\tAB0000\t-\t-\t-\t-\nP01\tissue\tTH00000\t-\t-\t-\t-\n"), Score("G06", "fail")];
        using var summary = new StringWriter();
        TextSummary.Write(scores, summary);

        Assert.Contains("verdicts", Floors.Missed(Measures.Of(scores)).Select(measure => measure.Name));
        Assert.Contains("behaviors", Floors.Missed(Measures.Of(scores)).Select(measure => measure.Name));
        Assert.Contains("AB0000 no rule", summary.ToString(), StringComparison.Ordinal);
        Assert.Contains("TH00000 no rule", summary.ToString(), StringComparison.Ordinal);
        Assert.Contains("-Plain=Fail", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_for_something_is_counted_apart()
    {
        var score = Score("G06", "fail", "G06\tbehavior\tAB0000\t-\t-\t-\tidentity\n", needs: "identity");

        Assert.All(Measures.Of([score]).Where(measure => measure.Name != "twins and hard negatives"), measure => Assert.Equal(0, measure.Total));
        Assert.Equal([(0, 1), (0, 1), (0, 0), (0, 3)], Measures.Apart([score]).Select(measure => (measure.Met, measure.Total)));
    }

    [Theory]
    [InlineData("N99\tnuget\tx\ty\tfail", "")]
    [InlineData("N99\tnuget\tx\ty\tsometimes\t-", "")]
    [InlineData("N99\tnuget\tx\ty\tfail\t-", "N98\tbehavior\tAB0000\t-\t-\t-\t-\n")]
    [InlineData("N99\tnuget\tx\ty\tfail\t-", "N99\tguess\tAB0000\t-\t-\t-\t-\n")]
    [InlineData("N99\tnuget\tx\ty\tfail\t-\nN99\tnuget\tx\ty\tfail\t-", "")]
    public void A_wrong_line_of_a_table_stops_the_run(string item, string expectation) =>
        Assert.Throws<InvalidDataException>(() => ExpectationTable.Parse(Cases + item + "\n", Header + expectation));

    private static CaseScore Score(string id, string verdict, string expectations = "", string needs = "-")
    {
        var table = ExpectationTable.Parse($"{Cases}{id}\t{(id[0] == 'P' ? "psgallery" : "nuget")}\ttechnique\tvector\t{verdict}\t{needs}\n", Header + expectations);
        return Assert.Single(new BenchmarkRun(BenchmarkFixture.Rules, table).Score(RecipeList.All.Where(recipe => recipe.Id == id)));
    }
}
