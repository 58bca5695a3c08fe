using System.Buffers;
using System.Diagnostics;

namespace Assay.Packages.Feeds;

/// <summary>Reads the content of an answer within limits of size and time.</summary>
internal sealed class ResponseBody(HttpResponseMessage response, FeedSource source, TimeSpan idleTime, TimeSpan wholeTime)
{
    private const int BufferSize = 81_920;

    /// <summary>Copies the content; throws as soon as there is more of it than <paramref name="limit"/>. Each arrival is told with its size.</summary>
    public async Task CopyAsync(Stream target, long limit, Action<int> arrived, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var content = await response.Content.ReadAsStreamAsync(cancellation);
            var left = limit;
            var started = Stopwatch.GetTimestamp();
            while (await ReadAsync(content, buffer, cancellation) is > 0 and var count)
            {
                left -= count;
                if (left < 0)
                {
                    throw TooLarge(limit);
                }

                // Idle time alone would let a source send one byte at a time for ever.
                if (Stopwatch.GetElapsedTime(started) > wholeTime)
                {
                    throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' sends too slowly: {response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path)} was not complete within {wholeTime.TotalMinutes} minutes.");
                }

                await target.WriteAsync(buffer.AsMemory(0, count), cancellation);
                arrived(count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(idleTime);
        try
        {
            return await content.ReadAsync(buffer, limited.Token);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientFeedException($"Source '{source.Name}' sent nothing for {idleTime.TotalSeconds} s.", cause: exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new TransientFeedException($"The connection to source '{source.Name}' was cut: {exception.Message}", cause: exception);
        }
        catch (InvalidDataException exception)
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' sent content that cannot be unpacked.", exception);
        }
    }

    private FeedException TooLarge(long limit) => new(SubjectError.Unreadable, $"Source '{source.Name}' sends more than {limit} bytes at {response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path)}.");
}
