using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>Chooses the version that stands for a package.</summary>
internal static class StandingVersion
{
    /// <summary>Gives all listings or the one that stands for the id, lowest version first.</summary>
    public static IReadOnlyList<FeedListing> Select(IReadOnlyList<(NuGetVersion Version, FeedListing Listing)> versions, bool all)
    {
        if (all)
        {
            return [.. versions.OrderBy(known => known.Version).Select(known => known.Listing)];
        }

        var standing = versions
            .OrderBy(known => known.Listing.Listed == false)
            .ThenBy(known => known.Version.IsPrerelease)
            .ThenByDescending(known => known.Version)
            .Select(known => known.Listing)
            .FirstOrDefault();
        return standing is null ? [] : [standing];
    }
}
