using System.IO.Enumeration;
using NuGet.Versioning;

namespace Assay.Packages.Sources;

/// <summary>Finds packages in a folder laid out as NuGet's global packages folder, <c>id/version/id.version.nupkg</c>, or flat.</summary>
internal static class PackageFolder
{
    /// <summary>Lists the versions of a package with their files.</summary>
    public static IEnumerable<(NuGetVersion Version, string Path)> Versions(string folder, string id)
    {
        var lowerId = id.ToLowerInvariant();
        foreach (var home in Directory.EnumerateDirectories(folder, id, ExactName))
        {
            foreach (var versionFolder in Directory.EnumerateDirectories(home))
            {
                var name = Path.GetFileName(versionFolder);
                if (NuGetVersion.TryParse(name, out var version) && Directory.EnumerateFiles(versionFolder, $"{lowerId}.{name}.nupkg", ExactName).FirstOrDefault() is { } path)
                {
                    yield return (version, path);
                }
            }
        }

        foreach (var path in Directory.EnumerateFiles(folder, $"{id}.*.nupkg", ExactName))
        {
            // `A.B.1.0.0` starts with `A.` too: what follows the id must be a version.
            if (NuGetVersion.TryParse(Path.GetFileNameWithoutExtension(path)[(id.Length + 1)..], out var version))
            {
                yield return (version, path);
            }
        }
    }

    /// <summary>Lists all packages below a folder, ordinal by path.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        // Links to files are followed, as package stores are made of them; links to folders are not: a folder may contain itself.
        var walk = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = default })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase),
        };
        return walk.Order(StringComparer.Ordinal);
    }

    /// <summary>Tells id and version of a file that lies as <c>id/version/id.version.nupkg</c>; null for any other.</summary>
    public static (string Id, NuGetVersion Version)? ByPlace(string path)
    {
        var home = Path.GetDirectoryName(path);
        var id = Path.GetFileName(Path.GetDirectoryName(home));
        var version = Path.GetFileName(home);
        return !string.IsNullOrEmpty(id) && NuGetVersion.TryParse(version, out var parsed) && string.Equals(Path.GetFileName(path), $"{id}.{version}.nupkg", StringComparison.OrdinalIgnoreCase)
            ? (id, parsed)
            : null;
    }

    // Folders that people fill by hand keep the case of the id.
    private static EnumerationOptions ExactName { get; } = new() { MatchCasing = MatchCasing.CaseInsensitive };
}
