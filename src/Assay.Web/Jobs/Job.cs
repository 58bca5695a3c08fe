namespace Assay.Web.Jobs;

/// <summary>How far a job is.</summary>
public enum JobState
{
    /// <summary>It waits.</summary>
    Queued,
    /// <summary>It is fetched or analysed.</summary>
    Running,
    /// <summary>Its report is there.</summary>
    Done,
    /// <summary>It failed for good, and says why.</summary>
    Failed,
}

/// <summary>A package that somebody handed in or asked for.</summary>
public sealed record Job
{
    /// <summary>Random name: whoever does not know it cannot guess it.</summary>
    public required string Id { get; init; }
    /// <summary>How far it is.</summary>
    public required JobState State { get; init; }
    /// <summary>What was asked for, for a person: the name of the file or <c>id@version</c>.</summary>
    public required string Subject { get; init; }
    /// <summary>What happens just now, for a person.</summary>
    public string? Stage { get; init; }
    /// <summary>Why it failed, for a person: no paths, no stack.</summary>
    public string? Error { get; init; }
    /// <summary><c>nuget</c> or <c>psgallery</c>; null until it is known.</summary>
    public string? Community { get; init; }
    /// <summary>Package id; null until it is known.</summary>
    public string? PackageId { get; init; }
    /// <summary>Version; null until it is known.</summary>
    public string? Version { get; init; }
    /// <summary>SHA-256 of the file, lower-case hexadecimal; null until it has arrived.</summary>
    public string? Sha256 { get; init; }
    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }
    /// <summary>Jobs before it in the queue; null when it does not wait.</summary>
    public int? Ahead { get; init; }
    /// <summary>Who asked for it: the name of a token, or null for anybody.</summary>
    public string? SubmittedBy { get; init; }
    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset Accepted { get; init; }
    /// <summary>When its state changed last.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Whether nothing more will happen.</summary>
    public bool IsEnded => State is JobState.Done or JobState.Failed;
}

/// <summary>Says for a person why something was not accepted.</summary>
public sealed class SubmissionException(SubmissionRefusal refusal, string message) : Exception(message)
{
    /// <summary>The kind of reason.</summary>
    public SubmissionRefusal Refusal { get; } = refusal;
}

/// <summary>Why something was not accepted.</summary>
public enum SubmissionRefusal
{
    /// <summary>It is no package, or no id and version.</summary>
    NotAPackage,
    /// <summary>It has more bytes than allowed.</summary>
    TooLarge,
    /// <summary>Too many jobs wait.</summary>
    QueueFull,
    /// <summary>Nothing can be stored.</summary>
    NoRoom,
}

/// <summary>Takes packages in and tells how far they are. What was accepted is on disk before the call returns. Thread-safe.</summary>
public interface IJobs
{
    /// <summary>Takes a file in; throws <see cref="SubmissionException"/>.</summary>
    /// <param name="content">The bytes; read once, never held in memory as a whole.</param>
    /// <param name="fileName">What the sender calls it; shown, never used as a path.</param>
    /// <param name="submittedBy">Name of the token; null for anybody.</param>
    Task<Job> SubmitFileAsync(Stream content, string fileName, string? submittedBy, CancellationToken cancellation);

    /// <summary>Takes a wish for a package of a feed; throws <see cref="SubmissionException"/>.</summary>
    /// <param name="community"><c>nuget</c> or <c>psgallery</c>.</param>
    /// <param name="id">Package id.</param>
    /// <param name="version">Version; null for the latest.</param>
    /// <param name="submittedBy">Name of the token; null for anybody.</param>
    Task<Job> SubmitRequestAsync(string community, string id, string? version, string? submittedBy, CancellationToken cancellation);

    /// <summary>Gives a job; null when there is none.</summary>
    Job? Find(string id);

    /// <summary>Gives the jobs that were accepted last, the newest first.</summary>
    IReadOnlyList<Job> Recent(int count);

    /// <summary>Gives a job now and whenever it changes, until it has ended.</summary>
    IAsyncEnumerable<Job> WatchAsync(string id, CancellationToken cancellation);
}
