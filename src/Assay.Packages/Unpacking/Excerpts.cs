using Assay.Model;
using Assay.Packages.Identification;

namespace Assay.Packages.Unpacking;

/// <summary>Keeps the beginnings of derived scripts and sources, within a budget for the whole input.</summary>
internal sealed class Excerpts
{
    private const int Bytes = 4096;
    private const int Kept = 100;

    private int _count;

    /// <summary>Gives the first 4 KiB as text; null for other kinds, and when enough was kept already.</summary>
    public string? Of(ArtifactKind kind, ReadOnlySpan<byte> content)
    {
        var isCode = kind is ArtifactKind.PowerShell or ArtifactKind.DotNetSource or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.HtmlApplication or ArtifactKind.RegistryFile;
        if (!isCode || _count == Kept)
        {
            return null;
        }

        _count++;
        return TextEncoding.Decode(content, Bytes);
    }
}
