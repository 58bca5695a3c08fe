using Assay.Model;

namespace Assay.Linking.Integrity;

/// <summary>States entries of a package of which installers would read different content, and entries that some installer would write beside the package.</summary>
/// <remarks>
/// Of two entries that lead to one file the NuGet client keeps the first, since it leaves files that are there alone; PSResourceGet and most archivers write the last over it.
/// NuGet decodes percent signs in names and others do not; Windows ignores case, and dots and blanks at the end of a name.
/// </remarks>
internal static class EntryReadings
{
    private const int DecodingLayers = 3;
    private const int ShownOfHash = 12;

    /// <summary>Writes <c>entry-read-differently</c> and <c>entry-leaves-folder</c>.</summary>
    public static void Write(IReadOnlyList<LinkedFile> files, SurfacePlaces places, FactWriter facts)
    {
        // A module folder lies on a disk already: its names are what they are there.
        if (files[0].Artifact.Kind is not (ArtifactKind.NuGetPackage or ArtifactKind.Zip))
        {
            return;
        }

        var first = new Dictionary<string, int>(files.Count, StringComparer.OrdinalIgnoreCase);
        for (var i = 1; i < files.Count; i++)
        {
            var artifact = files[i].Artifact;
            if (artifact is not { Parent: 0, Derived: false })
            {
                continue;
            }

            var (key, leaves) = Resolve(artifact.Name);
            if (leaves)
            {
                facts.Add(FactKind.Anomaly, "entry-leaves-folder", places.Of(files[i].Surfaces), new ArgumentList(new Argument("name", artifact.Name)));
            }

            if (!first.TryAdd(key, i) && files[first[key]].Artifact is { Sha256.Length: > 0 } other && artifact.Sha256.Length > 0 && other.Sha256 != artifact.Sha256)
            {
                facts.Add(FactKind.Anomaly, "entry-read-differently", places.Of(files[i].Surfaces | files[first[key]].Surfaces), new ArgumentList(
                    new Argument("name", artifact.Name),
                    new Argument("how", other.Name == artifact.Name ? "same name" : string.Equals(other.Name, artifact.Name, StringComparison.OrdinalIgnoreCase) ? "letter case" : "spelling"),
                    new Argument("first", $"{other.Name} {other.Sha256[..ShownOfHash]}"),
                    new Argument("last", $"{artifact.Name} {artifact.Sha256[..ShownOfHash]}")));
            }
        }
    }

    // The place that a name leads to for the most lenient reader, and whether it lies outside of the folder of the package.
    private static (string Key, bool Leaves) Resolve(string name)
    {
        var decoded = name;
        for (var layer = 0; layer < DecodingLayers && decoded.Contains('%', StringComparison.Ordinal); layer++)
        {
            decoded = Uri.UnescapeDataString(decoded);
        }

        var leaves = decoded.Length > 0 && (decoded[0] is '/' or '\\' || (decoded.Length > 1 && decoded[1] == ':' && char.IsAsciiLetter(decoded[0])));
        var parts = new List<string>();
        foreach (var part in decoded.Split('/', '\\'))
        {
            leaves |= part == "..";
            if (part.TrimEnd('.', ' ') is { Length: > 0 } kept)
            {
                parts.Add(kept);
            }
        }

        return (string.Join('/', parts), leaves);
    }
}
