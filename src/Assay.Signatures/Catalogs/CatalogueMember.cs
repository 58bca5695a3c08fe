namespace Assay.Signatures.Catalogs;

/// <summary>A file that a catalogue lists.</summary>
/// <param name="Name">Its path below the folder of the catalogue, with forward slashes; null when the catalogue names no file.</param>
/// <param name="DigestId">Object identifier of the digest; null for an empty file, which has none.</param>
/// <param name="Digest">The digest.</param>
/// <param name="IsImage">True when the digest leaves out of a Windows image what a signature changes in it.</param>
internal sealed record CatalogueMember(string? Name, string? DigestId, ReadOnlyMemory<byte> Digest, bool IsImage)
{
    /// <summary>Whether the name is that of a whole folder tree's list, which such catalogues keep (<c>FilePath</c>), not one of a driver's files (<c>File</c>).</summary>
    public bool IsOfTree { get; init; }
}
