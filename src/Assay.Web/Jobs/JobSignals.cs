using System.Collections.Concurrent;

namespace Assay.Web.Jobs;

/// <summary>Tells those who wait that something about some job has changed, and holds what running jobs are at: of no use after a restart, and so not stored. Thread-safe.</summary>
public sealed class JobSignals
{
    private readonly ConcurrentDictionary<string, string> _stages = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = New();

    /// <summary>Ends at the next change. Taken before looking, it misses none.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Tells of a change.</summary>
    public void Publish() => Interlocked.Exchange(ref _changed, New()).TrySetResult();

    /// <summary>Says what a job is at; null when it has stopped.</summary>
    public void SetStage(string job, string? stage)
    {
        if (stage is null)
        {
            _stages.TryRemove(job, out _);
        }
        else
        {
            _stages[job] = stage;
        }

        Publish();
    }

    /// <summary>What a job is at; null when nobody works on it.</summary>
    public string? StageOf(string job) => _stages.GetValueOrDefault(job);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
