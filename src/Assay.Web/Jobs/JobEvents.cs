using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Assay.Web.Jobs;

/// <summary>Tells a browser of the changes of a job as they happen: server-sent events (HTML 9.2). The stream ends with the job.</summary>
internal sealed class JobEvents(IJobs jobs, IHostApplicationLifetime lifetime)
{
    // Each holds a connection; whoever gets none still has the page that loads itself again.
    private const int MostStreams = 256;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private int _streams;

    public async Task WriteAsync(HttpContext context, string id)
    {
        if (jobs.Find(id) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (Interlocked.Increment(ref _streams) > MostStreams)
        {
            Interlocked.Decrement(ref _streams);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await WriteAsync(context.Response, id, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader or the server has gone; a browser asks again by itself.
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private async Task WriteAsync(HttpResponse response, string id, CancellationToken cancellation)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        // Proxies that collect answers would hold the events back.
        response.Headers["X-Accel-Buffering"] = "no";
        await response.WriteAsync("retry: 3000\n\n", cancellation);
        await response.Body.FlushAsync(cancellation);
        await using var changes = jobs.WatchAsync(id, cancellation).GetAsyncEnumerator(cancellation);
        var next = changes.MoveNextAsync().AsTask();
        for (var number = 1; ;)
        {
            if (await Task.WhenAny(next, Task.Delay(Heartbeat, cancellation)) != next)
            {
                cancellation.ThrowIfCancellationRequested();
                await response.WriteAsync(":\n\n", cancellation);
            }
            else if (await next)
            {
                await response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {number++}\ndata: {Describe(changes.Current)}\n\n"), cancellation);
                next = changes.MoveNextAsync().AsTask();
            }
            else
            {
                return;
            }

            await response.Body.FlushAsync(cancellation);
        }
    }

    // Escapes line breaks, so that an event is one line.
    private static string Describe(Job job)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("state", job.State.ToString().ToLowerInvariant());
            json.WriteString("text", job.Stage ?? job.Error);
            json.WriteBoolean("ended", job.IsEnded);
            json.WriteString("address", JobAddresses.Report(job) ?? JobAddresses.Of(job));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
