using NuGet.Versioning;

namespace Assay.Packages.Projects;

/// <summary>Finds installed modules of PowerShell: <c>Name/Version/</c> or <c>Name/</c> below the folders of <c>PSModulePath</c>, else below the usual ones of the platform.</summary>
internal sealed class ModuleFolders(Func<string, string?> variable)
{
    private readonly Lazy<string[]> _folders = new(() => [.. Folders(variable).Where(Directory.Exists).Distinct(StringComparer.Ordinal)]);

    /// <summary>Finds a module of a version; null when it is not installed.</summary>
    public PackageLocation? Find(string name, NuGetVersion version)
    {
        foreach (var (folder, found) in Installed(name))
        {
            if (found == version)
            {
                return new PackageLocation($"{name}@{version.ToNormalizedString()}", folder, 0) { Community = "psgallery", Module = Path.GetFileName(Path.GetDirectoryName(folder)) };
            }
        }

        return null;
    }

    /// <summary>Lists the installed versions, lowest first.</summary>
    public IReadOnlyList<NuGetVersion> Versions(string name) => [.. Installed(name).Select(installed => installed.Version).Distinct().Order()];

    private IEnumerable<(string Folder, NuGetVersion Version)> Installed(string name)
    {
        // Names of modules are no patterns.
        if (name.AsSpan().ContainsAny("*?/\\"))
        {
            yield break;
        }

        foreach (var root in _folders.Value)
        {
            foreach (var module in Directory.EnumerateDirectories(root, name, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }))
            {
                foreach (var folder in Directory.EnumerateDirectories(module))
                {
                    if (NuGetVersion.TryParse(Path.GetFileName(folder), out var version))
                    {
                        yield return (folder, version);
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Folders(Func<string, string?> variable)
    {
        if (variable("PSModulePath") is { Length: > 0 } named)
        {
            return named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted);
        }

        if (OperatingSystem.IsWindows())
        {
            var documents = Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments);
            var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            return [Path.Combine(documents, "PowerShell", "Modules"), Path.Combine(documents, "WindowsPowerShell", "Modules"), Path.Combine(programs, "PowerShell", "Modules"), Path.Combine(programs, "WindowsPowerShell", "Modules")];
        }

        return variable("HOME") is { Length: > 0 } home ? [Path.Combine(home, ".local", "share", "powershell", "Modules"), "/usr/local/share/powershell/Modules"] : ["/usr/local/share/powershell/Modules"];
    }
}
