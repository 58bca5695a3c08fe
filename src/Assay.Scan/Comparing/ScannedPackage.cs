using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>A package with its facts and what was judged of it: one side of a comparison.</summary>
public sealed record ScannedPackage(PackageFacts Facts, PackageReport Report)
{
    /// <summary>Gives an artifact's path below the input, as evidence names it.</summary>
    internal string PathOf(ArtifactInfo artifact)
    {
        var input = Facts.Files.Count > 0 ? Facts.Files[0].Artifact.Path : Facts.FileName;
        return artifact.Path.Length > input.Length + 1 && artifact.Path[input.Length] == '!' && artifact.Path.StartsWith(input, StringComparison.Ordinal)
            ? artifact.Path[(input.Length + 1)..]
            : artifact.Path;
    }
}
