using Assay.Model;

namespace Assay.Linking.Catalogs;

/// <summary>Compares the catalogues of a package with the files beside them.</summary>
/// <remarks>
/// A catalogue lists paths below the folder that it was made of, nearly always its own. One of a whole folder (New-FileCatalog) lists each file in it, one of a driver (inf2cat) the driver's files alone.
/// What feeds and installers add to a module is in no list: manifest, parts of the packaging, signature, record of the installation.
/// </remarks>
public static class CatalogueFiles
{
    private const int MaximumOfKind = 100;

    /// <summary>Writes <c>catalogue-file-changed</c>, <c>catalogue-file-missing</c>, <c>catalogue-file-unlisted</c>.</summary>
    internal static void Write(IReadOnlyList<LinkedFile> files, SurfacePlaces places, FactWriter facts)
    {
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Artifact.Kind == ArtifactKind.Catalogue && Listing.Of(files, i) is { } listing)
            {
                Write(listing, files, places, facts);
            }
        }
    }

    /// <summary>Gives the files whose content a valid catalogue vouches for, each with the index of the catalogue.</summary>
    public static IReadOnlyDictionary<int, int> Covered(IReadOnlyList<LinkedFile> files)
    {
        var covered = new Dictionary<int, int>();
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Artifact.Kind != ArtifactKind.Catalogue || !IsValid(files[i].Facts) || Listing.Of(files, i) is not { } listing)
            {
                continue;
            }

            foreach (var (listed, file) in listing.Pairs)
            {
                if (file >= 0 && listed.Compare(files[file].Artifact) == Comparison.Same)
                {
                    covered.TryAdd(file, i);
                }
            }
        }

        return covered;
    }

    private static bool IsValid(FileFacts facts)
    {
        var isValid = false;
        foreach (var record in facts.Records)
        {
            if (record.Kind == FactKind.Signature && facts.Read(record) is { Value: "catalogue", Arguments: { } arguments })
            {
                isValid = arguments["status"] == "valid";
                if (!isValid)
                {
                    return false;
                }
            }
        }

        return isValid;
    }

    private static void Write(Listing listing, IReadOnlyList<LinkedFile> files, SurfacePlaces places, FactWriter facts)
    {
        var catalogue = files[listing.Catalogue];
        List<Argument> common = [new("role", "catalogue"), new("catalogue", catalogue.Artifact.Name)];
        if (SignerOf(catalogue.Facts) is { } signer)
        {
            common.Add(new Argument("signer", signer));
        }

        var (changed, missing, unlisted) = (0, 0, 0);
        foreach (var (listed, file) in listing.Pairs)
        {
            if (file < 0)
            {
                if (listed is { IsOfTree: true } && ++missing <= MaximumOfKind)
                {
                    facts.Add(FactKind.Anomaly, "catalogue-file-missing", places.Of(catalogue.Surfaces), new ArgumentList([.. common, new Argument("file", listed.Name)]));
                }

                continue;
            }

            var comparison = listed.Compare(files[file].Artifact);
            if (comparison is Comparison.Changed or Comparison.OtherLineEnds && ++changed <= MaximumOfKind)
            {
                var named = new Argument("file", files[file].Artifact.Name);
                facts.Add(FactKind.Anomaly, "catalogue-file-changed", places.Of(files[file].Surfaces),
                    new ArgumentList(comparison == Comparison.Changed ? [.. common, named] : [.. common, named, new Argument("line-ends", "normalised")]));
            }
        }

        foreach (var file in listing.Unlisted(files))
        {
            if (++unlisted <= MaximumOfKind)
            {
                facts.Add(FactKind.Anomaly, "catalogue-file-unlisted", places.Of(files[file].Surfaces), new ArgumentList([.. common, new Argument("file", files[file].Artifact.Name)]));
            }
        }
    }

    private static string? SignerOf(FileFacts facts)
    {
        foreach (var record in facts.Records)
        {
            if (record.Kind == FactKind.Signature && facts.Read(record) is { Value: "catalogue", Arguments: { } arguments })
            {
                return arguments["signer"];
            }
        }

        return null;
    }
}
