using System.Globalization;
using System.Runtime.CompilerServices;
using Assay.Model;
using Assay.Packages.Sources;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>A folder of packages as a catalog: flat, by id and version, or mixed, at any depth.</summary>
/// <remarks>A file that lies as <c>id/version/id.version.nupkg</c> is known by its place; of every other one the manifest is read.</remarks>
internal sealed class FolderCatalog : IFeedCatalog
{
    private readonly string _folder;
    private readonly Lazy<FolderContents> _contents;

    public FolderCatalog(string name, string folder)
    {
        (Name, _folder) = (name, folder);
        _contents = new Lazy<FolderContents>(() => FolderContents.Read(_folder));
    }

    public string Name { get; }
    public string? Community => null;
    public bool TellsChanges => false;

    public async IAsyncEnumerable<FeedListing> ListAsync(FeedListOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var contents = await Task.Run(() => _contents.Value, cancellation);
        foreach (var unreadable in contents.Unreadable)
        {
            options.Notes?.Report($"{unreadable}: its manifest, or the version in it, cannot be read.");
        }

        var wanted = options.Ids is null ? null : new SortedSet<string>(options.Ids.Select(id => id.ToLowerInvariant()), StringComparer.Ordinal);
        foreach (var missing in wanted?.Where(id => !contents.Packages.ContainsKey(id)) ?? [])
        {
            options.Notes?.Report($"{missing} is not in {Name}.");
        }

        var before = options.Continuation;
        foreach (var (id, versions) in contents.Packages)
        {
            cancellation.ThrowIfCancellationRequested();
            if (wanted?.Contains(id) == false || (options.Continuation is { } last && string.CompareOrdinal(id, last) <= 0))
            {
                continue;
            }

            var listings = StandingVersion.Select([.. versions.Select(found => (found.Key, Listing(found.Value, found.Key)))], options.AllVersions);
            foreach (var listing in listings)
            {
                var file = new FileInfo(versions[NuGetVersion.Parse(listing.Version)].Path);
                var validator = new DocumentValidator($"\"{file.Length.ToString(CultureInfo.InvariantCulture)}\"", file.LastWriteTimeUtc.ToString("O", CultureInfo.InvariantCulture));
                var address = new Uri(file.FullName);
                if (options.Validators?.Find(address) == validator)
                {
                    options.Validators.Unchanged(address);
                    continue;
                }

                yield return listing with { Size = file.Length, Continuation = ReferenceEquals(listing, listings[^1]) ? id : before };
                options.Validators?.Taken(address, validator);
            }

            before = id;
        }
    }

    public Task<string?> FindCursorAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

    public IAsyncEnumerable<FeedChange> ChangesAsync(string? cursor, IDocumentValidators? validators, CancellationToken cancellation) => AsyncEnumerable.Empty<FeedChange>();

    public IAsyncEnumerable<FeedPopularity> PopularityAsync(IProgress<string>? notes, CancellationToken cancellation) => AsyncEnumerable.Empty<FeedPopularity>();

    public async Task<PackageLocation> FetchAsync(string id, string version, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var contents = await Task.Run(() => _contents.Value, cancellation);
        if (!NuGetVersion.TryParse(version, out var wanted) || !contents.Packages.TryGetValue(id.ToLowerInvariant(), out var versions) || !versions.TryGetValue(wanted, out var file))
        {
            throw new FeedException(SubjectError.NothingFound, $"{id}@{version} is not in {Name}.");
        }

        var info = new FeedPackageInfo(null, null, null, [.. versions.Keys.Select(known => new ReportedVersion(known.ToNormalizedString(), null, null))]);
        return new PackageLocation($"{file.Id}@{wanted.ToNormalizedString()}", file.Path, new FileInfo(file.Path).Length) { Feed = info };
    }

    public void Dispose()
    {
    }

    private static FeedListing Listing(FolderPackage file, NuGetVersion version) => new(file.Id, version.ToNormalizedString(), null, null, null, null, null, null, file.Tags);
}
