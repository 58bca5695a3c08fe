namespace Assay.Packages;

/// <summary>One version as a source lists it.</summary>
/// <param name="Id">Package id as the source writes it.</param>
/// <param name="Version">Normalised version.</param>
/// <param name="Published">Publication instant, <c>yyyy-MM-ddTHH:mm:ssZ</c>; null where the source does not tell.</param>
/// <param name="Listed">False when the source hides the version from searches; null where it does not tell.</param>
/// <param name="Deprecated">Why the version should no longer be used; null when it is not deprecated.</param>
/// <param name="Downloads">Downloads of all versions of the id together; null where the source does not tell.</param>
/// <param name="Sha512">SHA-512 of the file in base-64; null where the source does not tell.</param>
/// <param name="Size">Bytes of the file; null where the source does not tell.</param>
/// <param name="Tags">Tags in the order of the manifest.</param>
public sealed record FeedListing(string Id, string Version, string? Published, bool? Listed, string? Deprecated, long? Downloads, string? Sha512, long? Size, IReadOnlyList<string> Tags)
{
    /// <summary>Accounts that own the id; none where the source does not tell.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>True when the source reserves the prefix of the id for its owners; null where it does not tell.</summary>
    public bool? Verified { get; init; }

    /// <summary>Where a later listing goes on when this version has been taken in; null for the beginning. Storing it with the version is always safe: at most one document is told again.</summary>
    public string? Continuation { get; init; }
}

/// <summary>What to list of a source.</summary>
public sealed record FeedListOptions
{
    /// <summary>True for every version; false for the one that stands for the package: listed before hidden, stable before prerelease, then the highest.</summary>
    public bool AllVersions { get; init; }

    /// <summary>Ids to list; null for all that the source knows.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>The <see cref="FeedListing.Continuation"/> of the last listing that was taken in, under the same options; null to begin.</summary>
    public string? Continuation { get; init; }

    /// <summary>Knows which documents are unchanged: what they say is not told again. Null to read them all.</summary>
    public IDocumentValidators? Validators { get; init; }

    /// <summary>Hears sentences for a person: ids that are not known, rows that cannot be reached.</summary>
    public IProgress<string>? Notes { get; init; }
}

/// <summary>One change that a source recorded.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Normalised version.</param>
/// <param name="Listing">What holds since the change; null when the version was deleted.</param>
/// <param name="Cursor">Where to go on when this change has been taken in. Storing it with the change is always safe: changes of one instant may be told again.</param>
public sealed record FeedChange(string Id, string Version, FeedListing? Listing, string? Cursor);

/// <summary>How often the versions of an id were downloaded.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Downloads">Downloads of all versions together.</param>
public readonly record struct FeedPopularity(string Id, long Downloads);

/// <summary>Remembers documents of sources whose content has been taken in, so that unchanged ones are neither sent nor read again.</summary>
/// <remarks>Called by the thread that enumerates, in order: <see cref="Taken"/> comes after everything that the document says has been handed over and the next item was asked for. Storing it no earlier than that content is safe.</remarks>
public interface IDocumentValidators
{
    /// <summary>Gives what the source said of the document when it was taken in; null when it was not.</summary>
    DocumentValidator? Find(Uri address);

    /// <summary>Hears that a document has been taken in.</summary>
    void Taken(Uri address, DocumentValidator validator);

    /// <summary>Hears that a document is as it was: nothing of it is told.</summary>
    void Unchanged(Uri address);
}

/// <summary>What tells whether a document is still the same: RFC 9110 section 8.8. Of a file in a folder: its size and the time of its last change.</summary>
/// <param name="ETag">Entity tag with its quotes; null when there is none.</param>
/// <param name="LastModified">The text of the header <c>Last-Modified</c>; null when there is none.</param>
public sealed record DocumentValidator(string? ETag, string? LastModified);
