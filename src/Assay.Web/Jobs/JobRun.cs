using System.Security.Cryptography;
using Assay.Community;
using Assay.Community.Index;
using Assay.Model;
using Assay.Scan;
using Assay.Web.Communities;
using Assay.Web.Hosting;
using Assay.Web.Isolation;
using Assay.Web.Storing;
using Microsoft.Extensions.Options;

namespace Assay.Web.Jobs;

/// <summary>Does one job: fetches the file of a wish, has it read by a child process, judges what was read, writes it into the index. Thread-safe.</summary>
internal sealed class JobRun(JobStore store, JobSignals signals, PackageShelf shelf, WishedPackages wishes, PackageIndexes indexes, PortalCommunities communities, IsolatedRun isolated, DataDirectory data, IOptions<PortalOptions> options)
{
    // Facts of the largest packages are a tenth of this.
    private const int LargestResult = 256 * 1024 * 1024;

    /// <summary>Does it; throws <see cref="JobFailure"/> when it cannot be ended well.</summary>
    public async Task<JobOutcome> RunAsync(StoredJob stored, CancellationToken cancellation)
    {
        var job = stored.Job;
        var file = stored.IsWish ? await FetchAsync(job, cancellation) : new JobFile(job.Sha256!, null, null);
        if (indexes.Find(file.Sha256) is { } known)
        {
            await TellAsync(job, known, file, cancellation);
            return known;
        }

        signals.SetStage(job.Id, JobSentences.Analysing);
        var reading = await ReadAsync(file, cancellation);
        signals.SetStage(job.Id, JobSentences.Judging);
        var sha512 = file.Feed is null ? null : await HashAsync(data.Package(file.Sha256), cancellation);
        var judged = indexes.Judging.Judge(reading, file.Feed, sha512, stored.IsWish ? "a feed, by the portal" : "the portal")
            ?? throw new JobFailure("The archive is no package: there is no manifest in it whose id and version can be read.");
        var addition = await indexes.WriteAsync(communities.Find(judged.Community)!, packages => packages.Add(judged), stage => signals.SetStage(job.Id, stage), cancellation);
        return addition == Addition.Alarm
            ? throw new JobFailure($"Other bytes came first as {judged.Id} {judged.Version}: those are kept, these are not. A version of a package never changes, so one of the two files is not what it says it is.")
            : new JobOutcome(judged.Community, judged.Id, judged.Version);
    }

    private async Task<JobFile> FetchAsync(Job job, CancellationToken cancellation)
    {
        var fetched = await wishes.FetchAsync(job.Community!, job.PackageId!, job.Version, stage => signals.SetStage(job.Id, stage), cancellation);
        shelf.Place(fetched.File, () =>
        {
            store.Arrived(job.Id, fetched.File.Sha256);
            return true;
        });
        return new JobFile(fetched.File.Sha256, fetched.Feed, fetched.Community);
    }

    // What a feed says of a package may have changed since it was read.
    private async Task TellAsync(Job job, JobOutcome known, JobFile file, CancellationToken cancellation)
    {
        if (file.Feed is { } feed)
        {
            signals.SetStage(job.Id, JobSentences.Judging);
            await indexes.WriteAsync(
                communities.Find(known.Community)!,
                packages =>
                {
                    packages.Tell(known.PackageId, known.Version, feed);
                    return true;
                },
                stage => signals.SetStage(job.Id, stage),
                cancellation);
        }
    }

    private async Task<PackageReading> ReadAsync(JobFile file, CancellationToken cancellation)
    {
        string[] arguments = file.Community is { } community ? [data.Package(file.Sha256), community] : [data.Package(file.Sha256)];
        var result = await isolated.RunAsync(AnalysisProgram.Name, arguments, TimeSpan.FromSeconds(options.Value.AnalysisSeconds), LargestResult, cancellation);
        if (result.End != IsolatedEnd.Completed)
        {
            throw Explain(result);
        }

        try
        {
            var reading = AnalysisFormat.Read(result.Output.Span, indexes.Judging.Extractor);
            return reading.Package.Sha256 == file.Sha256 ? reading : throw new InvalidDataException("It is of another file.");
        }
        catch (InvalidDataException)
        {
            throw new JobFailure("The program that read the package gave a result that cannot be used.", attempts: 2);
        }
    }

    // What a package does to its reader it does again: a second try is for a machine that was busy.
    private JobFailure Explain(IsolatedResult result) => result switch
    {
        { End: IsolatedEnd.TimedOut } => new JobFailure($"Reading the package took longer than the {options.Value.AnalysisSeconds} seconds that are allowed here, and was ended.", attempts: 2),
        { End: IsolatedEnd.TooMuchOutput } => new JobFailure("Reading the package gave more than can be kept, and was ended."),
        { ExitCode: AnalysisProgram.NoMemory } => new JobFailure($"Reading the package took more memory than the {options.Value.AnalysisBytes / (1024 * 1024)} MiB that are allowed here, and was ended."),
        { ExitCode: AnalysisProgram.NoFile } => new JobFailure("The file is not on this server any more. Hand it in again."),
        _ => new JobFailure("The program that read the package ended before it was through: it had no more memory, or the package made it fail.", attempts: 2),
    };

    private static async Task<byte[]> HashAsync(string path, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(path);
        return await SHA512.HashDataAsync(content, cancellation);
    }

    private sealed record JobFile(string Sha256, FeedPackageInfo? Feed, string? Community);
}
