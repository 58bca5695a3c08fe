using Assay.Packages.Sources;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>A file of a folder and whose package it is.</summary>
internal sealed record FolderPackage(string Id, string Path, IReadOnlyList<string> Tags);

/// <summary>What lies in a folder of packages, by lower-case id and version.</summary>
/// <param name="Packages">Ids in ordinal order. Of two files of one version the first by path counts.</param>
/// <param name="Unreadable">Files that name no package.</param>
internal sealed record FolderContents(SortedDictionary<string, SortedDictionary<NuGetVersion, FolderPackage>> Packages, IReadOnlyList<string> Unreadable)
{
    public static FolderContents Read(string folder)
    {
        var packages = new SortedDictionary<string, SortedDictionary<NuGetVersion, FolderPackage>>(StringComparer.Ordinal);
        var unreadable = new List<string>();
        try
        {
            foreach (var path in PackageFolder.Files(folder))
            {
                if (Identify(path) is not var (package, version))
                {
                    unreadable.Add(path);
                    continue;
                }

                var id = package.Id.ToLowerInvariant();
                if (!packages.TryGetValue(id, out var versions))
                {
                    packages.Add(id, versions = []);
                }

                versions.TryAdd(version, package);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FeedException(SubjectError.SourceUnreachable, $"The folder {folder} cannot be read: {exception.Message}", exception);
        }

        return new FolderContents(packages, unreadable);
    }

    private static (FolderPackage Package, NuGetVersion Version)? Identify(string path)
    {
        if (PackageFolder.ByPlace(path) is var (id, placed))
        {
            return (new FolderPackage(id, path, []), placed);
        }

        try
        {
            return ManifestLookup.Find(new PackageLocation(path, path, 0).Open(), UnpackBudget.Default) is { } manifest && NuGetVersion.TryParse(manifest.Version, out var version)
                ? (new FolderPackage(manifest.Id, path, manifest.Tags), version)
                : null;
        }
        catch (PackageSourceException)
        {
            return null;
        }
    }
}
