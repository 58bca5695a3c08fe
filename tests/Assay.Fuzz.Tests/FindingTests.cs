using Assay.Fuzz.Running;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Tests;

/// <summary>Targets that are broken on purpose, each run in child processes as all targets are.</summary>
public sealed class FindingTests
{
    [Theory]
    [InlineData("throws", nameof(FindingKind.Exception), "InvalidOperationException in Assay.Fuzz.Targets.SelfCheckTargets")]
    [InlineData("recurses", nameof(FindingKind.ProcessEnded), "Stack overflow. at Assay.Fuzz.Targets.SelfCheckTargets.Recurse")]
    [InlineData("loops", nameof(FindingKind.Hang), "hang")]
    [InlineData("allocates", nameof(FindingKind.Allocates), "allocates")]
    [InlineData("is-slow", nameof(FindingKind.Slow), "slow")]
    [InlineData("differs", nameof(FindingKind.Differs), "differs")]
    public void What_no_input_may_do_is_a_finding_with_its_input(string name, string kind, string signature)
    {
        var finding = Assert.Single(Run(name).Findings);

        Assert.Equal(kind, finding.Kind.ToString());
        Assert.StartsWith(signature, finding.Signature, StringComparison.Ordinal);
        Assert.Equal((1, 1L, "(a)"), (finding.Seed, finding.Execution, System.Text.Encoding.UTF8.GetString(finding.Input)));
    }

    [Fact]
    public void A_refusal_that_is_documented_is_none()
    {
        var result = Run("refuses");

        Assert.Empty(result.Findings);
        Assert.Equal(20, result.Executions);
    }

    [Fact]
    public void Branches_of_the_analysers_are_counted()
    {
        var target = FuzzTargets.Find("license-expression")!;
        var options = new FuzzOptions { Executions = 100, Time = TimeSpan.FromMinutes(1), Findings = "unused" };

        var result = Assert.Single(new FuzzRun([target], options, new RunProgress(TextWriter.Null, isShown: false)).Run(TestContext.Current.CancellationToken));

        Assert.Empty(result.Findings);
        Assert.InRange(result.Branches, 50, int.MaxValue);
        Assert.InRange(result.Queue, 3, 100);
    }

    private static TargetResult Run(string name)
    {
        var options = new FuzzOptions { Executions = name == "refuses" ? 20 : 1, Time = TimeSpan.FromMinutes(1), HangTime = TimeSpan.FromSeconds(5) };
        return new WorkerProcess(typeof(FuzzOptions).Assembly.Location, FuzzTargets.Find("self-check-" + name)!, options).Run(options.Time, TestContext.Current.CancellationToken);
    }
}
