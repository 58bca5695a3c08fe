using Assay.Model;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>Gives a package from the cache, after downloading it when it is not there.</summary>
internal sealed class CachedDownload(FeedHttp http, FeedSource source, FeedLimits limits, PackageCache cache)
{
    /// <summary>Gives the package.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">Its version.</param>
    /// <param name="plan">Finds out where the file is and which SHA-512 (base-64, null for none) it should have; called only when it has to be downloaded.</param>
    /// <param name="info">What the feed says of it.</param>
    /// <param name="community">Community of the package; null where its layout decides.</param>
    /// <param name="progress">Hears of the download.</param>
    /// <param name="cancellation">Stops the download; the next run continues it.</param>
    public async Task<PackageLocation> GetAsync(string id, NuGetVersion version, Func<Task<(Uri Address, string? Sha512)>> plan, FeedPackageInfo? info, string? community, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var entry = cache.Entry(source, id, version);
        if (entry.IsIntact())
        {
            return entry.Locate(id, version);
        }

        try
        {
            using var turn = await entry.LockAsync(limits.LockTime, cancellation);
            if (entry.IsIntact())
            {
                return entry.Locate(id, version);
            }

            entry.Remove();
            var (address, sha512) = await plan();
            try
            {
                await new PackageDownload(http, source, limits).RunAsync(address, id, version, sha512, entry, progress, cancellation);
                entry.Commit(info, community);
            }
            catch (IOException)
            {
                // What was received would keep a full disk full.
                entry.RemovePartial();
                throw;
            }

            return entry.Locate(id, version);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FeedException(SubjectError.Unreadable, $"{id}@{version.ToNormalizedString()} cannot be kept in the cache of downloads: {failure.Message}", failure);
        }
    }
}
