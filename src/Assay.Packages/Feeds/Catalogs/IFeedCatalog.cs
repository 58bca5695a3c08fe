namespace Assay.Packages;

/// <summary>A source seen as a whole: what a community is built from and kept current by. Members throw <see cref="FeedException"/> when the source cannot be asked; they may be called from several threads, an enumeration from one.</summary>
public interface IFeedCatalog : IDisposable
{
    /// <summary>What to call it, and the key of what is remembered of it: its name in the configuration, else its address or folder.</summary>
    string Name { get; }

    /// <summary><c>nuget</c> or <c>psgallery</c>; null where the layout of each package decides.</summary>
    string? Community { get; }

    /// <summary>True when the source keeps a record of its changes: <see cref="ChangesAsync"/> tells them.</summary>
    bool TellsChanges { get; }

    /// <summary>Lists packages: each id's versions one after another, ids in the order of the source.</summary>
    /// <remarks>A version may come again, after a resumption or because the source repeats itself: the later listing holds.</remarks>
    IAsyncEnumerable<FeedListing> ListAsync(FeedListOptions options, CancellationToken cancellation);

    /// <summary>Gives the cursor after the newest change; null when the source does not tell changes. Taken before a listing, it is where the changes since then begin.</summary>
    Task<string?> FindCursorAsync(CancellationToken cancellation);

    /// <summary>Tells what has changed since a cursor, oldest first.</summary>
    /// <param name="cursor">Where an earlier enumeration ended; null for all changes ever.</param>
    /// <param name="validators">Knows which documents are unchanged; null to read them all.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    IAsyncEnumerable<FeedChange> ChangesAsync(string? cursor, IDocumentValidators? validators, CancellationToken cancellation);

    /// <summary>Tells downloads by id, as far as the source counts and tells them; each id once.</summary>
    IAsyncEnumerable<FeedPopularity> PopularityAsync(IProgress<string>? notes, CancellationToken cancellation);

    /// <summary>Gives the file of a version, checked against the hash that the source names, with what the source says of it.</summary>
    /// <exception cref="FeedException">The source does not have it, or sent something else.</exception>
    Task<PackageLocation> FetchAsync(string id, string version, IProgress<DownloadProgress>? progress, CancellationToken cancellation);
}
