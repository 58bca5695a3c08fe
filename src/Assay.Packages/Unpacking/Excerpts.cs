using Assay.Model;
using Assay.Packages.Identification;

namespace Assay.Packages.Unpacking;

/// <summary>Keeps the beginnings of derived scripts and sources, within a budget for the whole input.</summary>
internal sealed class Excerpts
{
    private const int Bytes = 4096;
    private const int Kept = 100;

    private int _count;

    /// <summary>Says whether content of a kind has an excerpt.</summary>
    public static bool AreOf(ArtifactKind kind) => kind is ArtifactKind.PowerShell or ArtifactKind.DotNetSource or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.HtmlApplication or ArtifactKind.RegistryFile;

    /// <summary>Gives the first 4 KiB as text; null for other kinds, and when enough was kept already.</summary>
    public string? Of(ArtifactKind kind, ReadOnlySpan<byte> content) => Take(kind) ? TextEncoding.Decode(content, Bytes) : null;

    /// <summary>Gives what was kept when the content was read before, within the same budget.</summary>
    public string? Of(KnownContent known) => Take(known.Kind) ? known.Excerpt : null;

    private bool Take(ArtifactKind kind)
    {
        if (!AreOf(kind) || _count == Kept)
        {
            return false;
        }

        _count++;
        return true;
    }
}
