using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NuGet.Configuration;

namespace Assay.Packages.Feeds;

/// <summary>Reads sources, credentials and package source mapping from the NuGet configuration, as <c>dotnet restore</c> in the same folder would.</summary>
internal sealed class FeedConfiguration
{
    /// <summary>The value of <c>--from</c> for all sources of the configuration.</summary>
    public const string AllSources = "nuget";

    /// <summary>The value of <c>--from</c> for the repository of that name in PowerShell's lists.</summary>
    public const string Gallery = "psgallery";

    private readonly ISettings _settings;
    private readonly IReadOnlyList<PackageSource> _sources;

    private readonly IReadOnlyList<PackageSource> _auditSources;
    private readonly Lazy<PowerShellRepositories> _repositories;

    private FeedConfiguration(ISettings settings, string? powerShellFolder)
    {
        _settings = settings;
        _sources = [.. PackageSourceProvider.LoadPackageSources(settings)];
        _auditSources = new PackageSourceProvider(settings).LoadAuditSources();
        _repositories = new Lazy<PowerShellRepositories>(() => PowerShellRepositories.Load(powerShellFolder));
    }

    /// <summary>Reads the configuration that holds in a folder; throws <see cref="FeedException"/> when it is broken.</summary>
    /// <param name="folder">The folder; null for the current one.</param>
    /// <param name="powerShellFolder">Where PowerShell's lists of repositories are; null for the platform's folders. They are read only when they are needed.</param>
    public static FeedConfiguration Load(string? folder, string? powerShellFolder) =>
        Guard(() => new FeedConfiguration(Settings.LoadDefaultSettings(folder ?? Directory.GetCurrentDirectory()), powerShellFolder));

    public string GlobalPackagesFolder => Guard(() => SettingsUtility.GetGlobalPackagesFolder(_settings));

    public IWebProxy? Proxy => Guard(() => new ProxyCache(_settings, NuGet.Common.EnvironmentVariableWrapper.Instance).GetUserConfiguredProxy());

    /// <summary>Gives the sources to ask for an id, in their order.</summary>
    /// <param name="id">Package id, for the mapping of ids to sources.</param>
    /// <param name="from">A source's name, the address of a service index or a folder; null or <see cref="AllSources"/> for all enabled sources.</param>
    /// <param name="isGallery">True for a package of a PowerShell gallery: unless a source is named, PowerShell's repository of that name is asked, else all of its repositories.</param>
    public IReadOnlyList<FeedSource> SourcesOf(string id, string? from, bool isGallery) =>
        Guard(() => !IsAll(from) ? [Named(from!)] : isGallery ? GallerySources() : MappedSources(id));

    /// <summary>Gives the one source that a value of <c>--from</c> names; <see cref="AllSources"/> names the only enabled one.</summary>
    public FeedSource Find(string from) => Guard(() =>
    {
        if (!IsAll(from) || _sources.Any(source => string.Equals(source.Name, from, StringComparison.OrdinalIgnoreCase)))
        {
            return Named(from);
        }

        PackageSource[] enabled = [.. _sources.Where(source => source.IsEnabled)];
        return enabled is [var only] ? Convert(only) : throw new FeedException(SubjectError.Usage, enabled.Length == 0
            ? "The NuGet configuration has no enabled source."
            : $"The NuGet configuration has several sources; name one of {string.Join(", ", enabled.Select(source => source.Name))}.");
    });

    /// <summary>Gives the V3 feeds that may know of vulnerabilities: the audit sources, then the enabled package sources; each address and each name once.</summary>
    public IReadOnlyList<FeedSource> AdvisorySources() => Guard(() => (FeedSource[])[.. _auditSources.Concat(_sources).Where(source => source.IsEnabled).Select(Convert)
        .Where(source => source is { Index: not null, IsV2: false }).DistinctBy(source => source.Index).DistinctBy(source => source.Name, StringComparer.OrdinalIgnoreCase)]);

    /// <summary>Explains that there is no source to ask for an id.</summary>
    public FeedException NoSource(string id, bool isGallery)
    {
        if (isGallery)
        {
            return new FeedException(SubjectError.Usage, $"PowerShell's lists have no repository to ask ({string.Join(", ", _repositories.Value.Files)}); name the address of a gallery with --from.");
        }

        return new FeedException(SubjectError.Usage, Guard(() => PackageSourceMapping.GetPackageSourceMapping(_settings)).IsEnabled
            ? $"The package source mapping of the NuGet configuration gives no enabled source for {id}."
            : "The NuGet configuration has no enabled source.");
    }

    /// <summary>True when a value of <c>--from</c> picks no single source.</summary>
    public static bool IsAll(string? from) => from is null || string.Equals(from, AllSources, StringComparison.OrdinalIgnoreCase);

    private FeedSource[] MappedSources(string id)
    {
        var enabled = _sources.Where(source => source.IsEnabled);
        var mapping = PackageSourceMapping.GetPackageSourceMapping(_settings);
        if (mapping.IsEnabled)
        {
            var names = mapping.GetConfiguredPackageSources(id);
            enabled = enabled.Where(source => names.Contains(source.Name, StringComparer.OrdinalIgnoreCase));
        }

        return [.. enabled.Select(Convert)];
    }

    // Container registries are no galleries, and stand in the list of every new installation.
    private FeedSource[] GallerySources()
    {
        var all = _repositories.Value.All;
        return all.FirstOrDefault(repository => string.Equals(repository.Name, Gallery, StringComparison.OrdinalIgnoreCase)) is { } gallery
            ? [Convert(gallery)]
            : [.. all.Where(repository => !IsRegistry(repository)).Select(Convert)];
    }

    private static bool IsRegistry(PowerShellRepository repository) => string.Equals(repository.Kind, "ContainerRegistry", StringComparison.OrdinalIgnoreCase);

    private FeedSource Named(string from)
    {
        if (_sources.FirstOrDefault(source => string.Equals(source.Name, from, StringComparison.OrdinalIgnoreCase)) is { } named)
        {
            return named.IsEnabled ? Convert(named) : throw new FeedException(SubjectError.Usage, $"Source '{named.Name}' is disabled in the NuGet configuration.");
        }

        if (Uri.TryCreate(from, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
        {
            if (address.UserInfo.Length > 0)
            {
                throw new FeedException(SubjectError.Usage, $"The address of {address.Host} has credentials in it: they belong into the NuGet configuration.");
            }

            // The address of a configured source brings its credentials along.
            return Convert(_sources.FirstOrDefault(source => source.IsHttp && source.TrySourceAsUri == address) ?? new PackageSource(from));
        }

        if (_repositories.Value.All.FirstOrDefault(repository => string.Equals(repository.Name, from, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return Convert(known);
        }

        if (Directory.Exists(from))
        {
            return new FeedSource { Name = from, Folder = from };
        }

        throw Unknown(from);
    }

    private FeedException Unknown(string from)
    {
        if (from.AsSpan().ContainsAny('/', '\\'))
        {
            return new FeedException(SubjectError.SourceUnreachable, $"There is no folder {Path.GetFullPath(from)} to look for packages in.");
        }

        return new FeedException(SubjectError.Usage, string.Equals(from, Gallery, StringComparison.OrdinalIgnoreCase)
            ? $"PowerShell's lists of repositories ({string.Join(", ", _repositories.Value.Files)}) have no {from}; name its address with --from."
            : $"The NuGet configuration has no source '{from}'; it has {(_sources.Count == 0 ? "none" : string.Join(", ", _sources.Select(source => source.Name)))}.");
    }

    private static FeedSource Convert(PackageSource source)
    {
        if (!source.IsHttp)
        {
            return new FeedSource { Name = source.Name, Folder = source.TrySourceAsUri is { IsFile: true } file ? file.LocalPath : source.Source };
        }

        try
        {
            // NuGet tells the protocols apart in the same way.
            var isV2 = source.ProtocolVersion != 3 && !source.SourceUri.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            return new FeedSource { Name = source.Name, Index = source.SourceUri, IsV2 = isV2, AllowInsecure = source.AllowInsecureConnections, Authorization = Authorization(source) };
        }
        catch (Exception exception) when (exception is NuGetConfigurationException or NotSupportedException)
        {
            return new FeedSource { Name = source.Name, Index = source.SourceUri, Obstacle = $"The password of source '{source.Name}' cannot be decrypted here." };
        }
    }

    // PSResourceGet tells them apart by the end of the address where its list does not say.
    private static FeedSource Convert(PowerShellRepository repository)
    {
        if (!Uri.TryCreate(repository.Address, UriKind.Absolute, out var address) || address.IsFile || address.IsUnc)
        {
            return new FeedSource { Name = repository.Name, Folder = address?.LocalPath ?? repository.Address };
        }

        var obstacle = IsRegistry(repository) ? $"Repository '{repository.Name}' is a container registry; V2 and V3 feeds and folders are read. Name another source with --from."
            : address.UserInfo.Length > 0 ? $"The address of repository '{repository.Name}' has credentials in it, which are not read from there."
            : null;
        var isV3 = string.Equals(repository.Kind, "V3", StringComparison.OrdinalIgnoreCase) || (repository.Kind is null && address.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
        return new FeedSource { Name = repository.Name, Index = address, IsV2 = !isV3, Community = null, Obstacle = obstacle };
    }

    private static AuthenticationHeaderValue? Authorization(PackageSource source)
    {
        if (source.Credentials is not { } credentials || (credentials.ValidAuthenticationTypes.Any() && !credentials.ValidAuthenticationTypes.Contains("basic", StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        return new AuthenticationHeaderValue("Basic", System.Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Username}:{credentials.Password}")));
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is NuGetConfigurationException or UriFormatException or IOException or UnauthorizedAccessException)
        {
            throw new FeedException(SubjectError.Usage, $"The NuGet configuration cannot be read: {exception.Message}", exception);
        }
    }
}
