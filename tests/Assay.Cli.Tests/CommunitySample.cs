using Assay.Community;

namespace Assay.Cli.Tests;

/// <summary>A snapshot of four packages, two of which have the finding of the sample behavior.</summary>
internal static class CommunitySample
{
    public static CommunitySnapshot Snapshot { get; } = Of("sample", "2026-01-31");

    public static CommunitySnapshot Of(string id, string date, string community = "nuget")
    {
        var packages = new SnapshotPackages([.. "abcd".Select((name, index) => new CommunityPackage($"{name}", "1.0.0", index + 1))]);
        return new CommunitySnapshot(packages, [new RuleFigures(RuleSample.Chain.Id, RuleSample.Chain.ConditionHash, PackageSet.Of(4, 0, 2), packages)])
        {
            Id = id, Date = date, Community = community, Ranking = RankingKind.Dependents,
        };
    }

    public static string Write(string path)
    {
        using var stream = File.Create(path);
        SnapshotJson.Write(Of("own", "2026-01-31"), stream);
        return path;
    }
}
