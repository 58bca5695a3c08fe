using Assay.Packages.Feeds;
using Assay.Packages.Sources;
using NuGet.Versioning;

namespace Assay.Packages.Projects;

/// <summary>Where a package lies, or why nowhere.</summary>
/// <param name="Location">The file or module folder; null when it was not found.</param>
/// <param name="FoundIn"><c>global-packages</c>, <c>folder</c>, <c>cache</c> or <c>feed</c>.</param>
/// <param name="Error">Why it was not found.</param>
/// <param name="Message">The same for a person.</param>
public sealed record FoundPackage(PackageLocation? Location, string? FoundIn, SubjectError Error, string? Message);

/// <summary>Finds many packages by id and version: in folders of packages that restores used, in NuGet's global packages folder, in module folders of PowerShell, in the cache, at the sources. Thread-safe.</summary>
public sealed class PackageFinder : IDisposable
{
    private readonly SubjectOptions _options;
    private readonly FeedLimits _limits;
    private readonly TimeProvider _time;
    private readonly Lazy<FeedConfiguration> _configuration;
    private readonly Lazy<FeedHttp> _http;
    private readonly Lazy<string[]> _folders;
    private readonly ModuleFolders _modules;
    private volatile string? _unreachable;

    /// <summary>Prepares to look where the options say.</summary>
    /// <param name="options">Where to look; a source that is named there is asked only for what is nowhere at hand.</param>
    /// <param name="packageFolders">Folders that restores of the checked projects used.</param>
    /// <param name="variable">Reads an environment variable, for PowerShell's module folders.</param>
    public PackageFinder(SubjectOptions options, IEnumerable<string> packageFolders, Func<string, string?> variable)
        : this(options, packageFolders, variable, FeedLimits.Default, TimeProvider.System)
    {
    }

    internal PackageFinder(SubjectOptions options, IEnumerable<string> packageFolders, Func<string, string?> variable, FeedLimits limits, TimeProvider time)
    {
        _options = options;
        _limits = limits;
        _time = time;
        _configuration = new Lazy<FeedConfiguration>(() => FeedConfiguration.Load(options.ConfigurationFolder, options.PowerShellFolder));
        _http = new Lazy<FeedHttp>(() => new FeedHttp(limits, time, _configuration.Value.Proxy));
        string[] named = [.. packageFolders];
        _folders = new Lazy<string[]>(() => [.. named.Append(options.GlobalPackagesFolder ?? _configuration.Value.GlobalPackagesFolder).Distinct(StringComparer.Ordinal)]);
        _modules = new ModuleFolders(variable);
    }

    /// <summary>Gives the folder where downloads are kept.</summary>
    public static string CacheFolderOf(SubjectOptions options) => options.CacheFolder ?? CacheFolder.Find();

    /// <summary>Finds one version.</summary>
    public async Task<FoundPackage> FindAsync(string community, string id, string version, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (Manifest.PackageIdentity.DefectOfId(id) is not null || !NuGetVersion.TryParse(version, out var parsed))
        {
            return new FoundPackage(null, null, SubjectError.Usage, $"{id}@{version} is no package: the id or the version is none.");
        }

        try
        {
            if (community == "psgallery" && _modules.Find(id, parsed) is { } module)
            {
                return new FoundPackage(module, "folder", SubjectError.None, null);
            }

            if (community == "nuget" && InFolders(id, parsed) is { } local)
            {
                return new FoundPackage(local, "global-packages", SubjectError.None, null);
            }

            using var lookup = Lookup(community, id, parsed);
            return new FoundPackage(await lookup.FindAsync(progress, cancellation), lookup.FoundIn, SubjectError.None, null);
        }
        catch (FeedException exception)
        {
            return Failure(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FoundPackage(null, null, SubjectError.Unreadable, $"{id}@{version} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Lists the versions of a package that are at hand.</summary>
    public IReadOnlyList<NuGetVersion> VersionsAtHand(string community, string id)
    {
        try
        {
            return community == "psgallery" ? _modules.Versions(id)
                : [.. _folders.Value.Where(Directory.Exists).SelectMany(folder => PackageFolder.Versions(folder, id)).Select(found => found.Version).Distinct().Order()];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FeedException)
        {
            return [];
        }
    }

    /// <summary>Lists the versions that the sources have, offline those of the cache and of sources that are folders.</summary>
    /// <returns>The versions, and why there are none.</returns>
    public async Task<(IReadOnlyList<NuGetVersion> Versions, FoundPackage? Failure)> VersionsAsync(string community, string id, CancellationToken cancellation)
    {
        try
        {
            using var lookup = Lookup(community, id, null);
            return (await lookup.VersionsAsync(cancellation), null);
        }
        catch (FeedException exception)
        {
            return ([], Failure(exception));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ([], new FoundPackage(null, null, SubjectError.Unreadable, exception.Message));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private FeedLookup Lookup(string community, string id, NuGetVersion? version) =>
        new(_configuration.Value, _unreachable is null ? _options : _options with { Offline = true }, new PackageReference(id, version) { IsGallery = community == "psgallery" }, _limits, _time, _http);

    // A source that does not answer would be waited for once for each package: the others take what is at hand.
    private FoundPackage Failure(FeedException exception)
    {
        if (exception.Error == SubjectError.SourceUnreachable)
        {
            _unreachable ??= exception.Message;
        }

        return _unreachable is { } message && exception.Error == SubjectError.NothingFound ? new FoundPackage(null, null, SubjectError.SourceUnreachable, message) : new FoundPackage(null, null, exception.Error, exception.Message);
    }

    // One look at a path instead of a listing: NuGet writes its folder in lower case.
    private PackageLocation? InFolders(string id, NuGetVersion version)
    {
        var (lowerId, lowerVersion) = (id.ToLowerInvariant(), version.ToNormalizedString().ToLowerInvariant());
        foreach (var folder in _folders.Value)
        {
            var file = new FileInfo(Path.Combine(folder, lowerId, lowerVersion, $"{lowerId}.{lowerVersion}.nupkg"));
            if (file.Exists)
            {
                return new PackageLocation($"{id}@{version.ToNormalizedString()}", file.FullName, file.Length) { Community = "nuget" };
            }
        }

        return null;
    }
}
