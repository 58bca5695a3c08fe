using System.Runtime.CompilerServices;
using Assay.Packages.Manifest;
using Assay.Reports;
using Assay.Web.Hosting;
using Assay.Web.Storing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Assay.Web.Jobs;

/// <summary>Takes packages in and tells how far they are.</summary>
internal sealed class PackageJobs(JobStore store, JobSignals signals, PackageShelf shelf, PackageIndexes indexes, IOptions<PortalOptions> options) : IJobs, IDisposable
{
    /// <summary>Jobs that may wait at the same time.</summary>
    public const int MostWaiting = 1_000;

    // Each may fill the disk up to the limit of one file.
    private const int MostArrivals = 16;
    private const int LongestSubject = 200;

    // A download tells every few thousand bytes how far it is.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _arrivals = new(MostArrivals);

    /// <inheritdoc/>
    public async Task<Job> SubmitFileAsync(Stream content, string fileName, string? submittedBy, CancellationToken cancellation)
    {
        if (store.Waiting() >= MostWaiting || !await _arrivals.WaitAsync(0, cancellation))
        {
            throw Full();
        }

        try
        {
            var file = await ReceiveAsync(content, cancellation);
            var known = indexes.Find(file.Sha256);
            return Accept(() => shelf.Place(file, () => store.Add(
                new NewJob
                {
                    Subject = Subject(fileName), Sha256 = file.Sha256, SubmittedBy = submittedBy, IsDone = known is not null, Community = known?.Community, PackageId = known?.PackageId, Version = known?.Version,
                },
                MostWaiting)));
        }
        finally
        {
            _arrivals.Release();
        }
    }

    /// <inheritdoc/>
    public Task<Job> SubmitRequestAsync(string community, string id, string? version, string? submittedBy, CancellationToken cancellation)
    {
        if (community is not ("nuget" or "psgallery"))
        {
            throw Refused("There is no such community: it is nuget or psgallery.");
        }

        if (PackageIdentity.DefectOfId(id) is not null)
        {
            throw Refused(id.Length == 0 ? "Name a package." : "This is no package id: it has letters, digits, dots, hyphens and underscores, at most 128 of them.");
        }

        string? normalized = null;
        if (version is not null && PackageIdentity.DefectOfVersion(version, out normalized) is not null)
        {
            throw Refused("This is no version of a package: name one such as 1.2.3, or none for the latest.");
        }

        return Task.FromResult(Accept(() => store.Add(
            new NewJob { Subject = normalized is null ? id : $"{id}@{normalized}", IsWish = true, Community = community, PackageId = id, Version = normalized, SubmittedBy = submittedBy }, MostWaiting)));
    }

    /// <inheritdoc/>
    public Job? Find(string id) => store.Find(id) is { } stored ? Complete(stored) : null;

    /// <inheritdoc/>
    public IReadOnlyList<Job> Recent(int count) => [.. store.Recent(count).Select(Complete)];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Job> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (Job? last = null; ;)
        {
            var changed = signals.Changed;
            if (Find(id) is not { } job)
            {
                yield break;
            }

            if (job != last)
            {
                yield return last = job;
            }

            if (job.IsEnded)
            {
                yield break;
            }

            await changed.WaitAsync(cancellation);
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _arrivals.Dispose();

    private async Task<ArrivedFile> ReceiveAsync(Stream content, CancellationToken cancellation)
    {
        try
        {
            return await shelf.ReceiveAsync(content, cancellation);
        }
        catch (ArrivalException exception)
        {
            throw exception.Defect switch
            {
                ArrivalDefect.TooLarge => new SubmissionException(SubmissionRefusal.TooLarge, $"The file has more bytes than are taken here: the limit is {Quantity.Bytes(options.Value.UploadBytes)}."),
                ArrivalDefect.Empty => Refused("The file is empty."),
                _ => Refused("The file is no package: a package (.nupkg) is a zip archive, and this is none."),
            };
        }
        catch (IOException exception) when (IsDiskFull(exception))
        {
            throw NoRoom();
        }
    }

    private Job Accept(Func<StoredJob?> add)
    {
        try
        {
            var stored = add() ?? throw Full();
            signals.Publish();
            return Complete(stored);
        }
        catch (IOException exception) when (IsDiskFull(exception))
        {
            throw NoRoom();
        }
        // SQLITE_FULL, https://www.sqlite.org/rescode.html#full.
        catch (SqliteException exception) when (exception.SqliteErrorCode == 13)
        {
            throw NoRoom();
        }
    }

    private Job Complete(StoredJob stored) => stored.Job.State switch
    {
        JobState.Queued when store.Ahead(stored) is var ahead => stored.Job with { Ahead = ahead, Stage = signals.StageOf(stored.Job.Id) ?? JobSentences.Waiting(ahead) },
        JobState.Running => stored.Job with { Stage = signals.StageOf(stored.Job.Id) ?? JobSentences.Beginning },
        JobState.Done => stored.Job with { Stage = JobSentences.Done },
        _ => stored.Job,
    };

    // A name is shown and nothing else; what is before the last separator is of the sender's own disk.
    private static string Subject(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return name.Length == 0 ? "a file without a name" : name.Length > LongestSubject ? name[..LongestSubject] + "…" : name;
    }

    // ENOSPC and EDQUOT of Unix; ERROR_DISK_FULL of Windows.
    private static bool IsDiskFull(IOException exception) => exception.HResult is 28 or 122 or unchecked((int)0x80070070);

    private static SubmissionException Refused(string sentence) => new(SubmissionRefusal.NotAPackage, sentence);

    private static SubmissionException Full() => new(SubmissionRefusal.QueueFull, "Too many packages wait already. Try again in a few minutes.");

    private static SubmissionException NoRoom() => new(SubmissionRefusal.NoRoom, "There is no room left on this server. Whoever runs it has to make some.");
}
