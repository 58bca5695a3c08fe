using Assay.Model;
using Assay.Packages.Compression;
using Assay.Packages.Unpacking;
using Assay.Packages.Zip;

namespace Assay.Packages;

/// <summary>Reads the manifest of a package and nothing else, for those who choose among packages before they read any.</summary>
public static class ManifestLookup
{
    /// <summary>Gives the manifest in the root of the package; null when there is none that can be read. Why not is for <see cref="Unpacker"/> to say.</summary>
    public static PackageManifest? Find(PackageFile file, UnpackBudget budget, CancellationToken cancellation = default)
    {
        if (file.Bytes.LongLength > budget.InputBytes)
        {
            return null;
        }

        try
        {
            return Find(file.Bytes, new ProblemLog(budget.Problems, budget.ProblemsPerKind).For(file.Name), budget, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The same boundary as in a whole run: what a reader did not foresee makes the package unreadable.
            return null;
        }
    }

    private static PackageManifest? Find(ArraySegment<byte> archive, ProblemReporter problems, UnpackBudget budget, CancellationToken cancellation)
    {
        if (ZipDirectory.Read(archive, budget, problems) is not { } directory)
        {
            return null;
        }

        new LocalHeaderAudit(archive, problems).Run(directory.Entries);
        var content = new ZipContent(archive, new BufferPool(), new Spending(budget, archive.Count), problems, cancellation);
        PackageManifest? manifest = null;
        foreach (var entry in directory.Entries.Where(ZipUnpacking.IsManifest))
        {
            content.TryRead(entry, bytes => manifest ??= NuspecReader.Read(bytes).Manifest);
        }

        return manifest;
    }
}
