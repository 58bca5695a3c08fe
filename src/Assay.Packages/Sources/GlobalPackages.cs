using NuGet.Configuration;
using NuGet.Versioning;

namespace Assay.Packages.Sources;

/// <summary>Finds packages in a folder laid out as NuGet's global packages folder, <c>id/version/id.version.nupkg</c>, or flat.</summary>
internal static class GlobalPackages
{
    /// <summary>Gives the user's folder (the environment variable NUGET_PACKAGES or the NuGet configuration); null when the configuration cannot be read.</summary>
    public static string? FindFolder()
    {
        try
        {
            return SettingsUtility.GetGlobalPackagesFolder(Settings.LoadDefaultSettings(root: null));
        }
        catch (NuGetConfigurationException)
        {
            return null;
        }
    }

    /// <summary>Gives the path of a package, of its latest version when none is named: stable ones come first.</summary>
    public static string? Find(string folder, PackageReference reference) =>
        Versions(folder, reference.Id)
            .Where(found => reference.Version is null || found.Version == reference.Version)
            .OrderByDescending(found => !found.Version.IsPrerelease)
            .ThenByDescending(found => found.Version)
            .Select(found => found.Path)
            .FirstOrDefault();

    private static IEnumerable<(NuGetVersion Version, string Path)> Versions(string folder, string id)
    {
        var lowerId = id.ToLowerInvariant();
        var home = Path.Combine(folder, lowerId);
        if (Directory.Exists(home))
        {
            foreach (var versionFolder in Directory.EnumerateDirectories(home))
            {
                var name = Path.GetFileName(versionFolder);
                var path = Path.Combine(versionFolder, $"{lowerId}.{name}.nupkg");
                if (NuGetVersion.TryParse(name, out var version) && File.Exists(path))
                {
                    yield return (version, path);
                }
            }
        }

        var flat = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive };
        foreach (var path in Directory.EnumerateFiles(folder, $"{id}.*.nupkg", flat))
        {
            // `A.B.1.0.0` starts with `A.` too: what follows the id must be a version.
            if (NuGetVersion.TryParse(Path.GetFileNameWithoutExtension(path)[(id.Length + 1)..], out var version))
            {
                yield return (version, path);
            }
        }
    }
}
