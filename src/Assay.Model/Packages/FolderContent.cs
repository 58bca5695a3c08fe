namespace Assay.Model;

/// <summary>The files of a folder, read once by the source so that no later stage touches the disk.</summary>
/// <param name="Files">Files that were read, ordinal by name.</param>
/// <param name="LeftOut">What was not read and why, in the order of finding.</param>
public sealed record FolderContent(IReadOnlyList<FolderFile> Files, IReadOnlyList<FolderOmission> LeftOut)
{
    /// <summary>Bytes of all files.</summary>
    public long Size => Files.Sum(file => file.Bytes.LongLength);
}

/// <summary>A file of a folder.</summary>
/// <param name="Name">Path below the folder with forward slashes.</param>
/// <param name="Bytes">The whole file.</param>
public sealed record FolderFile(string Name, byte[] Bytes);

/// <summary>Something in a folder that was not read.</summary>
/// <param name="Name">Path below the folder with forward slashes.</param>
/// <param name="Id">What it means for the reading.</param>
/// <param name="Text">One sentence for a person.</param>
public sealed record FolderOmission(string Name, ProblemId Id, string Text)
{
    /// <summary>The limit that was reached; null when it is none.</summary>
    public LimitValue? Reached { get; init; }
}
