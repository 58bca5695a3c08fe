using Assay.Packages.Sources;

namespace Assay.Packages.Feeds;

/// <summary>What the cache has of a feed; opens no connection.</summary>
internal sealed class CachedFeed(FeedSource source, PackageCache cache) : IPackageFeed
{
    public string Name => source.Name;

    public Task<FeedOffer> FindAsync(PackageReference reference, bool prerelease, CancellationToken cancellation)
    {
        var versions = cache.Versions(source, reference.Id).Where(version => cache.Entry(source, reference.Id, version).IsIntact()).Order().ToArray();
        return Task.FromResult(new FeedOffer(versions, VersionChoice.Choose(versions, reference.Version, prerelease)));
    }

    public Task<PackageLocation> FetchAsync(string id, FeedOffer offer, IProgress<DownloadProgress>? progress, CancellationToken cancellation) =>
        Task.FromResult(cache.Entry(source, id, offer.Chosen!).Locate(id, offer.Chosen!));
}
