namespace Assay.Packages.Feeds;

/// <summary>Turns what a user calls a source into a catalog.</summary>
internal static class FeedCatalogOpening
{
    public static async Task<IFeedCatalog> OpenAsync(FeedCatalogOptions options, FeedLimits limits, TimeProvider time, CancellationToken cancellation)
    {
        var configuration = FeedConfiguration.Load(options.ConfigurationFolder, options.PowerShellFolder);
        var source = configuration.Find(options.From);
        if (source.Folder is { } folder)
        {
            return Directory.Exists(folder)
                ? new FolderCatalog(source.Name == options.From ? Path.GetFullPath(folder) : source.Name, folder)
                : throw new FeedException(SubjectError.SourceUnreachable, $"There is no folder {Path.GetFullPath(folder)} to look for packages in.");
        }

        if (source.Obstacle is { } obstacle)
        {
            throw new FeedException(SubjectError.Usage, obstacle);
        }

        if (options.Offline)
        {
            throw new FeedException(SubjectError.Usage, $"Source '{source.Name}' cannot be listed without a connection (--offline); only folders can.");
        }

        var own = limits with { RequestsPerHost = Math.Max(1, options.Concurrency), Attempts = limits.CatalogAttempts, LongestDelay = limits.CatalogLongestDelay };
        var cache = new PackageCache(options.CacheFolder ?? CacheFolder.Find());
        var http = new FeedHttp(own, time, configuration.Proxy);
        try
        {
            return source.IsV2
                ? await GalleryCatalog.OpenAsync(source, http, own, cache, options.KeepPackages, cancellation)
                : await NuGetCatalog.OpenAsync(source, http, own, cache, options.KeepPackages, cancellation);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }
}
