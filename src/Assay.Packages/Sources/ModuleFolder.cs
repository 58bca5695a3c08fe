using NuGet.Versioning;

namespace Assay.Packages.Sources;

/// <summary>Tells folders that are a PowerShell module from folders that hold packages.</summary>
/// <remarks>
/// PowerShell finds a module by the manifest or script that is named like its folder, or like the parent of a version folder (<c>Pester/5.7.1/Pester.psd1</c>).
/// Checkouts have folders of any name: there the only manifest, or without one the only script module, of the root is the module.
/// </remarks>
internal static class ModuleFolder
{
    /// <summary>Gives the module's name when its manifest or script is named like the folder; such a folder is a module whatever else is in it.</summary>
    public static string? NameByFolder(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var name = Path.GetFileName(path);
        var files = RootFiles(path);
        return Named(files, name) ?? (NuGetVersion.TryParse(name, out _) && Path.GetFileName(Path.GetDirectoryName(path)) is { Length: > 0 } parent ? Named(files, parent) : null);
    }

    /// <summary>Gives the module's name when the root has one manifest, one with a script or library of the same name beside it, or else one script module.</summary>
    public static string? NameByContent(string folder)
    {
        var files = RootFiles(folder);
        string[] manifests = [.. Stems(files, ".psd1")];
        return manifests switch
        {
            [var only] => only,
            [] => Stems(files, ".psm1").ToArray() is [var script] ? script : null,
            _ => manifests.Where(manifest => Has(files, manifest, ".psm1") || Has(files, manifest, ".dll")).ToArray() is [var main] ? main : null,
        };
    }

    private static string? Named(string[] files, string name) =>
        Stems(files, ".psd1").Concat(Stems(files, ".psm1")).FirstOrDefault(stem => string.Equals(stem, name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Stems(string[] files, string extension) =>
        files.Where(file => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase)).Select(file => file[..^extension.Length]);

    private static bool Has(string[] files, string stem, string extension) => files.Contains(stem + extension, StringComparer.OrdinalIgnoreCase);

    private static string[] RootFiles(string folder) => [.. Directory.EnumerateFiles(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
}
