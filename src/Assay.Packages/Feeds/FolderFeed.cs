using Assay.Model;
using Assay.Packages.Sources;

namespace Assay.Packages.Feeds;

/// <summary>A folder of packages, flat or by id and version.</summary>
/// <param name="name">What to call it.</param>
/// <param name="folder">The folder.</param>
/// <param name="isComplete">True when the folder says which versions there are; the global packages folder does not.</param>
internal sealed class FolderFeed(string name, string folder, bool isComplete) : IPackageFeed
{
    public string Name => name;

    public Task<FeedOffer> FindAsync(PackageReference reference, bool prerelease, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            return isComplete
                ? throw new FeedException(SubjectError.SourceUnreachable, $"There is no folder {Path.GetFullPath(folder)} to look for {reference} in.")
                : Task.FromResult(FeedOffer.Nothing);
        }

        var versions = PackageFolder.Versions(folder, reference.Id).Select(found => found.Version).Distinct().Order().ToArray();
        var info = isComplete ? new FeedPackageInfo(null, null, null, [.. versions.Select(version => new ReportedVersion(version.ToNormalizedString(), null, null))]) : null;
        return Task.FromResult(new FeedOffer(versions, VersionChoice.Choose(versions, reference.Version, prerelease), info));
    }

    public Task<PackageLocation> FetchAsync(string id, FeedOffer offer, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var path = PackageFolder.Versions(folder, id).First(found => found.Version == offer.Chosen).Path;

        // The global packages folder is NuGet's own; any other folder may hold packages of several communities, and their layout decides.
        return Task.FromResult(new PackageLocation($"{id}@{offer.Chosen!.ToNormalizedString()}", path, new FileInfo(path).Length) { Community = isComplete ? null : "nuget", Feed = offer.Info });
    }
}
