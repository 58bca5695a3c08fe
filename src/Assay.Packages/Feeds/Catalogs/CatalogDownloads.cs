using Assay.Packages.Sources;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>Fetches packages for a catalog.</summary>
/// <param name="feed">Finds and fetches them.</param>
/// <param name="cache">Where they are put.</param>
/// <param name="source">Whose they are.</param>
/// <param name="limits">How long another run is waited for.</param>
/// <param name="keep">False to hand them over in memory and leave nothing in the cache.</param>
internal sealed class CatalogDownloads(IPackageFeed feed, PackageCache cache, FeedSource source, FeedLimits limits, bool keep)
{
    public async Task<PackageLocation> FetchAsync(string id, string version, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (!PackageReference.TryParse($"{id}@{version}", out var reference, out var defect) || reference.Version is not { } wanted)
        {
            throw new FeedException(SubjectError.Usage, defect);
        }

        var offer = await feed.FindAsync(reference, prerelease: true, cancellation);
        if (offer.Chosen is null)
        {
            throw new FeedException(SubjectError.NothingFound, $"{reference} is not known at source '{feed.Name}'.");
        }

        try
        {
            // Other bytes under a name that is known are what an index must hear of: a copy that the feed no longer means does not stand in for them.
            var entry = cache.Entry(source, id, wanted);
            if (entry.StoredHash is { } stored && await feed.HashAsync(offer, cancellation) is { } named && named != stored)
            {
                using var turn = await entry.LockAsync(limits.LockTime, cancellation);
                entry.Remove();
            }

            var location = await feed.FetchAsync(id, offer, progress, cancellation);

            // What the cache remembers of the source may be older than what it says today.
            location = location with { Feed = offer.Info ?? location.Feed };
            return keep ? location : Take(location, wanted, id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FeedException(SubjectError.Unreadable, $"{reference} cannot be kept in the cache: {exception.Message}", exception);
        }
    }

    private PackageLocation Take(PackageLocation location, NuGetVersion version, string id)
    {
        try
        {
            var taken = location with { Content = location.Open() };
            cache.Entry(source, id, version).Remove();
            return taken;
        }
        catch (PackageSourceException exception)
        {
            throw new FeedException(SubjectError.Unreadable, exception.Message, exception);
        }
    }
}
