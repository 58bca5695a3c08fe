using Assay.Model;
using Assay.Packages.Sources;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>A feed of the V2 protocol (OData and Atom), as the PowerShell Gallery and older NuGet servers speak it.</summary>
internal sealed class GalleryFeed(FeedSource source, FeedHttp http, FeedLimits limits, PackageCache cache) : IPackageFeed
{
    /// <summary>Community of packages that are modules or scripts of a gallery.</summary>
    public const string Community = "psgallery";

    private readonly GalleryClient _client = new(http, source, limits);
    private readonly RecentPackages<Lazy<Task<IReadOnlyList<GalleryEntry>>>> _known = new();

    public string Name => source.Name;

    public async Task<FeedOffer> FindAsync(PackageReference reference, bool prerelease, CancellationToken cancellation)
    {
        var entries = await VersionsAsync(reference.Id, cancellation);

        // Some servers leave hidden versions out of the list, and give them to who knows of them.
        if (reference.Version is { } named && entries.All(entry => entry.Version != named) && await _client.FindAsync(reference.Id, named, cancellation) is { } hidden)
        {
            entries = [.. entries.Append(hidden).OrderBy(entry => entry.Version)];
        }

        NuGetVersion[] versions = [.. entries.Select(entry => entry.Version)];
        var chosen = VersionChoice.Choose(reference.Version is null ? [.. entries.Where(entry => entry.Listed != false).Select(entry => entry.Version)] : versions, reference.Version, prerelease);
        if (chosen is null)
        {
            return new FeedOffer(versions, null);
        }

        var found = entries.First(entry => entry.Version == chosen);
        var info = new FeedPackageInfo(found.Published, found.Listed, null, [.. entries.Select(entry => new ReportedVersion(entry.Version.ToNormalizedString(), entry.Published, entry.Listed))]) { Downloads = found.Downloads };
        return new FeedOffer(versions, chosen, info, new RegistrationEntry(chosen, found.Published, found.Listed, null, found.Sha512, null))
        {
            Content = found.Content,
            Community = found.IsPowerShell ? Community : null,
        };
    }

    public Task<PackageLocation> FetchAsync(string id, FeedOffer offer, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var version = offer.Chosen!;
        var address = offer.Content ?? new Uri(_client.Root, $"package/{Uri.EscapeDataString(id)}/{Uri.EscapeDataString(version.ToNormalizedString())}");
        return new CachedDownload(http, source, limits, cache).GetAsync(id, version, () => Task.FromResult((address, offer.Registered?.Sha512)), offer.Info, offer.Community, progress, cancellation);
    }

    private async Task<IReadOnlyList<GalleryEntry>> VersionsAsync(string id, CancellationToken cancellation)
    {
        var known = _known.Get(id, () => new Lazy<Task<IReadOnlyList<GalleryEntry>>>(() => ReadAsync(id, cancellation)));
        try
        {
            return await known.Value;
        }
        catch
        {
            // What failed for one caller may succeed for the next.
            _known.Forget(id);
            throw;
        }
    }

    private async Task<IReadOnlyList<GalleryEntry>> ReadAsync(string id, CancellationToken cancellation)
    {
        var (kind, rows) = await _client.FindAsync(GalleryQuery.ById(id), null, cancellation);

        // A feed that does not know an id answers with no rows.
        return rows is null
            ? throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' is no V2 feed: {_client.Root}FindPackagesById() {(kind == FeedAnswerKind.Refused ? "answers 400" : "is not there")}. The address of a V3 feed ends with index.json.")
            : [.. rows.Entries.Where(entry => string.Equals(entry.Id, id, StringComparison.OrdinalIgnoreCase)).Take(limits.Versions)];
    }
}
