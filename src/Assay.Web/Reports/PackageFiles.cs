using Assay.Community.Index;
using Assay.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Reports;

/// <summary>Finds the files of packages: in the data folder by their hash, else in the folders of the options by their names.</summary>
public sealed class PackageFiles(DataDirectory data, IOptions<PortalOptions> options)
{
    /// <summary>Gives the path of a version's file; null when it is nowhere. Whoever reads a file of another folder compares its hash.</summary>
    public string? Find(VersionEntry version)
    {
        var kept = data.Package(version.Sha256);
        if (File.Exists(kept))
        {
            return kept;
        }

        var (id, text) = (version.Id.ToLowerInvariant(), version.Version.ToLowerInvariant());
        var name = $"{id}.{text}.nupkg";
        if (id.AsSpan().ContainsAny('/', '\\') || id.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        // The layouts of a folder of packages and of the client's folder for all packages.
        return options.Value.PackageFolders.SelectMany(folder => (string[])[Path.Combine(folder, name), Path.Combine(folder, id, text, name)]).FirstOrDefault(File.Exists);
    }
}
