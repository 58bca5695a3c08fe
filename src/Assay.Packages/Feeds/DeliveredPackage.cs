using Assay.Packages.Compression;
using Assay.Packages.Unpacking;
using Assay.Packages.Zip;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>Checks that a file is the package that was asked for, by the manifest in it.</summary>
internal static class DeliveredPackage
{
    /// <summary>Says what is wrong; null when id and version are as asked.</summary>
    public static string? Defect(byte[] bytes, string id, NuGetVersion version)
    {
        if (Manifest(bytes) is not { } manifest)
        {
            return "it has no readable manifest.";
        }

        return string.Equals(manifest.Id, id, StringComparison.OrdinalIgnoreCase) && NuGetVersion.TryParse(manifest.Version, out var found) && found == version
            ? null
            : $"its manifest says {manifest.Id}@{manifest.NormalizedVersion}.";
    }

    private static Model.PackageManifest? Manifest(byte[] bytes)
    {
        // What else is wrong with the file is reported by the scan.
        var budget = UnpackBudget.Default;
        var problems = new ProblemLog(budget.Problems, budget.ProblemsPerKind).For("");
        if (ZipDirectory.Read(bytes, budget, problems) is not { } directory)
        {
            return null;
        }

        new LocalHeaderAudit(bytes, problems).Run(directory.Entries);
        var content = new ZipContent(bytes, new BufferPool(), new Spending(budget, bytes.LongLength), problems, CancellationToken.None);
        Model.PackageManifest? manifest = null;
        if (directory.Entries.FirstOrDefault(entry => ZipUnpacking.IsManifest(entry)) is { } entry)
        {
            content.TryRead(entry, read => manifest = NuspecReader.Read(read).Manifest);
        }

        return manifest;
    }
}
