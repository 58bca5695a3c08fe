using Assay.CSharp;
using Assay.DotNet;
using Assay.Model;
using Assay.PowerShell;
using Assay.Signatures;
using Assay.Text;

namespace Assay.Scan;

/// <summary>Which analysers read which kind of artifact, in order.</summary>
internal static class Analyzers
{
    /// <summary>Larger files are not analysed deeply; the report says so.</summary>
    private const int MaximumDeepBytes = 256 * 1024 * 1024;

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
                SayOnlySearched(facts, "native code");
                return Nothing;

            case ArtifactKind.PackageSignature:
                PackageSignatureAnalyzer.Analyze(artifact.Memory, facts);
                return Nothing;

            case ArtifactKind.DebugSymbols:
                SymbolFileAnalyzer.Analyze(artifact.Bytes, facts);
                return Nothing;

            case ArtifactKind.Unknown or ArtifactKind.Empty or ArtifactKind.NuGetPackage or ArtifactKind.Zip or ArtifactKind.GZip or ArtifactKind.Tar or ArtifactKind.OtherArchive
                or ArtifactKind.Media or ArtifactKind.PackagingPart or ArtifactKind.Nuspec or ArtifactKind.InstalledModule or ArtifactKind.Folder:
                return Nothing;

            case ArtifactKind.MSBuild:
                BuildFileAnalyzer.Analyze(artifact.Memory, facts);
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                facts.AddProblem(ProblemId.CodeNotAnalysed, "This is a build file: its tasks and URLs were read, what its targets do was not analysed.", incomplete: false);
                return Nothing;

            case ArtifactKind.PowerShellXml:
                var blocks = PowerShellXmlAnalyzer.Analyze(artifact.Memory, facts);
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                return blocks;

            case ArtifactKind.PowerShell:
                var layers = PowerShellAnalyzer.Analyze(artifact.Memory, artifact.Info.Name, artifact.Info.Origin is { Recovered: true }, facts, out var comments);
                UrlFacts.AddFromStrings(facts);
                UrlFacts.AddFromComments(comments.Select(comment => (comment.Text, comment.Line, comment.Column)), facts);
                return layers;

            case ArtifactKind.DotNetSource when IsCSharp(artifact.Info.Name):
                var found = CSharpAnalyzer.Analyze(artifact.Memory, facts, out var remarks);
                if (remarks is null)
                {
                    TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                    return found;
                }

                UrlFacts.AddFromStrings(facts);
                UrlFacts.AddFromComments(remarks.Select(remark => (remark.Text, remark.Line, remark.Column)), facts);
                return found;

            case ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.DotNetSource:
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                SayOnlySearched(facts, "a script or source file");
                return Nothing;

            default:
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                return Nothing;
        }
    }

    // Visual Basic and F# have no analyser; a .pp is source that NuGet fills in when it is added to a project.
    private static bool IsCSharp(string name) => name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".csx", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".cs.pp", StringComparison.OrdinalIgnoreCase);

    // "Could not read" is never "clean": what has no analyser of its own is named in the report.
    private static void SayOnlySearched(FactWriter facts, string what) =>
        facts.AddProblem(ProblemId.CodeNotAnalysed, $"This is {what}: it was searched for URLs, what it does was not analysed.", incomplete: false);
}
