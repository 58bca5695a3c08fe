using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Assay.Packages.Feeds;

/// <summary>Asks sources over HTTP: bounded redirects that are checked one by one, time limits, credentials for the own host only.</summary>
internal sealed class FeedHttp : IDisposable
{
    private readonly FeedLimits _limits;
    private readonly TimeProvider _time;
    private readonly HttpClient _documents;
    private readonly HttpClient _packages;

    public FeedHttp(FeedLimits limits, TimeProvider time, IWebProxy? proxy)
    {
        _limits = limits;
        _time = time;
        Retry = new FeedRetry(limits, time);
        _documents = Create(DecompressionMethods.All, proxy);

        // Ranges count in the bytes that are sent: packages are asked for as they are.
        _packages = Create(DecompressionMethods.None, proxy);
    }

    public FeedRetry Retry { get; }

    /// <summary>Gets a JSON document; null when there is none at the address.</summary>
    public Task<JsonDocument?> GetDocumentAsync(Uri address, FeedSource source, CancellationToken cancellation) => Retry.RunAsync(async () =>
    {
        using var response = await SendAsync(_documents, address, source, static _ => { }, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        using var content = new MemoryStream();
        await new ResponseBody(response, source, _limits.IdleTime, _limits.DocumentTime).CopyAsync(content, _limits.DocumentBytes, static _ => { }, cancellation);
        try
        {
            return JsonDocument.Parse(content.GetBuffer().AsMemory(0, (int)content.Length).ToArray());
        }
        catch (JsonException exception)
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' answered with something that is not JSON at {Plain(address)}.", exception);
        }
    }, cancellation);

    /// <summary>Asks for a package. The answer is a success, 404, 410 or 416; everything else is thrown.</summary>
    public Task<HttpResponseMessage> GetPackageAsync(Uri address, FeedSource source, RangeHeaderValue? range, RangeConditionHeaderValue? condition, CancellationToken cancellation) =>
        SendAsync(_packages, address, source, request => (request.Headers.Range, request.Headers.IfRange) = (range, condition), cancellation);

    public void Dispose()
    {
        _documents.Dispose();
        _packages.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, Uri address, FeedSource source, Action<HttpRequestMessage> prepare, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            AddressRule.Check(address, source);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = source.IsOwn(address) ? source.Authorization : null;
            prepare(request);
            var response = await SendOnceAsync(client, request, source, cancellation);
            if (IsAnswer(response.StatusCode))
            {
                return response;
            }

            using (response)
            {
                if (response.Headers.Location is not { } target || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                {
                    throw Failure(response, source, address);
                }

                if (redirects == _limits.Redirects)
                {
                    throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' redirects more than {_limits.Redirects} times.");
                }

                address = new Uri(address, target);
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpClient client, HttpRequestMessage request, FeedSource source, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(_limits.AnswerTime);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' cannot be reached: no secure connection to {request.RequestUri!.Authority}: {(exception.InnerException ?? exception).Message}", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new TransientFeedException($"Source '{source.Name}' cannot be reached: {exception.Message}", cause: exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientFeedException($"Source '{source.Name}' did not answer within {_limits.AnswerTime.TotalSeconds} s.", cause: exception);
        }
    }

    private Exception Failure(HttpResponseMessage response, FeedSource source, Uri address)
    {
        var status = (int)response.StatusCode;
        return status switch
        {
            401 when source.Authorization is null => new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' wants credentials (401): add them to the NuGet configuration."),
            401 => new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' does not accept the credentials of the NuGet configuration (401)."),
            403 => new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' refuses access (403): it may want {(source.Authorization is null ? "" : "other ")}credentials."),
            408 or 429 or >= 500 => new TransientFeedException($"Source '{source.Name}' is not available: {address.Authority} answered {status}.", RetryAfter(response)),
            _ => new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' answered {status} at {Plain(address)}."),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private HttpClient Create(DecompressionMethods decompression, IWebProxy? proxy)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = decompression,
            ConnectTimeout = _limits.AnswerTime,
            MaxResponseHeadersLength = 64,
        };
        if (proxy is not null)
        {
            handler.Proxy = proxy;
        }

        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("assay", null));
        return client;
    }

    private static bool IsAnswer(HttpStatusCode status) => (int)status is (>= 200 and < 300) or 404 or 410 or 416;

    // Without query: some feeds sign addresses.
    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Path);
}
