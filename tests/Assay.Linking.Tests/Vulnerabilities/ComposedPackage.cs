using Assay.Model;

namespace Assay.Linking.Tests;

/// <summary>The facts of a package with a few files, as the link step hands them on.</summary>
internal static class ComposedPackage
{
    public static PackageFacts Of(string id, string version, params (string Name, ArtifactKind Kind, FileFacts Facts)[] files) => new()
    {
        FileName = "a.nupkg",
        Sha256 = "",
        Size = 1,
        Community = "nuget",
        Manifest = new PackageManifest { Id = id, Version = version, NormalizedVersion = version },
        Files =
        [
            new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", ArtifactKind.NuGetPackage, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None),
            .. files.Select(file => new LinkedFile(new ArtifactInfo($"a.nupkg!{file.Name}", file.Name, file.Kind, 1, "", 0, 1, false), file.Facts, [], Surface.Call)),
        ],
        Problems = [],
        Incomplete = false,
    };
}
