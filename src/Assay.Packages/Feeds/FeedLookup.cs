using Assay.Packages.Sources;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>Finds one package by id: in the global packages folder, in the cache, then in the sources of the configuration.</summary>
internal sealed class FeedLookup : IDisposable
{
    private readonly FeedConfiguration _configuration;
    private readonly SubjectOptions _options;
    private readonly PackageReference _reference;
    private readonly IReadOnlyList<FeedSource> _sources;
    private readonly PackageCache _cache;
    private readonly FolderFeed? _global;
    private readonly string _globalFolder;
    private readonly Lazy<FeedHttp> _http;
    private readonly FeedLimits _limits;
    private readonly bool _isShared;

    public FeedLookup(SubjectOptions options, PackageReference reference, FeedLimits limits, TimeProvider time)
        : this(FeedConfiguration.Load(options.ConfigurationFolder, options.PowerShellFolder), options, reference, limits, time, null)
    {
    }

    /// <summary>Prepares to look for one of many packages.</summary>
    /// <param name="configuration">The configuration, read once for all of them.</param>
    /// <param name="options">Where to look.</param>
    /// <param name="reference">The package.</param>
    /// <param name="limits">Limits of requests.</param>
    /// <param name="time">The clock.</param>
    /// <param name="shared">Connections that others use too; null for own ones.</param>
    public FeedLookup(FeedConfiguration configuration, SubjectOptions options, PackageReference reference, FeedLimits limits, TimeProvider time, Lazy<FeedHttp>? shared)
    {
        _configuration = configuration;
        _options = options;
        _reference = reference;
        _limits = limits;
        _cache = new PackageCache(options.CacheFolder ?? CacheFolder.Find());
        _globalFolder = options.GlobalPackagesFolder ?? _configuration.GlobalPackagesFolder;

        // NuGet's folder has none of PowerShell's packages, and a package of it may be from any source: it does not answer for one that was named.
        _global = FeedConfiguration.IsAll(options.From) && !reference.IsGallery ? new FolderFeed("the global packages folder", _globalFolder, isComplete: false) : null;
        _sources = _configuration.SourcesOf(reference.Id, options.From, reference.IsGallery);
        _isShared = shared is not null;
        _http = shared ?? new Lazy<FeedHttp>(() => new FeedHttp(limits, time, _configuration.Proxy));
    }

    /// <summary>Where the package was found: <c>global-packages</c>, <c>folder</c>, <c>cache</c> or <c>feed</c>.</summary>
    public string FoundIn { get; private set; } = "feed";

    public async Task<PackageLocation> FindAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (_reference.Version is not null && await FindLocallyAsync(_reference, progress, cancellation) is { } local)
        {
            return local;
        }

        if (_sources.Count == 0 && !_options.Offline)
        {
            throw _configuration.NoSource(_reference.Id, _reference.IsGallery);
        }

        return (_reference.Version, _options.Offline) switch
        {
            (null, _) => await FindLatestAsync(progress, cancellation),
            (_, true) => throw NotHere(),
            _ => await FindRemotelyAsync(progress, cancellation),
        };
    }

    /// <summary>Gives all versions that the sources have, lowest first; offline those that are at hand.</summary>
    public async Task<IReadOnlyList<NuGetVersion>> VersionsAsync(CancellationToken cancellation)
    {
        var versions = new SortedSet<NuGetVersion>();
        foreach (var feed in _options.Offline ? LocalFeeds().Concat(_sources.Where(source => source.Folder is not null).Select(Open)) : _sources.Select(Open))
        {
            versions.UnionWith((await feed.FindAsync(_reference with { Version = null }, prerelease: true, cancellation)).Versions);
        }

        return [.. versions];
    }

    public void Dispose()
    {
        if (!_isShared && _http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    // The sources say what the latest is; only without them is it the latest that is at hand.
    private async Task<PackageLocation> FindLatestAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var feeds = _options.Offline ? LocalFeeds().Concat(_sources.Where(source => source.Folder is not null).Select(Open)) : _sources.Select(Open);
        var offers = new List<(IPackageFeed Feed, FeedOffer Offer)>();
        foreach (var feed in feeds)
        {
            offers.Add((feed, await feed.FindAsync(_reference, _options.Prerelease, cancellation)));
        }

        var latest = VersionChoice.LatestFirst(offers.Select(found => found.Offer.Chosen).OfType<NuGetVersion>(), _options.Prerelease).FirstOrDefault();
        if (latest is null)
        {
            throw _options.Offline ? NotHere() : offers.Exists(found => found.Offer.Versions.Count > 0)
                ? new FeedException(SubjectError.NothingFound, $"No version of {_reference.Id} is listed; name one with {_reference.Id}@VERSION.")
                : UnknownId();
        }

        var (source, offer) = offers.First(found => found.Offer.Chosen == latest);
        var local = await FindLocallyAsync(_reference with { Version = latest }, progress, cancellation);
        return local is null ? await source.FetchAsync(_reference.Id, offer, progress, cancellation) : local with { Feed = local.Feed ?? offer.Info };
    }

    private async Task<PackageLocation?> FindLocallyAsync(PackageReference reference, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        foreach (var feed in LocalFeeds().Concat(_options.Offline ? _sources.Where(source => source.Folder is not null).Select(Open) : []))
        {
            if (await feed.FindAsync(reference, _options.Prerelease, cancellation) is { Chosen: not null } offer)
            {
                FoundIn = feed == _global ? "global-packages" : feed is CachedFeed ? "cache" : "folder";
                return await feed.FetchAsync(reference.Id, offer, progress, cancellation);
            }
        }

        return null;
    }

    // In the order of the configuration. A source that cannot be asked ends the search: another one may have a stranger of the same name.
    private async Task<PackageLocation> FindRemotelyAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var versions = new List<NuGetVersion>();
        foreach (var feed in _sources.Select(Open))
        {
            var offer = await feed.FindAsync(_reference, _options.Prerelease, cancellation);
            if (offer.Chosen is not null)
            {
                FoundIn = feed is FolderFeed ? "folder" : "feed";
                return await feed.FetchAsync(_reference.Id, offer, progress, cancellation);
            }

            versions.AddRange(offer.Versions);
        }

        throw versions.Count == 0
            ? UnknownId()
            : new FeedException(SubjectError.NothingFound, $"{_reference.Id} has no version {_reference.Version!.ToNormalizedString()} at {Names}; the nearest are {string.Join(", ", VersionChoice.Nearest(versions, _reference.Version).Select(version => version.ToNormalizedString()))}.");
    }

    private IEnumerable<IPackageFeed> LocalFeeds()
    {
        if (_global is not null)
        {
            yield return _global;
        }

        foreach (var source in _sources.Where(source => source.Index is not null))
        {
            yield return new CachedFeed(source, _cache);
        }
    }

    private IPackageFeed Open(FeedSource source) => source.Folder is { } folder
        ? new FolderFeed(source.Name, folder, isComplete: true)
        : source.Obstacle is { } obstacle ? throw new FeedException(SubjectError.Usage, obstacle)
        : source.IsV2 ? new GalleryFeed(source, _http.Value, _limits, _cache)
        : new NuGetFeed(source, _http.Value, _limits, _cache);

    private FeedException UnknownId() => new(SubjectError.NothingFound, $"{_reference} is not known at {Names}.");

    private FeedException NotHere()
    {
        var places = new List<string>();
        if (_global is not null)
        {
            places.Add("the global packages folder " + Path.GetFullPath(_globalFolder));
        }

        places.AddRange(_sources.Where(source => source.Folder is not null).Select(source => Path.GetFullPath(source.Folder!)));
        if (_sources.Any(source => source.Index is not null))
        {
            places.Add($"the cache {_cache.Folder} of what {Names} sent{(IsDamaged ? " (the copy there is damaged)" : "")}");
        }

        return new FeedException(SubjectError.NothingFound, places.Count == 0
            ? $"{_reference} is not at hand, and no source is configured that could have it."
            : $"{_reference} is not in {string.Join(", nor in ", places)}; no source was asked (--offline).");
    }

    private bool IsDamaged => _reference.Version is { } version && _sources.Any(source => source.Index is not null && _cache.Entry(source, _reference.Id, version) is { Exists: true } entry && !entry.IsIntact());

    private string Names => string.Join(", ", _sources.Select(source => $"source '{source.Name}'"));
}
