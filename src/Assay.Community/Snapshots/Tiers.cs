namespace Assay.Community;

/// <summary>Counts by tier of popularity.</summary>
internal static class Tiers
{
    public const int Top100 = 100;
    public const int Top1k = 1_000;
    public const int Top10k = 10_000;

    /// <summary>Counts the packages of a set; a tier that the ranking does not fill has no count.</summary>
    public static TierCounts Count(byte[] set, IReadOnlyList<CommunityPackage> packages, int ranked)
    {
        var (top100, top1k, top10k, community) = (0, 0, 0, 0);
        foreach (var member in PackageSet.Members(set))
        {
            var rank = packages[member].Rank ?? int.MaxValue;
            top100 += rank <= Top100 ? 1 : 0;
            top1k += rank <= Top1k ? 1 : 0;
            top10k += rank <= Top10k ? 1 : 0;
            community++;
        }

        return new TierCounts(ranked >= Top100 ? top100 : null, ranked >= Top1k ? top1k : null, ranked >= Top10k ? top10k : null, community);
    }

    /// <summary>Counts the packages that have a rank.</summary>
    public static int Ranked(IReadOnlyList<CommunityPackage> packages) => packages.Count(package => package.Rank is not null);
}
