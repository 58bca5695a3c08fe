using Assay.Model;

namespace Assay.Linking.Catalogs;

/// <summary>A file as a catalogue lists it.</summary>
/// <param name="Name">Its path; null when the catalogue names none.</param>
/// <param name="Algorithm">Name of the digest; <c>none</c> for an empty file.</param>
/// <param name="Digest">The digest, lower-case hexadecimal.</param>
/// <param name="IsOfTree">True when the catalogue lists a whole folder.</param>
internal sealed record ListedFile(string? Name, string Algorithm, string Digest, bool IsOfTree)
{
    /// <summary>Reads the list of a catalogue.</summary>
    public static List<ListedFile> Read(FileFacts facts)
    {
        var listed = new List<ListedFile>();
        foreach (var record in facts.Records)
        {
            if (record.Kind == FactKind.Digest && facts.Read(record) is { Arguments: { } arguments, Value: var digest })
            {
                listed.Add(new ListedFile(arguments["file"], arguments["algorithm"] ?? "", digest, arguments["list"] == "tree"));
            }
        }

        return listed;
    }

    /// <summary>Compares a file with what is listed.</summary>
    public Comparison Compare(ArtifactInfo artifact)
    {
        if (Algorithm == "none")
        {
            return artifact.Size == 0 ? Comparison.Same : Comparison.Changed;
        }

        // Cabinets and installers have digests of their own; what was not read has none.
        if (artifact.Kind == ArtifactKind.OtherArchive || artifact.Sha256.Length == 0 || artifact.Digests is not { } digests || Algorithm is not ("sha1" or "sha256"))
        {
            return artifact.Sha256 == Digest ? Comparison.Same : Comparison.Unknown;
        }

        return artifact.Sha256 == Digest || digests.Sha1 == Digest || digests.OfImage.Contains(Digest, StringComparer.Ordinal) ? Comparison.Same
            : digests.WithOtherLineEnds.Contains(Digest, StringComparer.Ordinal) ? Comparison.OtherLineEnds
            : Comparison.Changed;
    }
}

/// <summary>How a file relates to what a catalogue lists.</summary>
internal enum Comparison
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>It is the listed one.</summary>
    Same,

    /// <summary>It would be with other line breaks.</summary>
    OtherLineEnds,

    /// <summary>It is another one.</summary>
    Changed,
}
