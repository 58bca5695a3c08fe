using Assay.Model;
using Assay.Packages.Identification;

namespace Assay.Packages;

/// <summary>Says what content is: by its bytes first, by its name where bytes cannot tell.</summary>
public static class ArtifactIdentifier
{
    /// <summary>Names the kind of content; looks at the first bytes, and for zips at the names in the directory.</summary>
    public static ArtifactKind Identify(ReadOnlySpan<byte> bytes, string name)
    {
        var file = name.AsSpan(name.LastIndexOfAny(['/', '\\']) + 1);
        if (bytes.IsEmpty || file is "_._")
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
