using Assay.Community.Index;
using Assay.Packages;

namespace Assay.Community.Building;

/// <summary>A feed: listed once, and followed by its changes from then on; listed again where it tells none.</summary>
/// <param name="catalog">The feed.</param>
/// <param name="database">The index.</param>
/// <param name="options">What to build.</param>
/// <param name="isOnly">True when the index is built from this feed alone: what a whole listing does not name is hidden then.</param>
internal sealed class FeedSource(IFeedCatalog catalog, IndexDatabase database, CommunityBuildOptions options, bool isOnly) : IBuildSource
{
    private const int ItemsPerTransaction = 256;
    private const int FailuresInARow = 16;

    private readonly Dictionary<string, long> _downloads = new(StringComparer.Ordinal);
    private bool _isQueued;
    private int _taken;
    private int _failures;

    /// <inheritdoc/>
    public string Name => catalog.Name;

    /// <inheritdoc/>
    public async Task<bool> QueueAsync(BuildTables tables, CancellationToken cancellation)
    {
        if (_isQueued)
        {
            return false;
        }

        _isQueued = true;
        using var places = new FeedTable(database, tables.Writer);
        if (catalog.TellsChanges && places.Cursor(Name, FeedPlace.Changes) is { } cursor)
        {
            await FollowAsync(cursor, places, tables, cancellation);
        }
        else
        {
            await ListAsync(places, tables, cancellation);
        }

        await StorePopularityAsync(tables, cancellation);
        tables.Writer.Commit();
        return tables.Pending.Count(Name) > 0;
    }

    /// <inheritdoc/>
    public async Task<PackageLocation> FetchAsync(PendingVersion version, CancellationToken cancellation)
    {
        // A feed that has gone away would be asked for every package that waits.
        if (Volatile.Read(ref _failures) >= FailuresInARow)
        {
            throw new BuildEndedException($"{Name} did not answer {FailuresInARow} times in a row.");
        }

        try
        {
            var location = await catalog.FetchAsync(version.Name, version.Version, null, cancellation);
            Volatile.Write(ref _failures, 0);
            return location;
        }
        catch (FeedException exception) when (exception.Error == SubjectError.SourceUnreachable)
        {
            Interlocked.Increment(ref _failures);
            throw;
        }
    }

    private async Task ListAsync(FeedTable places, BuildTables tables, CancellationToken cancellation)
    {
        var continuation = places.Cursor(Name, FeedPlace.Listing);
        if (continuation is null)
        {
            // Taken before the listing: what changes while it runs is told by the changes.
            places.SetCursor(Name, FeedPlace.BeforeListing, await catalog.FindCursorAsync(cancellation));
            tables.Writer.Commit();
        }

        using var now = new ListedNow(database);
        var listing = new FeedListOptions { AllVersions = !options.LatestOnly, Continuation = continuation, Notes = options.Notes };
        await foreach (var listed in catalog.ListAsync(listing, cancellation))
        {
            Take(listed, tables);
            now.Add(listed.Id.ToLowerInvariant(), listed.Version.ToLowerInvariant());
            places.SetCursor(Name, FeedPlace.Listing, listed.Continuation);
            CommitSometimes(tables);
        }

        if (continuation is null && isOnly && !options.LatestOnly)
        {
            foreach (var (name, version) in now.Missing())
            {
                tables.Writer.Tell(name, version, listed: false, null, null);
            }
        }

        places.SetCursor(Name, FeedPlace.Listing, null);
        places.SetCursor(Name, FeedPlace.Changes, places.Cursor(Name, FeedPlace.BeforeListing));
        places.SetCursor(Name, FeedPlace.BeforeListing, null);
        tables.Writer.Commit();
        if (continuation is not null)
        {
            // Downloads of the part that an earlier run listed are not at hand.
            _downloads.Clear();
        }
    }

    private async Task FollowAsync(string cursor, FeedTable places, BuildTables tables, CancellationToken cancellation)
    {
        await foreach (var change in catalog.ChangesAsync(cursor, places, cancellation))
        {
            if (change.Listing is { } listing)
            {
                Take(listing, tables);
            }
            else
            {
                // What is gone from the feed stays in the index, hidden.
                tables.Writer.Begin();
                tables.Pending.Drop(change.Id.ToLowerInvariant(), change.Version.ToLowerInvariant());
                tables.Writer.Tell(change.Id, change.Version, listed: false, null, null);
            }

            if (change.Cursor is not null)
            {
                places.SetCursor(Name, FeedPlace.Changes, change.Cursor);
            }

            CommitSometimes(tables);
        }

        tables.Writer.Commit();

        // Changes tell no downloads, and of a few ids only.
        _downloads.Clear();
    }

    private void Take(FeedListing listing, BuildTables tables)
    {
        var name = listing.Id.ToLowerInvariant();
        var version = listing.Version.ToLowerInvariant();
        if (listing.Downloads is { } downloads)
        {
            _downloads[name] = downloads;
        }

        tables.Writer.Begin();
        var known = tables.Known.ByName(name, version);
        if (known is not null)
        {
            tables.Writer.Tell(name, version, listing.Listed, listing.Published, listing.Deprecated);
        }

        if (known is null || !IsUpToDate(known, listing, tables))
        {
            tables.Pending.Put(name, version, Name, listing.Published, listing.Listed);
        }
    }

    // Read before, by what reads now, and the feed still names the same bytes.
    private static bool IsUpToDate(KnownVersion known, FeedListing listing, BuildTables tables) =>
        string.Equals(known.Extractor, tables.Extractor, StringComparison.Ordinal)
        && (listing.Sha512 is not { } told || known.Sha512 is not { } pinned || string.Equals(told, Convert.ToBase64String(pinned), StringComparison.Ordinal));

    private async Task StorePopularityAsync(BuildTables tables, CancellationToken cancellation)
    {
        if (_downloads.Count == 0)
        {
            await foreach (var (id, count) in catalog.PopularityAsync(options.Notes, cancellation))
            {
                _downloads[id.ToLowerInvariant()] = count;
            }
        }

        if (_downloads.Count > 0)
        {
            tables.Writer.StorePopularity(options.Date, Name, _downloads);
        }
    }

    private void CommitSometimes(BuildTables tables)
    {
        if (++_taken % ItemsPerTransaction == 0)
        {
            tables.Writer.Commit();
        }
    }
}
