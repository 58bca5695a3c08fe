using Assay.Packages;

namespace Assay.Community;

/// <summary>What reading advisories may cost.</summary>
internal sealed record AdvisoryLimits
{
    private const long MiB = 1024 * 1024;

    public static AdvisoryLimits Default { get; } = new();

    /// <summary>Bytes of one file, and of the unpacked content of a gzip file.</summary>
    public long ContentBytes { get; init; } = 512 * MiB;
    /// <summary>Files of all folders.</summary>
    public int Files { get; init; } = 2_000_000;
    /// <summary>Problems that are kept.</summary>
    public int Problems { get; init; } = 100;
    /// <summary>Limits of a zip file.</summary>
    public UnpackBudget Archive { get; init; } = new() { TotalBytes = 4096 * MiB, EntryBytes = 512 * MiB, EntriesPerArchive = 1_000_000, EntriesTotal = 1_000_001, Depth = 1, PathCharacters = 256 * MiB, Problems = 100 };
}
