using Assay.Model;

namespace Assay.Linking;

/// <summary>States what is odd about the files of a package taken together: names that deceive, files in unusual places, identities and frameworks that contradict each other.</summary>
internal static class PackageAnomalies
{
    /// <summary>Writes the facts of the package. Files come with the input first.</summary>
    public static void Write(IReadOnlyList<LinkedFile> files, PackageManifest? manifest, string? community, SurfacePlaces places, FactWriter facts)
    {
        FileNames.Write(files, places, facts);
        PackageIds.Write(manifest, facts);
        CodeHosts.Write(manifest, facts);
        if (community == "nuget")
        {
            UnusualPlaces.Write(files, manifest, places, facts);
        }

        if (manifest is not null)
        {
            AssemblyIdentities.Write(files, manifest, places, facts);
        }

        FrameworkDifferences.Write(files, places, facts);
    }
}
