namespace Assay.Model;

/// <summary>Files that differ. Packaging parts and the package signature, which are written anew each time, are left out.</summary>
/// <param name="Added">Files that only the later package has; capped.</param>
/// <param name="Removed">Files that only the earlier package has; capped.</param>
/// <param name="Changed">Files of one path with another content; capped.</param>
/// <param name="Moved">Files of one content at another path; capped.</param>
/// <param name="Totals">All of them.</param>
/// <param name="Unchanged">Files of one path and one content.</param>
/// <param name="Kinds">The same by kind of file.</param>
public sealed record FileChanges(IReadOnlyList<FileChange> Added, IReadOnlyList<FileChange> Removed, IReadOnlyList<FileChange> Changed, IReadOnlyList<FileChange> Moved, FileCounts Totals, int Unchanged, IReadOnlyList<FileKindChange> Kinds);

/// <summary>How many files differ.</summary>
public sealed record FileCounts(int Added, int Removed, int Changed, int Moved);

/// <summary>How many files of a kind differ.</summary>
public sealed record FileKindChange(ArtifactKind Kind, int Added, int Removed, int Changed, int Moved);

/// <summary>A file that differs.</summary>
/// <param name="Path">Path below the input: after, of removed files before.</param>
/// <param name="Kind">What it is: after, of removed files before.</param>
public sealed record FileChange(string Path, ArtifactKind Kind)
{
    /// <summary>Path before, of moved files.</summary>
    public string? PathBefore { get; init; }
    /// <summary>What it was, where that is something else.</summary>
    public ArtifactKind? KindBefore { get; init; }
    /// <summary>Bytes before; null for added files.</summary>
    public long? SizeBefore { get; init; }
    /// <summary>Bytes after; null for removed files.</summary>
    public long? SizeAfter { get; init; }
    /// <summary>SHA-256 before; null for added files.</summary>
    public string? Sha256Before { get; init; }
    /// <summary>SHA-256 after; null for removed files.</summary>
    public string? Sha256After { get; init; }
}

/// <summary>Public types and members of the assemblies, over all frameworks together, and functions that a module exports.</summary>
public sealed record ApiChanges
{
    /// <summary>Nothing to compare.</summary>
    public static ApiChanges None { get; } = new() { Compared = true, Namespaces = [], Added = [], Removed = [] };

    /// <summary>False when it was not read, on one side at least: then nothing is said.</summary>
    public required bool Compared { get; init; }
    /// <summary>Namespaces in which something differs, in alphabetical order; functions are not among them.</summary>
    public required IReadOnlyList<ApiNamespace> Namespaces { get; init; }
    /// <summary>The first types and functions that were added.</summary>
    public required IReadOnlyList<string> Added { get; init; }
    /// <summary>The first types and functions that were removed.</summary>
    public required IReadOnlyList<string> Removed { get; init; }
    /// <summary>Public types that were added.</summary>
    public int TypesAdded { get; init; }
    /// <summary>Public types that were removed.</summary>
    public int TypesRemoved { get; init; }
    /// <summary>Public and protected members that were added: each overload is one, those of new types too.</summary>
    public int MembersAdded { get; init; }
    /// <summary>Public and protected members that were removed.</summary>
    public int MembersRemoved { get; init; }
    /// <summary>Exported functions, cmdlets and aliases that were added.</summary>
    public int FunctionsAdded { get; init; }
    /// <summary>Exported functions, cmdlets and aliases that were removed.</summary>
    public int FunctionsRemoved { get; init; }
}

/// <summary>Public types and members of a namespace that were added and removed.</summary>
public sealed record ApiNamespace(string Name, int TypesAdded, int TypesRemoved, int MembersAdded, int MembersRemoved);

/// <summary>A size on both sides.</summary>
/// <param name="What"><c>package</c> (bytes of the file), <c>unpacked</c> (bytes), <c>code</c> (bytes of what can run), <c>files</c> (number).</param>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
public sealed record SizeChange(string What, long Before, long After);
