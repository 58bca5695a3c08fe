using Assay.Community.Index;
using Assay.Web.Hosting;
using Assay.Web.Storing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Assay.Web.Jobs;

/// <summary>Takes jobs in the order in which they were accepted and sees each to its end, over restarts too.</summary>
internal sealed partial class JobWorker(JobStore store, JobSignals signals, JobRun run, PackageShelf shelf, PackageIndexes indexes, DataDirectory data, IOptions<PortalOptions> options, ILogger<JobWorker> log) : BackgroundService
{
    private const int MostAttempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private FileStream? _lock;

    /// <summary>Brings the jobs of a server that has ended in order, before any request is answered.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _lock = TakeFolder();
        shelf.ClearIncoming();
        var (requeued, failed) = store.Recover(MostAttempts, JobSentences.Interrupted);
        if (requeued + failed.Count > 0)
        {
            Recovered(log, requeued, failed.Count);
        }

        foreach (var job in failed)
        {
            DropFile(job);
        }

        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _lock?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.Value.Workers)).Select(_ => Task.Run(() => WorkAsync(stoppingToken), CancellationToken.None)));

    // Two servers on one folder would each take the other's running jobs for orphans. The system gives the lock free when the process ends, however it ends.
    private FileStream TakeFolder()
    {
        try
        {
            return new FileStream(Path.Combine(data.Root, "portal.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException("Another portal works on the data folder already, or it cannot be written.", exception);
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var changed = signals.Changed;
            try
            {
                if (store.Begin() is { } job)
                {
                    await DoAsync(job, stopping);
                    continue;
                }
            }
            catch (SqliteException exception)
            {
                // What could not be written down stands as running, and is put back by the next start.
                DatabaseFailed(log, exception);
                await Task.Delay(Patience, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            await Task.WhenAny(changed, Task.Delay(Patience, stopping));
        }
    }

    private async Task DoAsync(StoredJob stored, CancellationToken stopping)
    {
        var job = stored.Job;
        signals.SetStage(job.Id, JobSentences.Beginning);
        try
        {
            var outcome = await run.RunAsync(stored, stopping);
            await WriteAsync(() => store.Finish(job.Id, outcome), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            store.Requeue(job.Id, isCounted: false);
        }
        catch (JobFailure failure) when (job.Attempts >= failure.Attempts)
        {
            await EndAsync(job, failure.Message, stopping);
        }
        catch (JobFailure failure)
        {
            TriedAgain(log, job.Id, failure.Message);
            await WriteAsync(() => store.Requeue(job.Id, isCounted: true), stopping);
        }
        catch (Exception exception) when (job.Attempts >= MostAttempts)
        {
            JobFailed(log, job.Id, exception);
            await EndAsync(job, exception is IndexException ? "The report could not be kept: the index cannot be written. The operator's log says why." : "This server could not end the work on this package. The operator's log says why.", stopping);
        }
        catch (Exception exception)
        {
            JobFailed(log, job.Id, exception);
            await Task.Delay(TimeSpan.FromSeconds(job.Attempts), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await WriteAsync(() => store.Requeue(job.Id, isCounted: true), stopping);
        }
        finally
        {
            signals.SetStage(job.Id, null);
        }
    }

    private async Task EndAsync(Job job, string error, CancellationToken stopping)
    {
        await WriteAsync(() => store.Fail(job.Id, error), stopping);
        if (store.Find(job.Id) is { } failed)
        {
            DropFile(failed.Job);
        }
    }

    // No report speaks of it: nobody will look at its files.
    private void DropFile(Job job)
    {
        if (job.Sha256 is { } sha256)
        {
            shelf.Drop(sha256, () => store.IsWanted(sha256) || indexes.IsPinned(sha256));
        }
    }

    // How a job ended is not lost to a disk that is full for a while.
    private async Task WriteAsync(Action write, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                write();
                return;
            }
            catch (SqliteException exception) when (!stopping.IsCancellationRequested)
            {
                DatabaseFailed(log, exception);
                await Task.Delay(Patience, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Jobs of a server that had ended: {Requeued} wait again, {Failed} have failed.")]
    private static partial void Recovered(ILogger log, int requeued, int failed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} is tried again: {Reason}")]
    private static partial void TriedAgain(ILogger log, string job, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} could not be ended.")]
    private static partial void JobFailed(ILogger log, string job, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database of the portal cannot be written.")]
    private static partial void DatabaseFailed(ILogger log, Exception exception);
}
