using Assay.Packages.Feeds;

namespace Assay.Packages;

/// <summary>How a source is opened as a catalog.</summary>
/// <param name="From">A source of the NuGet configuration or a PowerShell repository by name, <c>psgallery</c>, the address of a service index, a V2 address (ending with <c>/v2</c> or <c>/nuget</c>), or a folder.</param>
public sealed record FeedCatalogOptions(string From)
{
    /// <summary>True when no socket may be opened: only folders can be listed then.</summary>
    public bool Offline { get; init; }

    /// <summary>Where downloads are kept; null for the folder that ASSAY_CACHE names or the platform's own.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The folder whose NuGet configuration holds; null for the current one.</summary>
    public string? ConfigurationFolder { get; init; }

    /// <summary>The folder with PowerShell's lists of repositories; null for the platform's own.</summary>
    public string? PowerShellFolder { get; init; }

    /// <summary>False to hand packages over in memory and leave nothing of them in the cache.</summary>
    public bool KeepPackages { get; init; } = true;

    /// <summary>Requests at the same time to one host.</summary>
    public int Concurrency { get; init; } = 8;
}

/// <summary>Opens sources as catalogs.</summary>
public static class FeedCatalogs
{
    /// <summary>Opens a source; asks it what it is where the configuration does not say. Throws <see cref="FeedException"/> when there is no such source or it cannot be asked.</summary>
    public static Task<IFeedCatalog> OpenAsync(FeedCatalogOptions options, CancellationToken cancellation) =>
        FeedCatalogOpening.OpenAsync(options, FeedLimits.Default, TimeProvider.System, cancellation);
}
