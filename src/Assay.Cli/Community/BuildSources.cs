using Assay.Community;
using Assay.Packages;

namespace Assay.Cli;

/// <summary>Turns what <c>--from</c> names into folders and feeds.</summary>
internal sealed class BuildSources : IDisposable
{
    private readonly List<IFeedCatalog> _catalogs = [];
    private readonly List<BuildSource> _sources = [];

    private BuildSources()
    {
    }

    public IReadOnlyList<BuildSource> All => _sources;

    /// <summary>The files of all folders.</summary>
    public List<PackageLocation> Files { get; } = [];

    /// <summary>Says how a source is remembered: folders by their whole path.</summary>
    public static string Remembered(string from) => Directory.Exists(from) ? Path.GetFullPath(from) : from;

    /// <summary>Opens the sources; throws <see cref="CommandFailedException"/> when one is not there.</summary>
    public static async Task<BuildSources> OpenAsync(Host host, IReadOnlyList<string> from, CancellationToken cancellation)
    {
        var sources = new BuildSources();
        try
        {
            foreach (var source in from)
            {
                if (Directory.Exists(source))
                {
                    await sources.AddFolderAsync(host, source, cancellation);
                }
                else if (IsPath(source))
                {
                    throw new CommandFailedException(ExitCode.NothingFound, $"{source}: there is no such folder");
                }
                else
                {
                    await sources.AddFeedAsync(host, source, cancellation);
                }
            }

            return sources;
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    /// <summary>Gives the exit code for what a feed could not do.</summary>
    public static int ExitCodeOf(FeedException exception) => exception.Error switch
    {
        SubjectError.Usage => ExitCode.Usage,
        SubjectError.NothingFound => ExitCode.NothingFound,
        SubjectError.Unreadable => ExitCode.Incomplete,
        _ => ExitCode.SourceUnreachable,
    };

    public void Dispose()
    {
        foreach (var catalog in _catalogs)
        {
            catalog.Dispose();
        }
    }

    private async Task AddFolderAsync(Host host, string folder, CancellationToken cancellation)
    {
        var resolution = await host.Engine.Resolve(new SubjectOptions(From: null, Offline: true, GlobalPackagesFolder: null), folder, null, cancellation);
        if (resolution.Error != SubjectError.None)
        {
            throw new CommandFailedException(resolution.Error == SubjectError.Unreadable ? ExitCode.Incomplete : ExitCode.NothingFound, resolution.Message ?? $"{folder}: there are no packages");
        }

        Files.AddRange(resolution.Packages);
        _sources.Add(BuildSource.Folder(Path.GetFullPath(folder), resolution.Packages));
    }

    private async Task AddFeedAsync(Host host, string feed, CancellationToken cancellation)
    {
        // What was read is kept as facts: the files of a whole feed are not.
        var catalog = await host.Engine.OpenCatalog(new FeedCatalogOptions(feed) { KeepPackages = false }, cancellation);
        _catalogs.Add(catalog);
        _sources.Add(BuildSource.Feed(catalog));
    }

    private static bool IsPath(string source) => !source.Contains("://", StringComparison.Ordinal) && (source.AsSpan().ContainsAny('/', '\\') || source is "." or "..");
}
