using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Assay.Packages.Feeds;

/// <summary>Asks sources over HTTP: bounded redirects that are checked one by one, time limits, credentials for the own host only.</summary>
internal sealed class FeedHttp : IDisposable
{
    /// <summary>What is wanted of documents of the V3 protocol.</summary>
    public const string Json = "application/json";

    private const int ValidatorLength = 1024;

    private readonly FeedLimits _limits;
    private readonly TimeProvider _time;
    private readonly HostGates _gates;
    private readonly HttpClient _documents;
    private readonly HttpClient _packages;

    public FeedHttp(FeedLimits limits, TimeProvider time, IWebProxy? proxy, FeedConnector? connector = null)
    {
        _limits = limits;
        _time = time;
        Retry = new FeedRetry(limits, time);
        _gates = new HostGates(limits.RequestsPerHost, time);
        _documents = Create(DecompressionMethods.All, proxy, connector ?? FeedConnector.Default);

        // Ranges count in the bytes that are sent: packages are asked for as they are.
        _packages = Create(DecompressionMethods.None, proxy, connector ?? FeedConnector.Default);
    }

    public FeedRetry Retry { get; }

    /// <summary>Gets a JSON document; null when there is none at the address.</summary>
    public async Task<JsonDocument?> GetDocumentAsync(Uri address, FeedSource source, CancellationToken cancellation)
    {
        var answer = await GetAsync(address, source, Json, null, cancellation);
        return answer.Kind switch
        {
            FeedAnswerKind.Found => ParseJson(answer.Content, address, source),
            FeedAnswerKind.Refused => throw RefusedBy(source, address),
            _ => null,
        };
    }

    /// <summary>Says that a source does not accept a request.</summary>
    public static FeedException RefusedBy(FeedSource source, Uri address) => new(SubjectError.SourceUnreachable, $"Source '{source.Name}' answered 400 at {Plain(address)}.");

    /// <summary>Gets a document of any form.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="source">Whose it is.</param>
    /// <param name="accept">The media types that are wanted.</param>
    /// <param name="known">The validator of what is known; null to have the document in any case.</param>
    /// <param name="cancellation">Ends waiting.</param>
    public Task<FeedAnswer> GetAsync(Uri address, FeedSource source, string accept, DocumentValidator? known, CancellationToken cancellation) => Retry.RunAsync(async () =>
    {
        using var answer = await SendAsync(_documents, address, source, request => Prepare(request, accept, known), cancellation);
        var response = answer.Response;
        if (!response.IsSuccessStatusCode)
        {
            return new FeedAnswer(response.StatusCode switch { HttpStatusCode.NotModified => FeedAnswerKind.Unchanged, HttpStatusCode.BadRequest => FeedAnswerKind.Refused, _ => FeedAnswerKind.Missing }, default, null);
        }

        using var content = new MemoryStream();
        await new ResponseBody(response, source, _limits.IdleTime, _limits.DocumentTime).CopyAsync(content, _limits.DocumentBytes, static _ => { }, cancellation);
        return new FeedAnswer(FeedAnswerKind.Found, content.GetBuffer().AsMemory(0, (int)content.Length), ValidatorOf(response));
    }, cancellation);

    /// <summary>Reads a document as JSON; throws when it is none.</summary>
    public static JsonDocument ParseJson(ReadOnlyMemory<byte> content, Uri address, FeedSource source)
    {
        try
        {
            return JsonGuard.HasTooManyTokens(content.Span)
                ? throw new FeedException(SubjectError.Unreadable, $"Source '{source.Name}' sends a document of more than {JsonGuard.Tokens} values at {Plain(address)}.")
                : JsonDocument.Parse(content);
        }
        catch (JsonException exception)
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' answered with something that is not JSON at {Plain(address)}.", exception);
        }
    }

    /// <summary>Asks for a package. The answer is a success, 404, 410 or 416; everything else is thrown.</summary>
    public Task<OpenAnswer> GetPackageAsync(Uri address, FeedSource source, RangeHeaderValue? range, RangeConditionHeaderValue? condition, CancellationToken cancellation) =>
        SendAsync(_packages, address, source, request => (request.Headers.Range, request.Headers.IfRange) = (range, condition), cancellation);

    public void Dispose()
    {
        _documents.Dispose();
        _packages.Dispose();
    }

    private async Task<OpenAnswer> SendAsync(HttpClient client, Uri address, FeedSource source, Action<HttpRequestMessage> prepare, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            AddressRule.Check(address, source);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = source.IsOwn(address) ? source.Authorization : null;
            request.Options.Set(FeedConnector.Source, source);
            prepare(request);
            var answer = await OpenAsync(client, request, source, cancellation);
            if (IsAnswer(answer.Response.StatusCode, request))
            {
                return answer;
            }

            using (answer)
            {
                var response = answer.Response;
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

    private async Task<OpenAnswer> OpenAsync(HttpClient client, HttpRequestMessage request, FeedSource source, CancellationToken cancellation)
    {
        var place = await _gates.EnterAsync(request.RequestUri!, cancellation);
        try
        {
            return new OpenAnswer(await SendOnceAsync(client, request, source, cancellation), place);
        }
        catch
        {
            place.Dispose();
            throw;
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
        catch (HttpRequestException exception) when (exception.InnerException is FeedException refusal)
        {
            throw new FeedException(refusal.Error, refusal.Message, refusal);
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
            408 or 429 or >= 500 => Passing(response, source, address),
            _ => new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' answered {status} at {Plain(address)}."),
        };
    }

    // All requests wait for what one of them was told, as far as any of them would.
    private TransientFeedException Passing(HttpResponseMessage response, FeedSource source, Uri address)
    {
        var pause = RetryAfter(response);
        if (pause > TimeSpan.Zero && pause <= _limits.LongestDelay)
        {
            _gates.Close(address, pause.Value);
        }

        return new TransientFeedException($"Source '{source.Name}' is not available: {address.Authority} answered {(int)response.StatusCode}.", pause);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private HttpClient Create(DecompressionMethods decompression, IWebProxy? proxy, FeedConnector connector)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = decompression,
            ConnectTimeout = _limits.AnswerTime,
            MaxResponseHeadersLength = 64,
            ConnectCallback = connector.ConnectAsync,
        };
        if (proxy is not null)
        {
            handler.Proxy = proxy;
        }

        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("assay", null));
        return client;
    }

    // 400 and 304 answer what was asked of a document; of a package they would be nonsense.
    private static bool IsAnswer(HttpStatusCode status, HttpRequestMessage request) => (int)status switch
    {
        (>= 200 and < 300) or 404 or 410 or 416 => true,
        304 => request.Headers.Contains("If-None-Match") || request.Headers.Contains("If-Modified-Since"),
        400 => request.Headers.Accept.Count > 0,
        _ => false,
    };

    private static void Prepare(HttpRequestMessage request, string accept, DocumentValidator? known)
    {
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (known?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (known?.LastModified is { } instant)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", instant);
        }
    }

    private static DocumentValidator? ValidatorOf(HttpResponseMessage response)
    {
        var tag = response.Headers.ETag?.ToString();
        var instant = response.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture);
        return tag is { Length: > ValidatorLength } || (tag is null && instant is null) ? null : new DocumentValidator(tag, instant);
    }

    // Without query: some feeds sign addresses.
    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Path);
}
