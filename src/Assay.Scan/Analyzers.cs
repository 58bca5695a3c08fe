using Assay.DotNet;
using Assay.Model;
using Assay.Signatures;
using Assay.Text;

namespace Assay.Scan;

/// <summary>Which analysers read which kind of artifact, in order.</summary>
internal static class Analyzers
{
    /// <summary>Larger files are not analysed deeply; the report says so.</summary>
    private const int MaximumDeepBytes = 256 * 1024 * 1024;

    /// <summary>Larger scripts are only searched for texts.</summary>
    private static readonly IReadOnlyList<DerivedArtifact> Nothing = [];

    /// <summary>Writes the facts of an artifact and returns the artifacts found inside it.</summary>
    public static IReadOnlyList<DerivedArtifact> Analyze(in Artifact artifact, FactWriter facts)
    {
        if (artifact.Bytes.Length > MaximumDeepBytes)
        {
            facts.AddProblem(ProblemId.LimitFileSize, $"The file has {artifact.Bytes.Length} bytes; more than {MaximumDeepBytes} are not analysed.");
            return Nothing;
        }

        switch (artifact.Info.Kind)
        {
            case ArtifactKind.ManagedAssembly:
                var derived = AssemblyAnalyzer.Analyze(artifact.Memory, facts);
                UrlFacts.AddFromStrings(facts);
                return derived;

            case ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO:
                BinaryTextAnalyzer.Analyze(artifact.Bytes, facts);
                return Nothing;

            case ArtifactKind.PackageSignature:
                PackageSignatureAnalyzer.Analyze(artifact.Memory, facts);
                return Nothing;

            case ArtifactKind.Unknown or ArtifactKind.Empty or ArtifactKind.NuGetPackage or ArtifactKind.Zip or ArtifactKind.GZip or ArtifactKind.Tar or ArtifactKind.OtherArchive
                or ArtifactKind.DebugSymbols or ArtifactKind.Media or ArtifactKind.PackagingPart or ArtifactKind.Nuspec:
                return Nothing;

            default:
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                return Nothing;
        }
    }
}
