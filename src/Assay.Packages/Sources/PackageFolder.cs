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

    // Folders that people fill by hand keep the case of the id.
    private static EnumerationOptions ExactName { get; } = new() { MatchCasing = MatchCasing.CaseInsensitive };
}
