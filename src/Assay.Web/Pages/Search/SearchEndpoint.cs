using System.Diagnostics;
using System.Globalization;
using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Pages.Search;

/// <summary>Gives the answer to a search as a page or as JSON. Answers are kept for as long as the indexes stay as they are.</summary>
internal sealed class SearchEndpoint(Catalogues catalogues, PackageSearch search, IOptions<PortalOptions> options)
{
    private const long BytesOfKeptPages = 32 << 20;
    private const string Html = "text/html; charset=utf-8";
    private const string Json = "application/json";

    private readonly RecentlyUsed<string, Kept> _kept = new(BytesOfKeptPages, static kept => kept.Bytes.Length + 500);

    public async Task AnswerAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var request = SearchRequest.Of(context.Request);
        var isForProgram = ErrorPages.IsForProgram(context.Request);
        var key = $"{State(request.Community)}{(isForProgram ? Json : Html)} {request.Address}";
        var wasKept = _kept.TryGet(key, out var kept);
        try
        {
            if (kept is null)
            {
                kept = Make(request, isForProgram);
                _kept.Keep(key, kept);
            }
        }
        catch (QueryException refusal)
        {
            await (isForProgram
                ? Results.Problem(refusal.Message, statusCode: StatusCodes.Status400BadRequest, title: "This query cannot be answered", extensions: [new("position", refusal.Position)])
                : SearchPage.Refused(request, refusal)).ExecuteAsync(context);
            return;
        }

        context.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"total;dur={Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.00}{(wasKept ? ", kept" : $", find;dur={kept.Find:0.00}, write;dur={kept.Write:0.00}")}");
        await PageBytes.WriteAsync(context, kept.Bytes, kept.Type, StatusCodes.Status200OK, "private, no-cache", kept.Tag);
    }

    private Kept Make(SearchRequest request, bool isForProgram)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = search.Find(request);
        var found = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var bytes = isForProgram ? SearchJson.Write(answer) : SearchPage.Of(answer).Render(options.Value.Name);
        return new Kept(bytes, isForProgram ? Json : Html, $"\"{PageTag.Of(bytes)}\"", found, Stopwatch.GetElapsedTime(start).TotalMilliseconds - found);
    }

    // What answers depend on: the counts, and whether the indexes have grown since.
    private string State(string? community) => string.Concat(catalogues.Of(community).Select(known => known.Read(
        reader => StoredPrevalence.Newest(reader.Database, PrevalenceScope.Usual) is { } stored ? string.Create(CultureInfo.InvariantCulture, $"{known.Name} {stored.Date} {stored.Generation} {IndexGeneration.Of(reader.Database)} ") : "", "")));

    private sealed record Kept(byte[] Bytes, string Type, string Tag, double Find, double Write);
}
