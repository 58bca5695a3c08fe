using NuGet.Versioning;

namespace Assay.Packages.Projects;

/// <summary>Reads package URLs of bills of materials.</summary>
internal static class BillPurl
{
    private const int Longest = 2_048;

    /// <summary>Gives the package of a purl; null for other ecosystems and for text that is none.</summary>
    /// <remarks>Modules of PowerShell stand as <c>pkg:psgallery</c>, <c>pkg:powershell</c>, or <c>pkg:nuget</c> with the gallery as <c>repository_url</c>.</remarks>
    public static (string Community, string Id, string? Version)? Read(string? purl)
    {
        if (purl is null || purl.Length > Longest || !purl.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var path = purl[4..].Split('?', '#')[0].Trim('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return null;
        }

        var community = path[..slash].ToUpperInvariant() switch
        {
            "NUGET" => purl.Contains("powershellgallery", StringComparison.OrdinalIgnoreCase) ? "psgallery" : "nuget",
            "PSGALLERY" or "POWERSHELL" => "psgallery",
            _ => null,
        };
        var rest = path[(slash + 1)..];
        var at = rest.LastIndexOf('@');
        var id = Uri.UnescapeDataString(at < 0 ? rest : rest[..at]);
        var version = at < 0 ? null : Uri.UnescapeDataString(rest[(at + 1)..]);
        return community is null || Manifest.PackageIdentity.DefectOfId(id) is not null ? null : (community, id, version);
    }

    /// <summary>Makes the node of a component that is a package.</summary>
    public static Projects.ResolvedNode Node(string key, (string Community, string Id, string? Version) package, IReadOnlyList<string> dependsOn) =>
        new(key, package.Community, package.Id, package.Version, dependsOn)
        {
            Defect = package.Version is null ? "The package URL names no version." : NuGetVersion.TryParse(package.Version, out _) ? null : $"{package.Version} is no version.",
        };
}
