using System.Runtime.CompilerServices;

namespace Assay.Packages.Feeds;

/// <summary>A V2 feed as a catalog: the latest versions that its searches for modules and for scripts show; each id by all its versions.</summary>
/// <remarks>Its search shows no id without a listed version: such ids are listed only when they are named.</remarks>
internal sealed class GalleryCatalog : IFeedCatalog
{
    private static readonly string[] Searches = ["Search()", "items/psscript/Search()"];

    private readonly FeedHttp _http;
    private readonly FeedLimits _limits;
    private readonly GalleryClient _client;
    private readonly CatalogDownloads _downloads;
    private bool? _compares;

    private GalleryCatalog(FeedSource source, FeedHttp http, FeedLimits limits, PackageCache cache, bool keep)
    {
        Name = source.Name;
        (_http, _limits, _client) = (http, limits, new GalleryClient(http, source, limits));
        _downloads = new CatalogDownloads(new GalleryFeed(source, http, limits, cache), cache, source, limits, keep);
    }

    /// <summary>Asks the feed whether it has modules or scripts.</summary>
    public static async Task<GalleryCatalog> OpenAsync(FeedSource source, FeedHttp http, FeedLimits limits, PackageCache cache, bool keep, CancellationToken cancellation)
    {
        var catalog = new GalleryCatalog(source, http, limits, cache, keep);
        var page = await catalog.FirstPageAsync(cancellation)
            ?? throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' is no V2 feed: neither Search() nor Packages() is at {catalog._client.Root}.");
        catalog.Community = page.Entries.Any(entry => entry.IsPowerShell) ? GalleryFeed.Community : null;
        return catalog;
    }

    public string Name { get; }
    public string? Community { get; private set; }
    public bool TellsChanges => false;

    public async IAsyncEnumerable<FeedListing> ListAsync(FeedListOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (options is { AllVersions: false, Ids: null })
        {
            var latest = (await LatestAsync(options.Notes, cancellation)).ToLookup(entry => entry.Id.ToLowerInvariant(), StringComparer.Ordinal);
            await foreach (var step in IdWalk.Sorted(latest.Select(group => group.Key), options.Continuation).WithCancellation(cancellation))
            {
                foreach (var listing in StandingVersion.Select([.. latest[step.Id].Select(entry => (entry.Version, entry.Listing))], all: false))
                {
                    yield return listing with { Continuation = step.Continuation };
                }
            }

            yield break;
        }

        var ids = options.Ids ?? [.. (await LatestAsync(options.Notes, cancellation)).Select(entry => entry.Id)];
        var walk = new IdWalk(Name, _limits.RequestsPerHost, ReadAsync, AddressOf);
        await foreach (var listing in walk.RunAsync(IdWalk.Sorted(ids, options.Continuation), options, cancellation))
        {
            yield return listing;
        }
    }

    public Task<string?> FindCursorAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

    public IAsyncEnumerable<FeedChange> ChangesAsync(string? cursor, IDocumentValidators? validators, CancellationToken cancellation) => AsyncEnumerable.Empty<FeedChange>();

    public async IAsyncEnumerable<FeedPopularity> PopularityAsync(IProgress<string>? notes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var id in (await LatestAsync(notes, cancellation)).GroupBy(entry => entry.Id, StringComparer.OrdinalIgnoreCase))
        {
            if (id.Max(entry => entry.Downloads) is { } downloads)
            {
                yield return new FeedPopularity(id.First().Id, downloads);
            }
        }
    }

    public Task<PackageLocation> FetchAsync(string id, string version, IProgress<DownloadProgress>? progress, CancellationToken cancellation) =>
        _downloads.FetchAsync(id, version, progress, cancellation);

    public void Dispose() => _http.Dispose();

    // Packages of a prerelease only have no latest stable version: both flags are asked for.
    private async Task<List<GalleryEntry>> LatestAsync(IProgress<string>? notes, CancellationToken cancellation)
    {
        var entries = new List<GalleryEntry>();
        foreach (var prerelease in new[] { false, true })
        {
            var isThere = false;
            foreach (var search in Searches)
            {
                isThere |= await AddAsync(search, prerelease, entries, notes, cancellation);
            }

            if (!isThere)
            {
                await AddAsync("Packages()", prerelease, entries, notes, cancellation);
            }
        }

        return entries;
    }

    private async Task<bool> AddAsync(string resource, bool prerelease, List<GalleryEntry> entries, IProgress<string>? notes, CancellationToken cancellation)
    {
        var (_, rows) = await _client.FindAsync(GalleryQuery.Latest(resource, prerelease, _compares ?? false), null, cancellation);

        // Which form a server takes shows when one of them gives rows.
        if (_compares is null && rows is not { Entries.Count: > 0 } && await _client.FindAsync(GalleryQuery.Latest(resource, prerelease, compares: true), null, cancellation) is (_, { Entries.Count: > 0 } compared))
        {
            (rows, _compares) = (compared, true);
        }
        else if (rows is { Entries.Count: > 0 })
        {
            _compares ??= false;
        }

        if (rows is null)
        {
            return false;
        }

        if (!rows.IsAgreed)
        {
            notes?.Report($"Source '{Name}' gave other rows at each of {_limits.Passes} passes over {resource}: what any of them gave is listed.");
        }

        entries.AddRange(rows.Entries);
        return true;
    }

    private async Task<GalleryPage?> FirstPageAsync(CancellationToken cancellation)
    {
        GalleryPage? empty = null;
        foreach (var resource in new[] { "Search()", "Packages()" })
        {
            foreach (var compares in new[] { false, true })
            {
                if (await _client.PeekAsync(GalleryQuery.Latest(resource, prerelease: true, compares), cancellation) is { } page)
                {
                    if (page.Entries.Count > 0)
                    {
                        return page;
                    }

                    empty = page;
                }
            }
        }

        return empty;
    }

    private async Task<IdListing> ReadAsync(string id, DocumentValidator? known, CancellationToken cancellation)
    {
        var (kind, rows) = await _client.FindAsync(GalleryQuery.ById(id), known, cancellation);
        return new IdListing(id, AddressOf(id), kind, [.. (rows?.Entries ?? []).Where(entry => string.Equals(entry.Id, id, StringComparison.OrdinalIgnoreCase)).Take(_limits.Versions).Select(entry => (entry.Version, entry.Listing))], rows?.Validator) { IsComplete = rows?.IsAgreed != false };
    }

    private Uri AddressOf(string id) => GalleryQuery.ById(id).At(_client.Root, 0);
}
