using Assay.Model;
using Assay.Packages.Identification;

namespace Assay.Packages;

/// <summary>Says what content is: by its bytes first, by its name where bytes cannot tell.</summary>
public static class ArtifactIdentifier
{
    private const int LongestPlaceholder = 5;

    /// <summary>Names the kind of content; looks at the first bytes, and for zips at the names in the directory.</summary>
    public static ArtifactKind Identify(ReadOnlySpan<byte> bytes, string name)
    {
        var file = name.AsSpan(name.LastIndexOfAny(['/', '\\']) + 1);
        if (bytes.IsEmpty)
        {
            // A signature without a byte is none, and somebody has to say so.
            return name is ".signature.p7s" ? ArtifactKind.PackageSignature : ArtifactKind.Empty;
        }

        // The mark of an empty folder: some tools write a byte order mark or a line break into it. More is content under an innocent name.
        if (file is "_._" && bytes.Length <= LongestPlaceholder)
        {
            return ArtifactKind.Empty;
        }

        if (ZipSignatures.Identify(bytes, file) is { } zip)
        {
            return zip;
        }

        if (MagicNumbers.Identify(bytes, file) is { } binary)
        {
            return binary;
        }

        return TextKinds.Identify(bytes, name, file);
    }
}
