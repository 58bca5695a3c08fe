using Assay.Model;
using Assay.Packages;
using Assay.Reports;
using Assay.Web.Hosting;
using Assay.Web.Storing;
using Microsoft.Extensions.Options;

namespace Assay.Web.Jobs;

/// <summary>A package that a feed gave.</summary>
/// <param name="File">Its file.</param>
/// <param name="Feed">What the feed says of it; null when it says nothing.</param>
/// <param name="Community">Its community where the feed has only one; null where the layout decides.</param>
internal sealed record FetchedPackage(ArrivedFile File, FeedPackageInfo? Feed, string? Community);

/// <summary>Fetches packages that people ask for: from the feeds that the operator has configured, and from nowhere else. Thread-safe.</summary>
/// <remarks>Where a feed may send us is decided by the rules of the feed client: no plain HTTP, no address of this machine or of its local link by the word of a stranger, few redirects.</remarks>
internal sealed partial class WishedPackages(PackageShelf shelf, DataDirectory data, IOptions<PortalOptions> options, ILogger<WishedPackages> log)
{
    /// <summary>Fetches a package; throws <see cref="JobFailure"/> when no feed gives it.</summary>
    public async Task<FetchedPackage> FetchAsync(string community, string id, string? version, Action<string> tell, CancellationToken cancellation)
    {
        // Each download has a folder of its own: what another one left cannot take its place, and a server that is killed leaves nothing.
        var folder = shelf.NewFolder();
        try
        {
            var location = await ResolveAsync(community, id, version, folder, tell, cancellation);
            if (location.Size > options.Value.UploadBytes)
            {
                throw TooLarge();
            }

            await using var content = new FileStream(location.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return new FetchedPackage(await shelf.ReceiveAsync(content, cancellation), location.Feed, location.Community == community ? community : null);
        }
        catch (ArrivalException exception)
        {
            throw exception.Defect == ArrivalDefect.TooLarge ? TooLarge() : new JobFailure("What the feed sent is no package.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<PackageLocation> ResolveAsync(string community, string id, string? version, string folder, Action<string> tell, CancellationToken cancellation)
    {
        tell(JobSentences.Fetching);
        // A package URL stands for nothing but a package: no file of this machine is looked for under its name.
        var subject = $"pkg:{community}/{Uri.EscapeDataString(id)}{(version is null ? "" : "@" + Uri.EscapeDataString(version))}";
        SubjectResolution? answer = null;
        foreach (var feed in options.Value.Feeds is { Count: > 0 } named ? named.AsEnumerable<string?>() : [null])
        {
            var resolver = new SubjectResolver(new SubjectOptions(feed, Offline: false, GlobalPackagesFolder: Path.Combine(folder, "none"))
            {
                CacheFolder = Path.Combine(folder, "cache"),
                ConfigurationFolder = data.Root,
                LargestPackage = options.Value.UploadBytes,
            });
            answer = await resolver.ResolveAsync(subject, new Telling(tell), cancellation);
            // A feed that cannot be asked ends the search: another one may have a stranger of the same name.
            if (answer.Error != SubjectError.NothingFound)
            {
                break;
            }
        }

        if (answer is { Packages: [var location] })
        {
            return location;
        }

        NotFetched(log, subject, answer?.Message);
        throw new JobFailure(Explain(answer!));
    }

    private static string Explain(SubjectResolution answer) => answer.Error switch
    {
        SubjectError.NothingFound => Showable(answer) ?? "No feed of this server has that package.",
        SubjectError.SourceUnreachable => (Showable(answer) ?? "A feed of this server cannot be asked just now.") + " Try again later.",
        SubjectError.Unreadable => Showable(answer) ?? "What the feed sent cannot be used.",
        _ => "This server is not set up to ask a feed for that package.",
    };

    // Names of folders are of this machine.
    private static string? Showable(SubjectResolution answer) => answer.Message is { } message && !message.Split([' ', '\'', '(', '"']).Any(Path.IsPathRooted) ? message : null;

    private JobFailure TooLarge() => new($"The package has more bytes than are taken here: the limit is {Quantity.Bytes(options.Value.UploadBytes)}.");

    [LoggerMessage(Level = LogLevel.Information, Message = "{Subject} was not fetched: {Reason}")]
    private static partial void NotFetched(ILogger log, string subject, string? reason);

    private sealed class Telling(Action<string> tell) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => tell(JobSentences.FetchingSome(value.Received, value.Total));
    }
}
