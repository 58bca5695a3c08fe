using Assay.Packages.Feeds;

namespace Assay.Packages.Tests.Feeds;

/// <summary>A machine of a test: a NuGet configuration, a global packages folder and a cache, all in one temporary folder.</summary>
internal sealed class FeedFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-feeds-").FullName;

    public FeedFolder()
    {
        Directory.CreateDirectory(GlobalPackages);
        Configure("");
    }

    public string GlobalPackages => Path.Combine(_folder, "global");
    public string PowerShell => Path.Combine(_folder, "powershell");
    public string Cache => Path.Combine(_folder, "cache");
    public FeedLimits Limits { get; init; } = FeedLimits.Default with { FirstDelay = TimeSpan.FromMilliseconds(1), AnswerTime = TimeSpan.FromSeconds(5), IdleTime = TimeSpan.FromSeconds(5) };

    /// <summary>Configures these feeds as sources <c>feed1</c>, <c>feed2</c> ...</summary>
    public FeedFolder Use(params string[] sources) => Configure(string.Concat(sources.Select((source, index) => $"""<add key="feed{index + 1}" value="{source}" protocolVersion="3" allowInsecureConnections="true" />""")));

    /// <summary>Writes the NuGet configuration; what the user of this machine configured does not count.</summary>
    public FeedFolder Configure(string sources, string more = "")
    {
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><clear />{sources}</packageSources>
              {Section("disabledPackageSources", more)}
              {Section("packageSourceMapping", more)}
              {more}
            </configuration>
            """);
        return this;
    }

    public string Write(string path, byte[] content)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return full;
    }

    /// <summary>Writes PSResourceGet's list of repositories.</summary>
    public FeedFolder UseRepositories(string repositories)
    {
        Write("powershell/PSResourceRepository.xml", System.Text.Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?><configuration>{repositories}</configuration>"));
        return this;
    }

    public string PathOf(string path) => Path.Combine(_folder, path);

    /// <summary>Opens a source as a catalog.</summary>
    public Task<IFeedCatalog> OpenAsync(string from, Func<FeedCatalogOptions, FeedCatalogOptions>? with = null)
    {
        var options = new FeedCatalogOptions(from) { CacheFolder = Cache, ConfigurationFolder = _folder, PowerShellFolder = PowerShell };
        return FeedCatalogOpening.OpenAsync(with?.Invoke(options) ?? options, Limits, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>Gives the only file of the cache with this ending.</summary>
    public string CachedFile(string ending) => Assert.Single(Directory.GetFiles(Cache, "*" + ending, SearchOption.AllDirectories));

    public Task<SubjectResolution> ResolveAsync(string subject, string? from = null, bool offline = false, bool prerelease = false, IProgress<DownloadProgress>? progress = null)
    {
        var options = new SubjectOptions(from, offline, GlobalPackages) { CacheFolder = Cache, ConfigurationFolder = _folder, PowerShellFolder = PowerShell, Prerelease = prerelease };
        return new SubjectResolver(options, Limits, TimeProvider.System).ResolveAsync(subject, progress, TestContext.Current.CancellationToken);
    }

    /// <summary>Resolves a subject that gives one package.</summary>
    public async Task<PackageLocation> FindAsync(string subject, string? from = null, bool offline = false, bool prerelease = false)
    {
        var resolution = await ResolveAsync(subject, from, offline, prerelease);
        Assert.True(resolution.Error == SubjectError.None, resolution.Message);
        return Assert.Single(resolution.Packages);
    }

    /// <summary>Resolves a subject that gives none, and returns why.</summary>
    public async Task<string> FailAsync(SubjectError expected, string subject, string? from = null, bool offline = false)
    {
        var resolution = await ResolveAsync(subject, from, offline);
        Assert.Equal(expected, resolution.Error);
        Assert.Empty(resolution.Packages);
        Assert.NotNull(resolution.Message);
        return resolution.Message;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Of two sections with one name NuGet reads the first.
    private static string Section(string name, string more) => more.Contains($"<{name}>", StringComparison.Ordinal) ? "" : $"<{name}><clear /></{name}>";
}
