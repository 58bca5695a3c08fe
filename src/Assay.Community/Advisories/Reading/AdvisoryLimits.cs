using Assay.Model;
using Assay.Packages;

namespace Assay.Community;

/// <summary>What reading advisories may cost.</summary>
internal sealed record AdvisoryLimits
{
    private const long MiB = 1024 * 1024;

    public static AdvisoryLimits Default { get; } = new();

    /// <summary>Bytes of one file, and of the unpacked content of a gzip file.</summary>
    public long ContentBytes { get; init; } = DocumentLimits.AdvisoryBytes;
    /// <summary>Files of all folders.</summary>
    public int Files { get; init; } = DocumentLimits.AdvisoryFiles;
    /// <summary>Problems that are kept.</summary>
    public int Problems { get; init; } = 100;
    /// <summary>Limits of a zip file.</summary>
    public UnpackBudget Archive { get; init; } = new() { TotalBytes = DocumentLimits.AdvisoryArchiveBytes, EntryBytes = DocumentLimits.AdvisoryBytes, EntriesPerArchive = DocumentLimits.AdvisoryArchiveEntries, EntriesTotal = DocumentLimits.AdvisoryArchiveEntries + 1, Depth = 1, PathCharacters = 256 * MiB, Problems = 100 };
}
