using Assay.Model;

namespace Assay.Linking.Integrity;

/// <summary>States where the parts of the Open Packaging Conventions say something else than the manifest: a package that was changed after it was packed, or built to be read in two ways.</summary>
internal static class PackagingContradictions
{
    private const string Relationships = "_rels/.rels";

    /// <summary>Writes <c>packaging-part-differs</c>: <c>what</c> differs (manifest, identifier, version), what the <c>part</c> says, and what counts for NuGet.</summary>
    public static void Write(IReadOnlyList<LinkedFile> files, PackageManifest manifest, FactWriter facts)
    {
        if (files[0].Artifact.Kind != ArtifactKind.NuGetPackage)
        {
            return;
        }

        var nuspec = files.FirstOrDefault(file => file.Artifact is { Parent: 0, Derived: false, Kind: ArtifactKind.Nuspec })?.Artifact.Name;
        foreach (var file in files)
        {
            if (file.Artifact is not { Parent: 0, Derived: false, Kind: ArtifactKind.PackagingPart })
            {
                continue;
            }

            foreach (var record in file.Facts.Records)
            {
                var fact = file.Facts.Read(record);
                var (what, counts) = fact.Value switch
                {
                    // Other parts have relationships of their own.
                    "opc.manifest" when nuspec is not null && file.Artifact.Name == Relationships => ("manifest", nuspec),
                    "opc.identifier" => ("identifier", manifest.Id),
                    "opc.version" => ("version", manifest.Version),
                    _ => (null, ""),
                };
                if (what is not null && fact.Arguments?["value"] is { } says && !Same(what, says, counts))
                {
                    facts.Add(FactKind.Anomaly, "packaging-part-differs", arguments: new ArgumentList(
                        new Argument("what", what), new Argument("part", file.Artifact.Name), new Argument("says", says), new Argument("manifest", counts)));
                }
            }
        }
    }

    private static bool Same(string what, string says, string counts) => what switch
    {
        "manifest" => string.Equals(Uri.UnescapeDataString(says).TrimStart('/'), counts, StringComparison.OrdinalIgnoreCase),
        "version" => string.Equals(Shortest(says), Shortest(counts), StringComparison.OrdinalIgnoreCase),
        _ => string.Equals(says, counts.Trim(), StringComparison.OrdinalIgnoreCase),
    };

    // 1.2.0.0-beta+5 => 1.2-beta: tools write a version with more or fewer zeros.
    private static string Shortest(string version)
    {
        var text = version.Trim();
        text = text.IndexOf('+', StringComparison.Ordinal) is var metadata and >= 0 ? text[..metadata] : text;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var numbers = dash < 0 ? text : text[..dash];
        while (numbers.EndsWith(".0", StringComparison.Ordinal))
        {
            numbers = numbers[..^2];
        }

        return string.Join('.', numbers.Split('.').Select(number => number.TrimStart('0'))) + (dash < 0 ? "" : text[dash..]);
    }
}
