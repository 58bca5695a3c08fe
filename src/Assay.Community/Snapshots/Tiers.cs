namespace Assay.Community;

/// <summary>Counts by tier of popularity.</summary>
internal static class Tiers
{
    public const int Top100 = 100;
    public const int Top1k = 1_000;
    public const int Top10k = 10_000;

    /// <summary>Sizes of the tiers with the names that queries give them.</summary>
    public static IReadOnlyList<(string Name, int Size)> All { get; } = [("top100", Top100), ("top1k", Top1k), ("top10k", Top10k)];

    /// <summary>Counts the packages of a set; a tier that the ranking does not fill has no count.</summary>
    public static TierCounts Count(PackageSet set, SnapshotPackages packages) =>
        new(In(set, packages.Tier(Top100)), In(set, packages.Tier(Top1k)), In(set, packages.Tier(Top10k)), set.Count());

    private static int? In(PackageSet set, PackageSet? tier) => tier is null ? null : set.CountWith(tier);
}
