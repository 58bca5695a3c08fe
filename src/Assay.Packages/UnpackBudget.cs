using Assay.Model;

namespace Assay.Packages;

/// <summary>Limits what unpacking one input may cost. A limit that is reached is a problem in the result, never silence.</summary>
public sealed record UnpackBudget
{
    /// <summary>The limits that hosts use unless the user says otherwise.</summary>
    public static UnpackBudget Default { get; } = new();

    /// <summary>What the limits of a run allow.</summary>
    public static UnpackBudget Of(AnalysisLimits limits) => ReferenceEquals(limits, AnalysisLimits.Default) ? Default : new()
    {
        InputBytes = limits[Limit.InputBytes],
        TotalBytes = limits[Limit.UnpackedBytes],
        EntryBytes = limits[Limit.EntryBytes],
        RatioThreshold = limits[Limit.RatioThreshold],
        Ratio = limits.Number(Limit.Ratio),
        EntriesPerArchive = limits.Number(Limit.ArchiveEntries),
        EntriesTotal = limits.Number(Limit.Entries),
        Depth = limits.Number(Limit.Nesting),
        NameBytes = limits.Number(Limit.NameBytes),
        PathDepth = limits.Number(Limit.PathDepth),
        PathCharacters = limits[Limit.PathCharacters],
        Folders = limits.Number(Limit.Folders),
        GzipMembers = limits.Number(Limit.GzipMembers),
        Problems = limits.Number(Limit.Problems),
        ProblemsPerKind = limits.Number(Limit.ProblemsPerKind),
        Seconds = limits.Number(Limit.PackageSeconds),
    };

    /// <summary>Bytes of the input itself.</summary>
    public long InputBytes { get; init; } = AnalysisLimits.Default[Limit.InputBytes];
    /// <summary>Unpacked bytes of all levels together.</summary>
    public long TotalBytes { get; init; } = AnalysisLimits.Default[Limit.UnpackedBytes];
    /// <summary>Unpacked bytes of one entry.</summary>
    public long EntryBytes { get; init; } = AnalysisLimits.Default[Limit.EntryBytes];
    /// <summary>Unpacked bytes below which <see cref="Ratio"/> does not count.</summary>
    public long RatioThreshold { get; init; } = AnalysisLimits.Default[Limit.RatioThreshold];
    /// <summary>Unpacked bytes for one packed byte, of an entry and of the whole input.</summary>
    public int Ratio { get; init; } = AnalysisLimits.Default.Number(Limit.Ratio);
    /// <summary>Entries of one archive.</summary>
    public int EntriesPerArchive { get; init; } = AnalysisLimits.Default.Number(Limit.ArchiveEntries);
    /// <summary>Artifacts of all levels together.</summary>
    public int EntriesTotal { get; init; } = AnalysisLimits.Default.Number(Limit.Entries);
    /// <summary>Containers and hosts around an artifact.</summary>
    public int Depth { get; init; } = AnalysisLimits.Default.Number(Limit.Nesting);
    /// <summary>Bytes of an entry name.</summary>
    public int NameBytes { get; init; } = AnalysisLimits.Default.Number(Limit.NameBytes);
    /// <summary>Folders in an entry name.</summary>
    public int PathDepth { get; init; } = AnalysisLimits.Default.Number(Limit.PathDepth);
    /// <summary>Characters of all artifact paths together: long names in deep archives multiply.</summary>
    public long PathCharacters { get; init; } = AnalysisLimits.Default[Limit.PathCharacters];
    /// <summary>Different folders in the names of one archive.</summary>
    public int Folders { get; init; } = AnalysisLimits.Default.Number(Limit.Folders);
    /// <summary>Members of one gzip stream.</summary>
    public int GzipMembers { get; init; } = AnalysisLimits.Default.Number(Limit.GzipMembers);
    /// <summary>Problems that are kept in all.</summary>
    public int Problems { get; init; } = AnalysisLimits.Default.Number(Limit.Problems);
    /// <summary>Problems of one id that are kept for one artifact.</summary>
    public int ProblemsPerKind { get; init; } = AnalysisLimits.Default.Number(Limit.ProblemsPerKind);

    /// <summary>Seconds after which no further artifact is read; 0 for none.</summary>
    public int Seconds { get; init; } = AnalysisLimits.Default.Number(Limit.PackageSeconds);
    /// <summary>Measures them; null when nobody does.</summary>
    public TimeProvider? Clock { get; init; }
}
