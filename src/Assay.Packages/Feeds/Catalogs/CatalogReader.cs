using System.Runtime.CompilerServices;

namespace Assay.Packages.Feeds;

/// <summary>Follows the catalog of a V3 feed: an append-only record of pushed, changed and deleted versions.</summary>
/// <remarks>A cursor is a commit time of the server, never of a clock here. All items of one commit share it, so a cursor moves on only after the last of them.</remarks>
internal sealed class CatalogReader(FeedHttp http, FeedSource source, FeedLimits limits, Uri address)
{
    /// <summary>Reads the index of the catalog.</summary>
    public async Task<CatalogIndex> IndexAsync(CancellationToken cancellation) =>
        (await IndexAsync(null, cancellation)).Index!;

    /// <summary>Tells ids in the order in which the catalog first names them since a continuation, each once in one run.</summary>
    /// <param name="continuation">A commit time up to which ids were told; null for all.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    public async IAsyncEnumerable<IdStep> IdsAsync(string? continuation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = CommitInstant.ReadCursor(continuation);
        var index = await IndexAsync(cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var before = continuation;
        CatalogPageLink[] links = [.. index.Pages.Where(page => page.Commit > after)];
        await foreach (var (link, items) in Ahead.SelectAsync(links.ToAsyncEnumerable(), limits.RequestsPerHost, PageAsync, cancellation))
        {
            // The next page may hold more of the last commit of this one: it is told again.
            var end = CommitInstant.Write(link == links[^1] ? link.Commit : link.Commit.AddTicks(-1));
            string[] ids = [.. items.Where(item => item.Commit > after).Select(item => item.Id.ToLowerInvariant()).Where(seen.Add)];
            for (var i = 0; i < ids.Length; i++)
            {
                yield return new IdStep(ids[i], i == ids.Length - 1 ? end : before);
            }

            before = ids.Length == 0 ? before : end;
        }
    }

    /// <summary>Tells changes since a cursor; of several changes of one version in one page only the last.</summary>
    public async IAsyncEnumerable<FeedChange> ChangesAsync(string? cursor, IDocumentValidators? validators, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = CommitInstant.ReadCursor(cursor);

        // Without a cursor everything is to be told, whatever is known.
        var (index, validator) = await IndexAsync(cursor is null ? null : validators?.Find(address), cancellation);
        if (index is null)
        {
            validators?.Unchanged(address);
            yield break;
        }

        var safe = cursor;
        var last = after;
        CatalogPageLink[] links = [.. index.Pages.Where(page => page.Commit > after)];
        foreach (var link in links)
        {
            var (_, items) = await PageAsync(link, cancellation);
            CatalogItem[] news = [.. Last(items.Where(item => item.Commit > after))];
            var told = 0;
            await foreach (var (item, listing) in Ahead.SelectAsync(news.ToAsyncEnumerable(), limits.RequestsPerHost, LeafAsync, cancellation))
            {
                // Of the last commit of a page the next one may hold more.
                var endsCommit = ++told == news.Length ? link == links[^1] : news[told].Commit > item.Commit;
                safe = endsCommit ? CommitInstant.Write(item.Commit) : item.Commit > last && last > after ? CommitInstant.Write(last) : safe;
                last = item.Commit;
                yield return new FeedChange(item.Id, item.Version.ToNormalizedString(), listing, safe);
            }
        }

        if (validator is not null)
        {
            validators?.Taken(address, validator);
        }
    }

    private async Task<(CatalogIndex? Index, DocumentValidator? Validator)> IndexAsync(DocumentValidator? known, CancellationToken cancellation)
    {
        var answer = await http.GetAsync(address, source, FeedHttp.Json, known, cancellation);
        if (answer.Kind == FeedAnswerKind.Unchanged)
        {
            return (null, null);
        }

        if (answer.Kind != FeedAnswerKind.Found)
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' names a catalog that is not there: {address.GetLeftPart(UriPartial.Path)}.");
        }

        using var document = FeedHttp.ParseJson(answer.Content, address, source);
        return (CatalogIndex.Read(document.RootElement, limits), answer.Validator);
    }

    // A page that is missing would lose changes for good: the cursor must not pass it.
    private async Task<(CatalogPageLink Link, CatalogItem[] Items)> PageAsync(CatalogPageLink link, CancellationToken cancellation)
    {
        using var document = await http.GetDocumentAsync(link.Address, source, cancellation)
            ?? throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' names a page of its catalog that is not there: {link.Address.GetLeftPart(UriPartial.Path)}.");
        return (link, CatalogItem.ReadPage(document.RootElement, limits));
    }

    private async Task<(CatalogItem Item, FeedListing? Listing)> LeafAsync(CatalogItem item, CancellationToken cancellation)
    {
        if (item.IsDelete)
        {
            return (item, null);
        }

        using var document = await http.GetDocumentAsync(item.Leaf, source, cancellation);
        var entry = document is null ? null : RegistrationEntry.Read(document.RootElement);

        // A leaf that is missing, or speaks of another version, still leaves the change.
        return (item, RegistrationLister.Listing(item.Id, entry is not null && entry.Version == item.Version ? entry : new RegistrationEntry(item.Version, null, null, null, null, null), null));
    }

    private static IEnumerable<CatalogItem> Last(IEnumerable<CatalogItem> items) => items
        .Select((item, order) => (Item: item, Order: order))
        .GroupBy(numbered => (numbered.Item.Id.ToLowerInvariant(), numbered.Item.Version))
        .Select(group => group.Last())
        .OrderBy(numbered => numbered.Order)
        .Select(numbered => numbered.Item);
}
