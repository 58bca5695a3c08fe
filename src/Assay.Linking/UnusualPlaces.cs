using Assay.Model;

namespace Assay.Linking;

/// <summary>States libraries and programs that lie where NuGet packages keep something else.</summary>
/// <remarks>Libraries are expected in lib, ref, runtimes, analyzers, tools, tasks, build and Sdk folders; tools may have programs, and any folder of an own name may have anything.</remarks>
internal static class UnusualPlaces
{
    /// <summary>Writes <c>code-in-unusual-folder</c> with the folder and, where it is unusual because no task names the library, why.</summary>
    public static void Write(IReadOnlyList<LinkedFile> files, PackageManifest? manifest, SurfacePlaces places, FactWriter facts)
    {
        // Templates, tools and SDKs have layouts of their own.
        if (manifest is { PackageTypes: { Count: > 0 } types } && types.Any(type => !type.Equals("Dependency", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        for (var i = 1; i < files.Count; i++)
        {
            var artifact = files[i].Artifact;
            if (artifact is not { Parent: 0, Derived: false } || !IsBinary(artifact.Kind))
            {
                continue;
            }

            var cut = artifact.Name.IndexOf('/', StringComparison.Ordinal);
            var folder = cut < 0 ? "" : artifact.Name[..cut].ToLowerInvariant();
            if (folder is "" or "docs" or "doc" or "images" or "image" or "icons" or "fonts" or "content" or "contentfiles" or "package" or "_rels")
            {
                facts.Add(FactKind.Anomaly, "code-in-unusual-folder", places.Of(files[i].Surfaces), new ArgumentList(new Argument("name", artifact.Name), new Argument("folder", folder.Length == 0 ? "root" : folder)));
            }
        }
    }

    private static bool IsBinary(ArtifactKind kind) => kind is ArtifactKind.ManagedAssembly or ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO;
}
