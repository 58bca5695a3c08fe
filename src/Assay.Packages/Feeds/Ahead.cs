using System.Runtime.CompilerServices;

namespace Assay.Packages.Feeds;

/// <summary>Works ahead of who takes the results: a bounded number of items at once, results in the order of the items.</summary>
internal static class Ahead
{
    public static async IAsyncEnumerable<TResult> SelectAsync<T, TResult>(IAsyncEnumerable<T> items, int window, Func<T, CancellationToken, Task<TResult>> start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var started = new Queue<Task<TResult>>();
        try
        {
            await foreach (var item in items.WithCancellation(cancellation))
            {
                started.Enqueue(start(item, stop.Token));
                if (started.Count >= window)
                {
                    yield return await started.Dequeue();
                }
            }

            while (started.TryDequeue(out var next))
            {
                yield return await next;
            }
        }
        finally
        {
            // Who stopped taking, or a failure before them, makes the rest pointless: its own failures are nobody's.
            await stop.CancelAsync();
            foreach (var rest in started)
            {
                await ((Task)rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
