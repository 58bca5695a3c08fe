using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Assay.Packages.Manifest;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>What a V3 search says of an id.</summary>
internal sealed record SearchRow(string Id, NuGetVersion? Latest, long? Downloads, bool? Verified, string? Deprecated, IReadOnlyList<string> Owners, IReadOnlyList<string> Tags, IReadOnlyList<NuGetVersion> Versions)
{
    private const int MostOwners = 100;
    private const int OwnerLength = 256;

    /// <summary>Reads a row; null when it names no id.</summary>
    public static SearchRow? Read(JsonElement row, FeedLimits limits) => row.Text("id") is not { } id || PackageIdentity.DefectOfId(id) is not null ? null : new SearchRow(
        id,
        NuGetVersion.TryParse(row.Text("version"), out var latest) ? latest : null,
        row.Number("totalDownloads"),
        row.Flag("verified"),
        row.Member("deprecation") is { ValueKind: JsonValueKind.Object } deprecation ? RegistrationEntry.Describe(deprecation) : null,
        [.. row.Texts("owners").Take(MostOwners).Where(owner => owner.Length <= OwnerLength)],
        FeedTags.Bound(row.Texts("tags").SelectMany(FeedTags.Split)),
        [.. row.Items("versions").Take(limits.Versions).Select(item => NuGetVersion.TryParse(item.Text("version"), out var version) ? version : null).OfType<NuGetVersion>()]);
}

/// <summary>Pages through the search of a V3 feed.</summary>
/// <remarks>The feed that everybody uses shows no more than the first 4,000 rows: <c>skip</c> up to 3,000, <c>take</c> up to 1,000. Rows move while one pages: each id is told once.</remarks>
internal sealed class SearchPages(FeedHttp http, FeedSource source, FeedLimits limits, Uri search)
{
    /// <summary>Most rows that a request may ask for.</summary>
    public const int Take = 1000;

    /// <summary>Tells the rows of all packages.</summary>
    public async IAsyncEnumerable<SearchRow> AllAsync(IProgress<string>? notes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long? total = null;
        for (int page = 0, skip = 0; page < limits.Pages && seen.Count < limits.Rows; page++)
        {
            var address = AddressOf("", skip, Take);
            var answer = await http.GetAsync(address, source, FeedHttp.Json, null, cancellation);
            if (answer.Kind == FeedAnswerKind.Refused && skip > 0)
            {
                break;
            }

            using var document = answer.Kind switch
            {
                FeedAnswerKind.Found => FeedHttp.ParseJson(answer.Content, address, source),
                FeedAnswerKind.Refused => throw FeedHttp.RefusedBy(source, address),
                _ => throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' names a search that is not there: {address.GetLeftPart(UriPartial.Path)}."),
            };
            total = document.RootElement.Number("totalHits") ?? total;
            var rows = 0;
            var added = 0;
            foreach (var item in document.RootElement.Items("data").Take(Take))
            {
                rows++;
                if (SearchRow.Read(item, limits) is { } row && seen.Add(row.Id))
                {
                    added++;
                    yield return row;
                }
            }

            skip += rows;
            if (added == 0 || skip >= total)
            {
                break;
            }
        }

        if (total > seen.Count)
        {
            notes?.Report(string.Create(CultureInfo.InvariantCulture, $"The search of source '{source.Name}' shows {seen.Count} of {total} packages."));
        }
    }

    /// <summary>Gives the row of one id; null when the search does not show it.</summary>
    public async Task<SearchRow?> FindAsync(string id, CancellationToken cancellation)
    {
        var address = AddressOf("packageid:" + id, 0, 20);
        var answer = await http.GetAsync(address, source, FeedHttp.Json, null, cancellation);
        if (answer.Kind != FeedAnswerKind.Found)
        {
            return null;
        }

        using var document = FeedHttp.ParseJson(answer.Content, address, source);
        return document.RootElement.Items("data").Take(Take).Select(item => SearchRow.Read(item, limits)).FirstOrDefault(row => string.Equals(row?.Id, id, StringComparison.OrdinalIgnoreCase));
    }

    private Uri AddressOf(string query, int skip, int take) => new(string.Create(CultureInfo.InvariantCulture, $"{search.AbsoluteUri}{(search.Query.Length == 0 ? '?' : '&')}q={Uri.EscapeDataString(query)}&skip={skip}&take={take}&prerelease=true&semVerLevel=2.0.0"));
}
