using System.Globalization;
using System.Security.Cryptography;
using Assay.Web.Storing;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Jobs;

/// <summary>Jobs on disk: what a call has written is there when it returns. Thread-safe.</summary>
public sealed class JobStore(PortalDatabase database, TimeProvider clock)
{
    private const int NameBytes = 16;
    private const string Columns = "name, state, subject, error, community, package, version, sha256, is_wish, attempts, submitted_by, accepted, changed, id";

    /// <summary>Writes a new job; null when as many wait as may.</summary>
    public StoredJob? Add(NewJob job, int mostWaiting) => database.Write(connection =>
    {
        if (!job.IsDone && Waiting(connection) >= mostWaiting)
        {
            return null;
        }

        var now = Now();
        return connection.Query(
            $"""
            INSERT INTO job (name, state, subject, community, package, version, sha256, is_wish, submitted_by, accepted, changed)
            VALUES ($name, $state, $subject, $community, $package, $version, $sha256, $wish, $by, $now, $now) RETURNING {Columns}
            """,
            Read,
            ("$name", RandomNumberGenerator.GetHexString(2 * NameBytes, lowercase: true)), ("$state", (int)(job.IsDone ? JobState.Done : JobState.Queued)), ("$subject", job.Subject), ("$community", job.Community),
            ("$package", job.PackageId), ("$version", job.Version), ("$sha256", Bytes(job.Sha256)), ("$wish", job.IsWish ? 1 : 0), ("$by", job.SubmittedBy), ("$now", now))[0];
    });

    /// <summary>Finds a job by its name.</summary>
    public StoredJob? Find(string name) => database.Read(connection => connection.Query($"SELECT {Columns} FROM job WHERE name = $name", Read, ("$name", name)) is [var job] ? job : null);

    /// <summary>Gives the jobs that were accepted last, the newest first.</summary>
    public IReadOnlyList<StoredJob> Recent(int count) => database.Read(connection => connection.Query($"SELECT {Columns} FROM job ORDER BY id DESC LIMIT $count", Read, ("$count", count)));

    /// <summary>Counts the jobs that wait before one.</summary>
    public int Ahead(StoredJob job) => (int)database.Read(connection => (long)connection.Scalar("SELECT COUNT(*) FROM job WHERE state = 0 AND id < $id", ("$id", job.Number))!);

    /// <summary>Counts the jobs that wait.</summary>
    public int Waiting() => database.Read(Waiting);

    /// <summary>Whether any job waits or runs.</summary>
    public bool IsBusy() => database.Read(connection => connection.Scalar("SELECT 1 FROM job WHERE state < 2 LIMIT 1") is not null);

    /// <summary>Whether a job that waits or runs needs a file.</summary>
    public bool IsWanted(string sha256) => database.Read(connection => connection.Scalar("SELECT 1 FROM job WHERE sha256 = $sha256 AND state < 2 LIMIT 1", ("$sha256", Bytes(sha256))) is not null);

    /// <summary>Begins the job that waits longest; null when none does.</summary>
    public StoredJob? Begin() => database.Write(connection => connection.Query(
        $"UPDATE job SET state = 1, attempts = attempts + 1, changed = $now WHERE id = (SELECT id FROM job WHERE state = 0 ORDER BY id LIMIT 1) RETURNING {Columns}", Read, ("$now", Now())) is [var job] ? job : null);

    /// <summary>Writes down that the file of a wish has arrived.</summary>
    public void Arrived(string name, string sha256) => database.Write(connection => connection.Execute("UPDATE job SET sha256 = $sha256 WHERE name = $name", ("$name", name), ("$sha256", Bytes(sha256))));

    /// <summary>Ends a job with its report.</summary>
    public void Finish(string name, JobOutcome outcome) => database.Write(connection => connection.Execute(
        "UPDATE job SET state = 2, error = NULL, community = $community, package = $package, version = $version, changed = $now WHERE name = $name",
        ("$name", name), ("$community", outcome.Community), ("$package", outcome.PackageId), ("$version", outcome.Version), ("$now", Now())));

    /// <summary>Ends a job for good without a report.</summary>
    public void Fail(string name, string error) => database.Write(connection => connection.Execute("UPDATE job SET state = 3, error = $error, changed = $now WHERE name = $name", ("$name", name), ("$error", error), ("$now", Now())));

    /// <summary>Puts a job back to its place in the queue.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isCounted">False when it was stopped for no fault of its own.</param>
    public void Requeue(string name, bool isCounted) => database.Write(connection => connection.Execute(
        "UPDATE job SET state = 0, attempts = attempts - $back, changed = $now WHERE name = $name AND state = 1", ("$name", name), ("$back", isCounted ? 0 : 1), ("$now", Now())));

    /// <summary>Puts back what ran when the server ended, and ends what was begun too often.</summary>
    /// <returns>How many were put back, and those that have failed.</returns>
    public (int Requeued, IReadOnlyList<Job> Failed) Recover(int mostAttempts, string error) => database.Write(connection => (
        connection.Execute("UPDATE job SET state = 0, changed = $now WHERE state = 1 AND attempts < $most", ("$now", Now()), ("$most", mostAttempts)),
        (IReadOnlyList<Job>)[.. connection.Query($"UPDATE job SET state = 3, error = $error, changed = $now WHERE state = 1 RETURNING {Columns}", Read, ("$now", Now()), ("$error", error)).Select(stored => stored.Job)]));

    /// <summary>Forgets jobs that ended before an instant.</summary>
    public int Forget(DateTimeOffset before) => database.Write(connection => connection.Execute("DELETE FROM job WHERE state > 1 AND changed < $before", ("$before", Text(before))));

    private static int Waiting(PortalConnection connection) => (int)(long)connection.Scalar("SELECT COUNT(*) FROM job WHERE state = 0")!;

    private static StoredJob Read(SqliteDataReader row) => new(row.GetInt64(13), row.GetInt64(8) != 0, new Job
    {
        Id = row.GetString(0),
        State = (JobState)row.GetInt32(1),
        Subject = row.GetString(2),
        Error = TextOf(row, 3),
        Community = TextOf(row, 4),
        PackageId = TextOf(row, 5),
        Version = TextOf(row, 6),
        Sha256 = row.IsDBNull(7) ? null : Convert.ToHexStringLower(row.GetFieldValue<byte[]>(7)),
        Attempts = row.GetInt32(9),
        SubmittedBy = TextOf(row, 10),
        Accepted = Instant(row.GetString(11)),
        Changed = Instant(row.GetString(12)),
    });

    private static string? TextOf(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[]? Bytes(string? sha256) => sha256 is null ? null : Convert.FromHexString(sha256);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private string Now() => Text(clock.GetUtcNow());
}

/// <summary>A job as it is stored.</summary>
/// <param name="Number">Its place in the order of acceptance.</param>
/// <param name="IsWish">True when a feed is asked for it, false for a file that was handed in.</param>
/// <param name="Job">What everybody may know.</param>
public sealed record StoredJob(long Number, bool IsWish, Job Job);

/// <summary>A job that is not stored yet.</summary>
public sealed record NewJob
{
    /// <summary>What was asked for, for a person.</summary>
    public required string Subject { get; init; }
    /// <summary>True when a feed is asked for it.</summary>
    public bool IsWish { get; init; }
    /// <summary>True when its report is there already.</summary>
    public bool IsDone { get; init; }
    /// <summary>Its community, where it is known.</summary>
    public string? Community { get; init; }
    /// <summary>Package id, where it is known.</summary>
    public string? PackageId { get; init; }
    /// <summary>Version, where it is known.</summary>
    public string? Version { get; init; }
    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }
    /// <summary>Who asks.</summary>
    public string? SubmittedBy { get; init; }
}

/// <summary>Which report a job led to.</summary>
public sealed record JobOutcome(string Community, string PackageId, string Version);
