using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>Downloads by source, id and version: <c>nuget/source/id/version/</c>.</summary>
internal sealed class PackageCache(string folder)
{
    public string Folder => folder;

    public CacheEntry Entry(FeedSource source, string id, NuGetVersion version)
    {
        var lowerId = id.ToLowerInvariant();
        var lowerVersion = version.ToNormalizedString().ToLowerInvariant();
        return new CacheEntry(Path.Combine(Home(source, lowerId), lowerVersion), $"{lowerId}.{lowerVersion}.nupkg");
    }

    /// <summary>Lists versions that have an entry, intact or not.</summary>
    public IEnumerable<NuGetVersion> Versions(FeedSource source, string id)
    {
        var home = Home(source, id.ToLowerInvariant());
        return Directory.Exists(home)
            ? Directory.EnumerateDirectories(home).Select(path => NuGetVersion.TryParse(Path.GetFileName(path), out var version) ? version : null).OfType<NuGetVersion>()
            : [];
    }

    private string Home(FeedSource source, string lowerId) => Path.Combine(folder, "nuget", source.CacheKey, lowerId);
}
