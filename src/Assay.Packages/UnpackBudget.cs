namespace Assay.Packages;

/// <summary>Limits what unpacking one input may cost. A limit that is reached is a problem in the result, never silence.</summary>
public sealed record UnpackBudget
{
    private const long MiB = 1024 * 1024;

    /// <summary>The limits that hosts use unless the user says otherwise.</summary>
    public static UnpackBudget Default { get; } = new();

    /// <summary>Bytes of the input itself.</summary>
    public long InputBytes { get; init; } = 512 * MiB;
    /// <summary>Unpacked bytes of all levels together.</summary>
    public long TotalBytes { get; init; } = 4096 * MiB;
    /// <summary>Unpacked bytes of one entry.</summary>
    public long EntryBytes { get; init; } = 1024 * MiB;
    /// <summary>Unpacked bytes below which <see cref="Ratio"/> does not count.</summary>
    public long RatioThreshold { get; init; } = 64 * MiB;
    /// <summary>Unpacked bytes for one packed byte, of an entry and of the whole input.</summary>
    public int Ratio { get; init; } = 100;
    /// <summary>Entries of one archive.</summary>
    public int EntriesPerArchive { get; init; } = 65_534;
    /// <summary>Artifacts of all levels together.</summary>
    public int EntriesTotal { get; init; } = 200_000;
    /// <summary>Containers and hosts around an artifact.</summary>
    public int Depth { get; init; } = 8;
    /// <summary>Bytes of an entry name.</summary>
    public int NameBytes { get; init; } = 1024;
    /// <summary>Folders in an entry name.</summary>
    public int PathDepth { get; init; } = 64;
    /// <summary>Characters of all artifact paths together: long names in deep archives multiply.</summary>
    public long PathCharacters { get; init; } = 32 * MiB;
    /// <summary>Different folders in the names of one archive.</summary>
    public int Folders { get; init; } = 1_000_000;
    /// <summary>Members of one gzip stream.</summary>
    public int GzipMembers { get; init; } = 1024;
    /// <summary>Problems that are kept in all.</summary>
    public int Problems { get; init; } = 10_000;
    /// <summary>Problems of one id that are kept for one artifact.</summary>
    public int ProblemsPerKind { get; init; } = 200;
}
