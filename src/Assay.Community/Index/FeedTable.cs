using Assay.Packages;

namespace Assay.Community.Index;

/// <summary>How far feeds were followed, and which of their documents are unchanged. Written in the transaction of what a document or cursor led to.</summary>
internal sealed class FeedTable(IndexDatabase database, IndexWriter writer) : IDocumentValidators, IDisposable
{
    private readonly Statement _cursor = new(database, "SELECT cursor FROM feed_cursor WHERE feed = $1");
    private readonly Statement _setCursor = new(database, "INSERT INTO feed_cursor (feed, cursor) VALUES ($1, $2) ON CONFLICT (feed) DO UPDATE SET cursor = excluded.cursor");
    private readonly Statement _dropCursor = new(database, "DELETE FROM feed_cursor WHERE feed = $1");
    private readonly Statement _document = new(database, "SELECT etag, last_modified FROM feed_document WHERE address = $1");
    private readonly Statement _setDocument = new(database, "INSERT INTO feed_document (address, etag, last_modified) VALUES ($1, $2, $3) ON CONFLICT (address) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified");

    /// <summary>Gives a place in what a feed tells; null when none was kept.</summary>
    public string? Cursor(string feed, FeedPlace place) => (string?)_cursor.Scalar(Key(feed, place));

    /// <summary>Keeps a place with the transaction; null forgets it.</summary>
    public void SetCursor(string feed, FeedPlace place, string? cursor)
    {
        writer.Begin();
        if (cursor is null)
        {
            _dropCursor.Run(Key(feed, place));
        }
        else
        {
            _setCursor.Run(Key(feed, place), cursor);
        }
    }

    /// <inheritdoc/>
    public DocumentValidator? Find(Uri address)
    {
        using var rows = _document.Query(address.AbsoluteUri);
        return rows.Read() ? new DocumentValidator(rows.IsDBNull(0) ? null : rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1)) : null;
    }

    /// <inheritdoc/>
    public void Taken(Uri address, DocumentValidator validator)
    {
        writer.Begin();
        _setDocument.Run(address.AbsoluteUri, validator.ETag, validator.LastModified);
    }

    /// <inheritdoc/>
    public void Unchanged(Uri address)
    {
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_cursor, _setCursor, _dropCursor, _document, _setDocument])
        {
            statement.Dispose();
        }
    }

    // Names of feeds have no line breaks.
    private static string Key(string feed, FeedPlace place) => place switch
    {
        FeedPlace.Changes => feed,
        FeedPlace.Listing => feed + "\nlisting",
        _ => feed + "\nbefore the listing",
    };
}

/// <summary>A place in what a feed tells.</summary>
internal enum FeedPlace
{
    /// <summary>Changes until here were taken in.</summary>
    Changes,
    /// <summary>A listing that was not finished was taken in until here.</summary>
    Listing,
    /// <summary>Where changes stood when that listing began.</summary>
    BeforeListing,
}
