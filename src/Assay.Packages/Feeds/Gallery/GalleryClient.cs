using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>What a V2 query gave.</summary>
/// <param name="Entries">Each version once, by id and version.</param>
/// <param name="IsAgreed">False when no two passes gave the same rows.</param>
/// <param name="Validator">That of the answer, when it was one page.</param>
internal sealed record GalleryRows(IReadOnlyList<GalleryEntry> Entries, bool IsAgreed, DocumentValidator? Validator);

/// <summary>Asks a V2 feed, and copes with how its paging is known to fail.</summary>
/// <remarks>
/// Next links may repeat rows: a page that brings no new row ends a pass. Counts and rows flicker from one request to the next: a query of several pages is repeated
/// until two passes give the same versions, and what any pass gave is there.
/// </remarks>
internal sealed class GalleryClient(FeedHttp http, FeedSource source, FeedLimits limits)
{
    private const string Accepted = "application/atom+xml, application/xml";

    /// <summary>Base of the feed, ending with <c>/</c>.</summary>
    public Uri Root { get; } = source.Index!.AbsoluteUri.EndsWith('/') ? source.Index : new Uri(source.Index.AbsoluteUri + "/");

    /// <summary>Gives all rows of a query; the kind says when there is no such query, or it is unchanged.</summary>
    public async Task<(FeedAnswerKind Kind, GalleryRows? Rows)> FindAsync(GalleryQuery query, DocumentValidator? known, CancellationToken cancellation)
    {
        var all = new Dictionary<(string, NuGetVersion), GalleryEntry>();
        HashSet<(string, NuGetVersion)>? before = null;
        for (var number = 1; ; number++)
        {
            var (kind, pass) = await PassAsync(query, number == 1 ? known : null, cancellation);
            if (pass is null)
            {
                // A query that was answered before does not go away.
                return number == 1 ? (kind, null) : (FeedAnswerKind.Found, Rows(all, false, null));
            }

            foreach (var (key, entry) in pass.Entries)
            {
                all[key] = entry;
            }

            if (pass.IsSure || (before is not null && before.SetEquals(pass.Entries.Keys)))
            {
                return (FeedAnswerKind.Found, Rows(all, true, pass.Validator));
            }

            if (number == limits.Passes)
            {
                return (FeedAnswerKind.Found, Rows(all, false, null));
            }

            before = [.. pass.Entries.Keys];
        }
    }

    /// <summary>Gives one version; null when the feed does not have it.</summary>
    public async Task<GalleryEntry?> FindAsync(string id, NuGetVersion version, CancellationToken cancellation)
    {
        var address = GalleryQuery.Exact(Root, id, version);
        var answer = await http.GetAsync(address, source, Accepted, null, cancellation);
        return answer.Kind != FeedAnswerKind.Found ? null : GalleryPage.Read(answer.Content, address, source, limits).Entries
            .FirstOrDefault(entry => entry.Version == version && string.Equals(entry.Id, id, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Gives the first page of a query; null when there is none.</summary>
    public async Task<GalleryPage?> PeekAsync(GalleryQuery query, CancellationToken cancellation)
    {
        var address = query.At(Root, 0);
        var answer = await http.GetAsync(address, source, Accepted, null, cancellation);
        return answer.Kind == FeedAnswerKind.Found ? GalleryPage.Read(answer.Content, address, source, limits) : null;
    }

    private async Task<(FeedAnswerKind Kind, Pass? Pass)> PassAsync(GalleryQuery query, DocumentValidator? known, CancellationToken cancellation)
    {
        var entries = new Dictionary<(string, NuGetVersion), GalleryEntry>();
        var asked = new HashSet<Uri>();
        var address = query.At(Root, 0);
        var received = 0;
        long? count = null;
        DocumentValidator? validator = null;
        while (asked.Add(address) && asked.Count <= limits.Pages && entries.Count < limits.Rows)
        {
            var answer = await http.GetAsync(address, source, Accepted, asked.Count == 1 ? known : null, cancellation);
            if (answer.Kind != FeedAnswerKind.Found)
            {
                if (asked.Count == 1)
                {
                    return (answer.Kind, null);
                }

                break;
            }

            var page = GalleryPage.Read(answer.Content, address, source, limits);
            validator = answer.Validator;
            count = page.Count ?? count;
            received += page.Rows;
            var before = entries.Count;
            foreach (var entry in page.Entries)
            {
                entries.TryAdd((entry.Id.ToLowerInvariant(), entry.Version), entry);
            }

            if (asked.Count == 1 && page.Next is null && page.Rows < GalleryQuery.Top && (count is null || count == page.Rows))
            {
                return (FeedAnswerKind.Found, new Pass(entries, true, validator));
            }

            if (entries.Count == before)
            {
                break;
            }

            if (page.Next is not null)
            {
                address = page.Next;
            }
            else if (received < count || (count is null && page.Rows >= GalleryQuery.Top))
            {
                address = query.At(Root, received);
            }
        }

        return (FeedAnswerKind.Found, new Pass(entries, false, asked.Count == 1 ? validator : null));
    }

    private static GalleryRows Rows(Dictionary<(string Id, NuGetVersion Version), GalleryEntry> all, bool agreed, DocumentValidator? validator) =>
        new([.. all.OrderBy(row => row.Key.Id, StringComparer.Ordinal).ThenBy(row => row.Key.Version).Select(row => row.Value)], agreed, validator);

    private sealed record Pass(Dictionary<(string Id, NuGetVersion Version), GalleryEntry> Entries, bool IsSure, DocumentValidator? Validator);
}
