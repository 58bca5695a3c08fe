using Assay.Community;
using Assay.Model;
using Assay.Packages;

namespace Assay.Cli;

/// <summary>Scans packages on several threads and gives their outcomes in the order of the packages.</summary>
internal sealed class ScanQueue(ScanPackage scan, int parallel, AnalysisLimits limits, StageClock? stages)
{
    // Finished reports wait for a slow package before them; more than this many do not pile up.
    private const int WindowPerThread = 8;

    public async IAsyncEnumerable<ScanOutcome> RunAsync(IEnumerable<PackageLocation> locations, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var gate = new SemaphoreSlim(parallel);
        var window = new Queue<Task<ScanOutcome>>();
        try
        {
            foreach (var location in locations)
            {
                if (window.Count == parallel * WindowPerThread)
                {
                    yield return await window.Dequeue();
                }

                window.Enqueue(Task.Run(() => ScanAsync(location, gate, cancellation), cancellation));
            }

            while (window.TryDequeue(out var next))
            {
                yield return await next;
            }
        }
        finally
        {
            // The gate is disposed only after everybody left it. Whoever asked to end does not wait for what is being read.
            await Task.WhenAll(window).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private PackageFile Open(PackageLocation location)
    {
        using var stage = (stages?.OfThread).Measure(Stage.Read);
        return location.Open(limits);
    }

    private async Task<ScanOutcome> ScanAsync(PackageLocation location, SemaphoreSlim gate, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return new ScanOutcome(location, await ScanInTimeAsync(location, cancellation));
        }
        catch (TimeoutException)
        {
            return new ScanOutcome(location, null, Unreadable: $"it was given up after {limits[Limit.PackageHardSeconds]} seconds (package-hard-seconds)");
        }
        catch (OutOfMemoryException)
        {
            return new ScanOutcome(location, null, Unreadable: "the memory did not suffice");
        }
        catch (Exception failure) when (failure is PackageSourceException or SnapshotException or IOException or UnauthorizedAccessException)
        {
            return new ScanOutcome(location, null, Unreadable: failure.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new ScanOutcome(location, null, Failure: failure);
        }
        finally
        {
            gate.Release();
        }
    }

    // Nothing can end a thread: what does not end in time is left behind, and ends with the process.
    private async Task<PackageReport> ScanInTimeAsync(PackageLocation location, CancellationToken cancellation)
    {
        var given = new CancellationTokenSource();
        var work = Task.Run(() => scan(Open(location), given.Token), CancellationToken.None);
        try
        {
            return await work.WaitAsync(TimeSpan.FromSeconds(limits[Limit.PackageHardSeconds]), cancellation);
        }
        finally
        {
            if (!work.IsCompleted)
            {
                await given.CancelAsync();
                _ = work.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }
}
