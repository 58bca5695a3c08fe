using System.Text.Json;
using Assay.Model;
using Assay.Packages.Feeds;

namespace Assay.Packages;

/// <summary>A feed that may have a vulnerability index.</summary>
/// <param name="Name">Its name in the NuGet configuration.</param>
/// <param name="Address">Its service index.</param>
public sealed record AdvisoryFeed(string Name, string Address);

/// <summary>How a document was answered.</summary>
public enum AdvisoryAnswer
{
    /// <summary>It was sent.</summary>
    Found,
    /// <summary>There is none.</summary>
    Missing,
    /// <summary>It is the one that is known.</summary>
    Unchanged,
}

/// <summary>What a feed or an address sent.</summary>
/// <param name="Answer">How it was answered.</param>
/// <param name="Documents">The documents: of a vulnerability index the index, then its pages; none unless they were found.</param>
/// <param name="Validator">What tells later whether the first document is still the same; null for nothing.</param>
public sealed record AdvisoryDownload(AdvisoryAnswer Answer, IReadOnlyList<ReadOnlyMemory<byte>> Documents, DocumentValidator? Validator);

/// <summary>Gets advisories over HTTP: the vulnerability indexes of the feeds of the NuGet configuration, and documents at addresses.</summary>
/// <remarks>VulnerabilityInfo/6.7.0 (https://learn.microsoft.com/nuget/api/vulnerability-info). Redirects, credentials, limits and retries are those of all feeds.</remarks>
public sealed class AdvisoryFeeds : IDisposable
{
    private const string IndexType = "VulnerabilityInfo/6.7.0";
    private const int MostPages = DocumentLimits.AdvisoryPages;

    private readonly Dictionary<string, FeedSource> _sources;
    private readonly FeedHttp _http;

    private AdvisoryFeeds(FeedConfiguration configuration, FeedLimits limits)
    {
        var sources = configuration.AdvisorySources();
        _sources = sources.ToDictionary(source => source.Name, StringComparer.OrdinalIgnoreCase);
        Feeds = [.. sources.Select(source => new AdvisoryFeed(source.Name, source.Index!.AbsoluteUri))];
        _http = new FeedHttp(limits, TimeProvider.System, configuration.Proxy);
    }

    /// <summary>The V3 feeds to ask: the audit sources, then the enabled package sources; each address once.</summary>
    public IReadOnlyList<AdvisoryFeed> Feeds { get; }

    /// <summary>Reads the NuGet configuration that holds in a folder; throws <see cref="FeedException"/> when it is broken.</summary>
    public static AdvisoryFeeds Open(string? configurationFolder) =>
        new(FeedConfiguration.Load(configurationFolder, powerShellFolder: null), FeedLimits.Default with { DocumentBytes = DocumentLimits.AdvisoryBytes, DocumentTime = TimeSpan.FromHours(1) });

    /// <summary>Asks a feed for its vulnerability index; missing when it offers none. Throws <see cref="FeedException"/> when it cannot be asked.</summary>
    /// <param name="feed">One of <see cref="Feeds"/>.</param>
    /// <param name="known">The validator of the index that is known; null to have it in any case.</param>
    /// <param name="cancellation">Ends waiting.</param>
    public async Task<AdvisoryDownload> GetIndexAsync(AdvisoryFeed feed, DocumentValidator? known, CancellationToken cancellation)
    {
        var source = _sources[feed.Name];
        if (source.Obstacle is { } obstacle)
        {
            throw new FeedException(SubjectError.Usage, obstacle);
        }

        using var service = await _http.GetDocumentAsync(source.Index!, source, cancellation) ?? throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' has no service index at {source.Index!.GetLeftPart(UriPartial.Path)}.");
        var resource = service.RootElement.Items("resources").FirstOrDefault(resource => resource.Texts("@type").Contains(IndexType, StringComparer.OrdinalIgnoreCase));
        if (resource.ValueKind != JsonValueKind.Object || resource.Address("@id") is not { } address)
        {
            return new AdvisoryDownload(AdvisoryAnswer.Missing, [], null);
        }

        var index = await _http.GetAsync(address, source, FeedHttp.Json, known, cancellation);
        if (index.Kind == FeedAnswerKind.Unchanged)
        {
            return new AdvisoryDownload(AdvisoryAnswer.Unchanged, [], known);
        }

        var documents = new List<ReadOnlyMemory<byte>> { Content(index, address, source) };
        foreach (var page in Pages(index.Content, address, source))
        {
            documents.Add(Content(await _http.GetAsync(page, source, FeedHttp.Json, null, cancellation), page, source));
        }

        return new AdvisoryDownload(AdvisoryAnswer.Found, documents, index.Validator);
    }

    /// <summary>Gets the document at an address. Throws <see cref="FeedException"/> when that cannot be.</summary>
    public async Task<AdvisoryDownload> GetAsync(Uri address, DocumentValidator? known, CancellationToken cancellation)
    {
        if (address.UserInfo.Length > 0)
        {
            throw new FeedException(SubjectError.Usage, $"The address of {address.Host} has credentials in it: they are not kept.");
        }

        var source = new FeedSource { Name = address.GetLeftPart(UriPartial.Path), Index = address };
        var answer = await _http.GetAsync(address, source, "*/*", known, cancellation);
        return answer.Kind == FeedAnswerKind.Unchanged ? new AdvisoryDownload(AdvisoryAnswer.Unchanged, [], known) : new AdvisoryDownload(AdvisoryAnswer.Found, [Content(answer, address, source)], answer.Validator);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static ReadOnlyMemory<byte> Content(FeedAnswer answer, Uri address, FeedSource source) => answer.Kind switch
    {
        FeedAnswerKind.Found => answer.Content,
        FeedAnswerKind.Refused => throw FeedHttp.RefusedBy(source, address),
        _ => throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' has nothing at {address.GetLeftPart(UriPartial.Path)}."),
    };

    private static List<Uri> Pages(ReadOnlyMemory<byte> index, Uri address, FeedSource source)
    {
        using var document = FeedHttp.ParseJson(index, address, source);
        var pages = new List<Uri>();
        if (document.RootElement.ValueKind == JsonValueKind.Array)
        {
            foreach (var page in document.RootElement.EnumerateArray().Take(MostPages))
            {
                if (page.Text("@id") is { } text && Uri.TryCreate(address, text, out var target))
                {
                    pages.Add(target);
                }
            }
        }

        return pages;
    }
}
