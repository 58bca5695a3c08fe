using System.Security.Cryptography;
using Assay.Fuzz.Running;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Tests;

public sealed class FuzzLoopTests
{
    private const int Steps = 300;

    [Fact]
    public void The_inputs_of_a_run_follow_from_its_seed()
    {
        var target = FuzzTargets.Find("license-expression")!;

        var first = Digest(target, 1);

        Assert.Equal(first, Digest(target, 1));
        Assert.NotEqual(first, Digest(target, 2));
    }

    [Fact]
    public void Inputs_that_come_nearer_are_kept_and_changed_further()
    {
        var loop = new FuzzLoop(FuzzTargets.Find("self-check-throws-deep-in")!, ["(a)"u8.ToArray()], 1);
        Finding? finding = null;
        for (var step = 0; step < 200_000 && finding is null; step++)
        {
            finding = loop.Step();
        }

        Assert.Equal((FindingKind.Exception, loop.Executions), (finding!.Kind, finding.Execution));
        Assert.StartsWith("{x}", System.Text.Encoding.Latin1.GetString(finding.Input), StringComparison.Ordinal);
        Assert.True(loop.Queue.Count > 1);
    }

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_target_reads_its_seeds(string name)
    {
        var target = FuzzTargets.Find(name)!;
        var seeds = target.Seeds().ToArray();

        Assert.NotEmpty(seeds);
        Assert.All(seeds, seed =>
        {
            Assert.InRange(seed.Length, 1, target.LongestInput);
            Assert.Null(Judged.Read(target, seed)?.Text);
        });
    }

    [Fact]
    public void Targets_have_different_names() => Assert.Distinct(FuzzTargets.All.Concat(FuzzTargets.SelfChecks).Select(target => target.Name));

    private static string Digest(FuzzTarget target, int seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var loop = new FuzzLoop(target, target.Seeds(), seed);
        for (var step = 0; step < Steps; step++)
        {
            Assert.Null(loop.Step());
            hash.AppendData(loop.Input);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
