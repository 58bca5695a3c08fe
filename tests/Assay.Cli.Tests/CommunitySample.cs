using Assay.Community;

namespace Assay.Cli.Tests;

/// <summary>A snapshot of four packages, two of which have the finding of the sample behavior.</summary>
internal static class CommunitySample
{
    public static CommunitySnapshot Snapshot { get; } = new()
    {
        Id = "sample", Date = "2026-01-31", Community = "nuget", Ranking = RankingKind.Dependents,
        Packages = [.. "abcd".Select((id, index) => new CommunityPackage($"{id}", "1.0.0", index + 1))],
        Rules = [new RuleFigures(RuleSample.Chain.Id, RuleSample.Chain.ConditionHash, [0b0101], new TierCounts(null, null, null, 2))],
    };

    public static string Write(string path)
    {
        using var stream = File.Create(path);
        SnapshotJson.Write(Snapshot with { Id = "own" }, stream);
        return path;
    }
}
