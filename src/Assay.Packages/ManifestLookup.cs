using Assay.Model;
using Assay.Packages.Compression;
using Assay.Packages.Manifest;
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

    /// <summary>Gives what a package depends on, and the frameworks of all groups of dependencies, those without dependencies too; null where <see cref="Find(PackageFile, UnpackBudget, CancellationToken)"/> gives null.</summary>
    internal static (PackageManifest Manifest, IReadOnlyList<string?> Groups)? FindWithGroups(PackageFile file, CancellationToken cancellation)
    {
        try
        {
            PackageManifest? manifest = null;
            string?[] groups = [];
            Read(file.Bytes, new ProblemLog(UnpackBudget.Default.Problems, UnpackBudget.Default.ProblemsPerKind).For(file.Name), UnpackBudget.Default, cancellation, bytes =>
            {
                if (manifest is null && NuspecReader.Read(bytes).Manifest is { } read)
                {
                    manifest = read;
                    groups = [.. (GuardedXml.Load(bytes, "manifest", ProblemId.ManifestUnreadable, new FactWriter())?.Descendants() ?? []).Where(element => element.Name.LocalName == "group" && element.Parent?.Name.LocalName == "dependencies").Select(group => group.Attribute("targetFramework")?.Value is { Length: > 0 } framework ? framework : null)];
                }
            });
            return manifest is null ? null : (manifest, groups);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The same boundary as above.
            return null;
        }
    }

    private static PackageManifest? Find(ArraySegment<byte> archive, ProblemReporter problems, UnpackBudget budget, CancellationToken cancellation)
    {
        PackageManifest? manifest = null;
        Read(archive, problems, budget, cancellation, bytes => manifest ??= NuspecReader.Read(bytes).Manifest);
        return manifest;
    }

    private static void Read(ArraySegment<byte> archive, ProblemReporter problems, UnpackBudget budget, CancellationToken cancellation, Action<ReadOnlyMemory<byte>> read)
    {
        if (ZipDirectory.Read(archive, budget, problems) is not { } directory)
        {
            return;
        }

        new LocalHeaderAudit(archive, problems).Run(directory.Entries);
        var content = new ZipContent(archive, new BufferPool(), new Spending(budget, archive.Count), problems, cancellation);
        foreach (var entry in directory.Entries.Where(ZipUnpacking.IsManifest))
        {
            content.TryRead(entry, bytes => read(bytes));
        }
    }
}
