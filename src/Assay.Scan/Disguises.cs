using Assay.Model;
using Assay.Text;

namespace Assay.Scan;

/// <summary>Looks at an artifact, whatever its language, for what is meant to be overlooked.</summary>
internal static class Disguises
{
    /// <summary>Writes anomalies and gives programs that were hidden in the artifact. Comes after the analyser of the format: it reads the texts that one wrote.</summary>
    public static IReadOnlyList<DerivedArtifact> Analyze(in Artifact artifact, FactWriter facts)
    {
        switch (artifact.Info.Kind)
        {
            case ArtifactKind.ManagedAssembly:
                return HiddenPrograms.InStrings(facts);

            case ArtifactKind.Unknown:
                return HiddenPrograms.InUnknown(artifact.Memory, facts);

            case ArtifactKind.PowerShell or ArtifactKind.PowerShellXml or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.DotNetSource or ArtifactKind.MSBuild:
                SourceDisguises.Analyze(artifact.Bytes, facts);
                return HiddenPrograms.InText(artifact.Bytes, facts);

            case ArtifactKind.Text or ArtifactKind.Json or ArtifactKind.Xml or ArtifactKind.Html or ArtifactKind.OtherSource or ArtifactKind.Documentation or ArtifactKind.License:
                return HiddenPrograms.InText(artifact.Bytes, facts);

            default:
                return [];
        }
    }
}
