using Assay.Model;
using Assay.Packages.Sources;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>A feed of the NuGet V3 protocol: service index, flat container, registrations where there are any.</summary>
internal sealed class NuGetFeed(FeedSource source, FeedHttp http, FeedLimits limits, PackageCache cache) : IPackageFeed
{
    private const int VersionLength = 64;

    private readonly RecentPackages<KnownPackage> _known = new();
    private ServiceIndex? _index;

    public string Name => source.Name;

    public async Task<FeedOffer> FindAsync(PackageReference reference, bool prerelease, CancellationToken cancellation)
    {
        var index = await IndexAsync(cancellation);
        var package = _known.Get(reference.Id, static () => new KnownPackage(new SemaphoreSlim(1)));
        using var turn = await package.EnterAsync(cancellation);
        var versions = package.Versions ??= await VersionsAsync(reference.Id, cancellation);
        var chosen = VersionChoice.Choose(versions, reference.Version, prerelease);
        if (chosen is null)
        {
            return new FeedOffer(versions, null);
        }

        if (package.Registration is null && index.Registrations is not null)
        {
            package.Registration = await Registration.OpenAsync(http, source, limits, index.Registrations, reference.Id, cancellation);
        }

        var registration = package.Registration;
        if (registration is null)
        {
            return new FeedOffer(versions, chosen, Describe(versions, null, null));
        }

        var entry = reference.Version is null ? await LatestListedAsync(registration, versions, prerelease, cancellation) : await registration.FindAsync(chosen, cancellation);
        return new FeedOffer(versions, reference.Version is null ? entry?.Version : chosen, Describe(versions, registration, entry), entry);
    }

    public async Task<PackageLocation> FetchAsync(string id, FeedOffer offer, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var version = offer.Chosen!;
        return await new CachedDownload(http, source, limits, cache).GetAsync(id, version, async () =>
        {
            var index = await IndexAsync(cancellation);
            var lowerVersion = version.ToNormalizedString().ToLowerInvariant();
            var lowerId = Uri.EscapeDataString(id.ToLowerInvariant());
            var expected = await HashAsync(offer, cancellation);
            return (new Uri(index.Packages, $"{lowerId}/{lowerVersion}/{lowerId}.{lowerVersion}.nupkg"), expected);
        }, offer.Info, source.Community, progress, cancellation);
    }

    public async Task<string?> HashAsync(FeedOffer offer, CancellationToken cancellation)
    {
        // Some feeds name leaves that exist nowhere: those give no hash, and nobody is asked.
        if (offer.Registered is not { Sha512: null, CatalogLeaf: { } address } || AddressRule.Refusal(address, source) is not null)
        {
            return offer.Registered?.Sha512;
        }

        using var leaf = await http.GetDocumentAsync(address, source, cancellation);
        return leaf is null ? null : RegistrationEntry.HashOf(leaf.RootElement);
    }

    /// <summary>Gives the service index; it is asked for once.</summary>
    public async Task<ServiceIndex> IndexAsync(CancellationToken cancellation)
    {
        if (_index is null)
        {
            using var document = await http.GetDocumentAsync(source.Index!, source, cancellation)
                ?? throw new FeedException(SubjectError.SourceUnreachable, $"Source '{source.Name}' has no service index: {source.Index!.GetLeftPart(UriPartial.Path)} answers 404.");
            _index = ServiceIndex.Read(document, source);
        }

        return _index;
    }

    /// <summary>Gives all versions that the flat container has, hidden ones too, lowest first.</summary>
    public async Task<IReadOnlyList<NuGetVersion>> VersionsAsync(string id, CancellationToken cancellation)
    {
        var index = await IndexAsync(cancellation);
        using var document = await http.GetDocumentAsync(new Uri(index.Packages, Uri.EscapeDataString(id.ToLowerInvariant()) + "/index.json"), source, cancellation);
        return document is null
            ? []
            : [.. document.RootElement.Texts("versions").Take(limits.Versions).Where(text => text.Length <= VersionLength).Select(text => NuGetVersion.TryParse(text, out var version) ? version : null).OfType<NuGetVersion>().Distinct().Order()];
    }

    // A version that the registration does not mention is not known to be listed: the gallery adds both at about the same time.
    private static async Task<RegistrationEntry?> LatestListedAsync(Registration registration, IReadOnlyList<NuGetVersion> versions, bool prerelease, CancellationToken cancellation)
    {
        foreach (var version in VersionChoice.LatestFirst(versions, prerelease))
        {
            if (await registration.FindAsync(version, cancellation) is { Listed: not false } entry)
            {
                return entry;
            }
        }

        return null;
    }

    private static FeedPackageInfo Describe(IReadOnlyList<NuGetVersion> versions, Registration? registration, RegistrationEntry? entry) => new(
        entry?.Published,
        entry?.Listed,
        entry?.Deprecated,
        [.. from version in versions
            let known = registration?.Known(version)
            select new ReportedVersion(version.ToNormalizedString(), known?.Published, known?.Listed)]);

    // What was read of one id. Its registration reads pages when they are needed: one at a time.
    private sealed class KnownPackage(SemaphoreSlim turn)
    {
        public IReadOnlyList<NuGetVersion>? Versions { get; set; }
        public Registration? Registration { get; set; }

        public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
        {
            await turn.WaitAsync(cancellation);
            return new Turn(turn);
        }

        private sealed class Turn(SemaphoreSlim turn) : IDisposable
        {
            public void Dispose() => turn.Release();
        }
    }
}
