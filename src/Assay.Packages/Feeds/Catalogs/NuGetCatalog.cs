using System.Runtime.CompilerServices;
using Assay.Packages.Sources;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>A V3 feed as a catalog: ids by its catalog where it has one, else by its search; each id by its registration.</summary>
internal sealed class NuGetCatalog : IFeedCatalog
{
    // Few ids are looked up one by one; for more, the first pages of the search cost less and tell of those that matter.
    private const int SearchedOneByOne = 100;

    private readonly FeedHttp _http;
    private readonly FeedLimits _limits;
    private readonly NuGetFeed _feed;
    private readonly CatalogDownloads _downloads;
    private readonly ServiceIndex _index;
    private readonly RegistrationLister _lister;
    private readonly SearchPages? _search;
    private readonly CatalogReader? _catalog;

    private NuGetCatalog(FeedSource source, FeedHttp http, FeedLimits limits, NuGetFeed feed, CatalogDownloads downloads, ServiceIndex index)
    {
        (Name, Community) = (source.Name, source.Community);
        (_http, _limits, _feed, _downloads, _index) = (http, limits, feed, downloads, index);
        _lister = new RegistrationLister(http, source, limits, feed, index);
        _search = index.Search is { } search ? new SearchPages(http, source, limits, search) : null;
        _catalog = index.Catalog is { } catalog ? new CatalogReader(http, source, limits, catalog) : null;
    }

    /// <summary>Asks the feed what it offers.</summary>
    public static async Task<NuGetCatalog> OpenAsync(FeedSource source, FeedHttp http, FeedLimits limits, PackageCache cache, bool keep, CancellationToken cancellation)
    {
        var feed = new NuGetFeed(source, http, limits, cache);
        return new NuGetCatalog(source, http, limits, feed, new CatalogDownloads(feed, cache, source, limits, keep), await feed.IndexAsync(cancellation));
    }

    public string Name { get; }
    public string? Community { get; }
    public bool TellsChanges => _catalog is not null;

    public async IAsyncEnumerable<FeedListing> ListAsync(FeedListOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = await RowsAsync(options, cancellation);
        var ids = options.Ids is { } named ? IdWalk.Sorted(named, options.Continuation)
            : _catalog is not null ? _catalog.IdsAsync(options.Continuation, cancellation)
            : IdWalk.Sorted(rows.Keys, options.Continuation);
        var askForEach = options.Ids?.Count <= SearchedOneByOne && _search is not null;
        var walk = new IdWalk(Name, _limits.RequestsPerHost, async (id, known, stop) =>
        {
            var found = await _lister.ReadAsync(id, rows.GetValueOrDefault(id), known, stop);
            return askForEach && found.Versions.Count > 0 && await _search!.FindAsync(id, stop) is { } row ? found with { Versions = [.. found.Versions.Select(version => (version.Version, WithRow(version.Listing, row)))] } : found;
        }, _lister.AddressOf);
        await foreach (var listing in walk.RunAsync(ids, options, cancellation))
        {
            yield return listing;
        }
    }

    public async Task<string?> FindCursorAsync(CancellationToken cancellation) =>
        _catalog is not null && (await _catalog.IndexAsync(cancellation)).Commit is { } commit ? CommitInstant.Write(commit) : null;

    public IAsyncEnumerable<FeedChange> ChangesAsync(string? cursor, IDocumentValidators? validators, CancellationToken cancellation) =>
        _catalog is null ? AsyncEnumerable.Empty<FeedChange>() : _catalog.ChangesAsync(cursor, validators, cancellation);

    public async IAsyncEnumerable<FeedPopularity> PopularityAsync(IProgress<string>? notes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in (_search?.AllAsync(notes, cancellation) ?? AsyncEnumerable.Empty<SearchRow>()).WithCancellation(cancellation))
        {
            if (row.Downloads is { } downloads)
            {
                yield return new FeedPopularity(row.Id, downloads);
            }
        }
    }

    public Task<PackageLocation> FetchAsync(string id, string version, IProgress<DownloadProgress>? progress, CancellationToken cancellation) =>
        _downloads.FetchAsync(id, version, progress, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<Dictionary<string, SearchRow>> RowsAsync(FeedListOptions options, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, SearchRow>(StringComparer.OrdinalIgnoreCase);
        if (_search is null && _catalog is null && options.Ids is null)
        {
            throw new FeedException(SubjectError.Usage, $"Source '{Name}' has neither a catalog nor a search: its packages cannot be listed; name them.");
        }

        if (_search is null || options.Ids?.Count <= SearchedOneByOne)
        {
            return rows;
        }

        // Beside a catalog the search adds figures only: that it does not show everything is nothing to note.
        await foreach (var row in _search.AllAsync(_catalog is null ? options.Notes : null, cancellation))
        {
            rows.TryAdd(row.Id, row);
        }

        return rows;
    }

    private static FeedListing WithRow(FeedListing listing, SearchRow row) => listing with { Downloads = row.Downloads, Owners = row.Owners, Verified = row.Verified };
}
