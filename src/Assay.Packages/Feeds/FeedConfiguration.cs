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

    private readonly ISettings _settings;
    private readonly IReadOnlyList<PackageSource> _sources;

    private FeedConfiguration(ISettings settings)
    {
        _settings = settings;
        _sources = [.. PackageSourceProvider.LoadPackageSources(settings)];
    }

    /// <summary>Reads the configuration that holds in a folder; throws <see cref="FeedException"/> when it is broken.</summary>
    public static FeedConfiguration Load(string? folder) =>
        Guard(() => new FeedConfiguration(Settings.LoadDefaultSettings(folder ?? Directory.GetCurrentDirectory())));

    public string GlobalPackagesFolder => Guard(() => SettingsUtility.GetGlobalPackagesFolder(_settings));

    public IWebProxy? Proxy => Guard(() => new ProxyCache(_settings, NuGet.Common.EnvironmentVariableWrapper.Instance).GetUserConfiguredProxy());

    /// <summary>Gives the sources to ask for an id, in their order.</summary>
    /// <param name="id">Package id, for the mapping of ids to sources.</param>
    /// <param name="from">A source's name, the address of a service index or a folder; null or <see cref="AllSources"/> for all enabled sources.</param>
    public IReadOnlyList<FeedSource> SourcesOf(string id, string? from) => Guard(() => IsAll(from) ? MappedSources(id) : [Named(from!)]);

    /// <summary>Gives the one source that a value of <c>--from</c> names.</summary>
    public FeedSource Find(string from) => Guard(() => Named(from));

    /// <summary>Explains that there is no source to ask for an id.</summary>
    public FeedException NoSource(string id) => new(SubjectError.Usage, Guard(() => PackageSourceMapping.GetPackageSourceMapping(_settings)).IsEnabled
        ? $"The package source mapping of the NuGet configuration gives no enabled source for {id}."
        : "The NuGet configuration has no enabled source.");

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

        if (Directory.Exists(from))
        {
            return new FeedSource { Name = from, Folder = from };
        }

        throw from.AsSpan().ContainsAny('/', '\\')
            ? new FeedException(SubjectError.SourceUnreachable, $"There is no folder {Path.GetFullPath(from)} to look for packages in.")
            : new FeedException(SubjectError.Usage, $"The NuGet configuration has no source '{from}'; it has {(_sources.Count == 0 ? "none" : string.Join(", ", _sources.Select(source => source.Name)))}.");
    }

    private static FeedSource Convert(PackageSource source)
    {
        if (!source.IsHttp)
        {
            return new FeedSource { Name = source.Name, Folder = source.TrySourceAsUri is { IsFile: true } file ? file.LocalPath : source.Source };
        }

        // NuGet tells the protocols apart in the same way.
        if (source.ProtocolVersion != 3 && !source.SourceUri.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return new FeedSource { Name = source.Name, Index = source.SourceUri, Obstacle = $"Source '{source.Name}' speaks version 2 of the protocol; only version 3 is read (an address that ends with index.json). Name another source with --from." };
        }

        try
        {
            return new FeedSource { Name = source.Name, Index = source.SourceUri, AllowInsecure = source.AllowInsecureConnections, Authorization = Authorization(source) };
        }
        catch (Exception exception) when (exception is NuGetConfigurationException or NotSupportedException)
        {
            return new FeedSource { Name = source.Name, Index = source.SourceUri, Obstacle = $"The password of source '{source.Name}' cannot be decrypted here." };
        }
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
