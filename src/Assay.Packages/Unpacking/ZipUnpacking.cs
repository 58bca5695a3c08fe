using Assay.Model;
using Assay.Packages.Zip;

namespace Assay.Packages.Unpacking;

/// <summary>Takes a zip apart: audits its structure, then reads every entry, those that the directory hides too.</summary>
internal sealed class ZipUnpacking(UnpackRun run, Container container, ProblemReporter problems)
{
    private const string SignatureName = ".signature.p7s";

    private bool IsRoot => container.Index == 0;

    /// <summary>Runs; gives the content hash when the container is the input and a package.</summary>
    public string? Run()
    {
        ReadOnlyMemory<byte> archive = container.Content;
        if (ZipDirectory.Read(archive, run.Budget, problems) is not { } directory)
        {
            return null;
        }

        new LocalHeaderAudit(archive, problems).Run(directory.Entries);
        var hidden = new ZipCoverage(archive, directory, run.Budget, problems).Run();
        var names = new NameAudit(run.Budget, problems, ProblemId.ZipUnsafeName, ProblemId.ZipAmbiguousName);
        var isPackage = container.Info.Kind == ArtifactKind.NuGetPackage || container.Info.Name.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase);
        foreach (var entry in directory.Entries.Concat(hidden))
        {
            var name = entry.Name;
            names.Add(name, entry.RawName.Length, entry.IsFolder);
            if (EntryPath.IsNeedlesslyEncoded(name) && isPackage)
            {
                problems.Add(ProblemId.ZipAmbiguousName, name, $"A percent sign stands for a character that needs none: NuGet installs {EntryPath.Canonical(name)}, PSResourceGet and archive programs the name as it is written.");
            }
        }

        var signatures = directory.Entries.Where(entry => entry.Name == SignatureName).ToArray();
        var unsigned = isPackage ? new UnsignedPackage(archive, directory, signatures) : null;
        if (isPackage && signatures.Any(entry => entry.Method != 0 || entry.Flags != 0))
        {
            // NU3005: NuGet accepts a signature only as a stored entry without flags.
            problems.Add(ProblemId.ZipUnusualFeature, SignatureName, "The signature entry is compressed or has flags.");
        }

        var holder = directory.Entries.Any(entry => IsCatalogue(entry.RawName.Span)) ? container with { HoldsCatalogue = true } : container;
        ReadEntries(directory.Entries.Concat(hidden), holder, isPackage, unsigned);
        return IsRoot ? unsigned?.ContentHash : null;
    }

    private void ReadEntries(IEnumerable<ZipEntry> entries, Container holder, bool isPackage, UnsignedPackage? unsigned)
    {
        var content = new ZipContent(container.Content, run.Pool, run.Spending, problems, run.Cancellation);
        var manifests = 0;
        foreach (var entry in entries)
        {
            if (run.Spending.Exhausted)
            {
                break;
            }

            if (entry is { IsFolder: true, DataLength: 0 })
            {
                continue;
            }

            if (entry.RawName.Span is [.., (byte)'/' or (byte)'\\'])
            {
                problems.Add(ProblemId.ZipUnusualFeature, entry.Name, "The entry is a folder by its name and holds data.");
            }

            var found = holder.Entry(isPackage ? EntryPath.Canonical(entry.Name) : entry.Name) with { UnsignedPackage = !entry.IsHidden && entry.Name == SignatureName ? unsigned : null };
            var isManifest = IsManifest(entry);
            manifests += isManifest && !entry.IsHidden ? 1 : 0;
            var length = -1;
            var isRead = content.TryRead(entry, bytes =>
            {
                length = bytes.Count;
                run.Add(found, bytes);
            });
            if (!isRead && !run.Spending.Exhausted)
            {
                run.AddUnread(found, (long)Math.Min(entry.Size, long.MaxValue));
            }

            if (length <= 0 && isManifest && IsRoot && isPackage)
            {
                problems.Add(ProblemId.ManifestUnreadable, entry.Name, isRead ? "The manifest is empty." : "The content of the manifest could not be read.");
            }
        }

        if (IsRoot && isPackage && manifests != 1)
        {
            ReportManifests(manifests);
        }
    }

    private void ReportManifests(int count)
    {
        if (count > 1)
        {
            problems.Add(ProblemId.ManifestSeveral, null, $"The package has {count} manifests (*.nuspec) in its root.");
        }
        else if (!run.Spending.Exhausted)
        {
            problems.Add(ProblemId.ManifestMissing, null, "The package has no manifest (*.nuspec) in its root.");
        }
    }

    // By the bytes of the name: a directory may have a million.
    private static bool IsCatalogue(ReadOnlySpan<byte> name) => name is [.., (byte)'.', (byte)'c' or (byte)'C', (byte)'a' or (byte)'A', (byte)'t' or (byte)'T'];

    /// <summary>True for a manifest in the root.</summary>
    public static bool IsManifest(ZipEntry entry) =>
        EntryPath.Canonical(entry.Name) is var path && path.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !path.Contains('/', StringComparison.Ordinal);
}
