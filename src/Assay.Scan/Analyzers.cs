using Assay.CSharp;
using Assay.DotNet;
using Assay.Model;
using Assay.Native;
using Assay.PowerShell;
using Assay.Signatures;
using Assay.Signatures.Catalogs;
using Assay.Signatures.Packages;
using Assay.Signatures.Packaging;
using Assay.Signatures.Scripts;
using Assay.Text;
using Assay.Text.Licenses;

namespace Assay.Scan;

/// <summary>Which analysers read which kind of artifact, in order.</summary>
internal static class Analyzers
{
    private static readonly IReadOnlyList<DerivedArtifact> Nothing = [];

    /// <summary>Writes the facts of an artifact and returns the artifacts found inside it.</summary>
    public static IReadOnlyList<DerivedArtifact> Analyze(in Artifact artifact, FactWriter facts, SignatureVerifier signatures)
    {
        var derived = AnalyzeFormat(artifact, facts, signatures);
        if (artifact.Bytes.Length > facts.Limits[Limit.FileBytes])
        {
            return derived;
        }

        using var stage = facts.Stages.Measure(Stage.Signatures);
        // What was decoded is no file whose text somebody signed.
        if (!IsRecovered(artifact))
        {
            ScriptSignatureAnalyzer.Analyze(artifact.Memory, artifact.Info.Kind, signatures, facts);
        }

        stage.Next(Stage.Secrets);
        SecretSearch.Analyze(artifact, facts);
        stage.Next(Stage.Disguises);
        var hidden = Disguises.Analyze(artifact, facts);
        return hidden.Count == 0 ? derived : [.. derived, .. hidden];
    }

    private static IReadOnlyList<DerivedArtifact> AnalyzeFormat(in Artifact artifact, FactWriter facts, SignatureVerifier signatures)
    {
        // Of a container only what is in it is read, and that is measured by itself.
        if (artifact.Info.Kind is ArtifactKind.NuGetPackage or ArtifactKind.Zip or ArtifactKind.GZip or ArtifactKind.Tar or ArtifactKind.Folder)
        {
            return Nothing;
        }

        if (artifact.Bytes.Length > facts.Limits[Limit.FileBytes])
        {
            facts.AddLimit(Limit.FileBytes, $"The file has {artifact.Bytes.Length} bytes; more than {facts.Limits[Limit.FileBytes]} are not analysed.");
            return Nothing;
        }

        if (artifact.Bytes.Length > facts.Limits[Limit.ScriptBytes] && IsCode(artifact.Info.Kind))
        {
            facts.AddLimit(Limit.ScriptBytes, $"The file has {artifact.Bytes.Length} bytes; more than {facts.Limits[Limit.ScriptBytes]} are not read as code, only searched for texts.");
            TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
            return Nothing;
        }

        using var stage = StageOf(artifact.Info.Kind) is { } first ? facts.Stages.Measure(first) : default;
        switch (artifact.Info.Kind)
        {
            case ArtifactKind.ManagedAssembly:
                var derived = AssemblyAnalyzer.Analyze(artifact.Memory, facts);
                stage.Next(Stage.Text);
                UrlFacts.AddFromStrings(facts);
                stage.Next(Stage.Signatures);
                ImageSignatureAnalyzer.Analyze(artifact.Memory, facts, signatures);
                stage.Next(Stage.Native);
                return [.. derived, .. NativeAnalyzer.Analyze(artifact.Memory, artifact.Info.Kind, facts)];

            case ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO:
                var embedded = NativeAnalyzer.Analyze(artifact.Memory, artifact.Info.Kind, facts);
                stage.Next(Stage.Text);
                BinaryTextAnalyzer.Analyze(artifact.Bytes, facts);
                stage.Next(Stage.Signatures);
                ImageSignatureAnalyzer.Analyze(artifact.Memory, facts, signatures);
                facts.AddProblem(ProblemId.CodeNotAnalysed, "This is native code: what it imports, exports and embeds and its URLs were read, its machine code was not analysed.", incomplete: false);
                return embedded;

            case ArtifactKind.PackageSignature:
                PackageSignatureAnalyzer.Analyze(artifact.Memory, artifact.UnsignedPackage, signatures, facts);
                return Nothing;

            case ArtifactKind.Catalogue:
                CatalogueAnalyzer.Analyze(artifact.Memory, signatures, facts);
                return Nothing;

            case ArtifactKind.DebugSymbols:
                SymbolFileAnalyzer.Analyze(artifact.Bytes, facts);
                return Nothing;

            case ArtifactKind.Unknown or ArtifactKind.Empty or ArtifactKind.NuGetPackage or ArtifactKind.Zip or ArtifactKind.GZip or ArtifactKind.Tar or ArtifactKind.OtherArchive
                or ArtifactKind.Media or ArtifactKind.PackagingPart or ArtifactKind.Nuspec or ArtifactKind.InstalledModule or ArtifactKind.Folder:
                return Nothing;

            case ArtifactKind.MSBuild:
                var code = BuildFileAnalyzer.Analyze(artifact.Memory, facts, out var urls);
                stage.Next(Stage.Text);
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts, urls);
                return code;

            case ArtifactKind.PowerShellXml:
                var blocks = PowerShellXmlAnalyzer.Analyze(artifact.Memory, facts);
                stage.Next(Stage.Text);
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                return blocks;

            case ArtifactKind.PowerShell:
                var layers = PowerShellAnalyzer.Analyze(artifact.Memory, artifact.Info.Name, artifact.Info.Origin is { Recovered: true }, facts, out var comments, isFile: !artifact.Info.Derived);
                stage.Next(Stage.Text);
                UrlFacts.AddFromStrings(facts);
                UrlFacts.AddFromComments(comments.Select(comment => (comment.Text, comment.Line, comment.Column)), facts);
                return layers;

            case ArtifactKind.DotNetSource when IsCSharp(artifact.Info.Name):
                var found = CSharpAnalyzer.Analyze(artifact.Memory, facts, out var remarks);
                stage.Next(Stage.Text);
                if (remarks is null)
                {
                    TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                    return found;
                }

                UrlFacts.AddFromStrings(facts);
                UrlFacts.AddFromComments(remarks.Select(remark => (remark.Text, remark.Line, remark.Column)), facts);
                return found;

            case ArtifactKind.Batch:
                return WithUrls(artifact, BatchAnalyzer.Analyze(artifact.Bytes, IsRecovered(artifact), facts), facts);

            case ArtifactKind.Shell:
                return WithUrls(artifact, ShellAnalyzer.Analyze(artifact.Bytes, IsRecovered(artifact), facts), facts);

            case ArtifactKind.VBScript:
                return WithUrls(artifact, VBScriptAnalyzer.Analyze(artifact.Bytes, IsRecovered(artifact), facts), facts);

            case ArtifactKind.JavaScript:
                return WithUrls(artifact, JavaScriptAnalyzer.Analyze(artifact.Bytes, IsRecovered(artifact), facts), facts);

            case ArtifactKind.RegistryFile or ArtifactKind.Shortcut or ArtifactKind.SetupInformation or ArtifactKind.HtmlApplication or ArtifactKind.InternetShortcut:
                return WithUrls(artifact, SystemFileAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, IsRecovered(artifact), facts), facts);

            case ArtifactKind.License:
                LicenseTextAnalyzer.Analyze(artifact.Bytes, facts);
                stage.Next(Stage.Text);
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                return Nothing;

            case ArtifactKind.DotNetSource:
                stage.Next(Stage.Text);
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                SayOnlySearched(facts, "a source file");
                return Nothing;

            case ArtifactKind.Xml:
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                stage.Next(Stage.Signatures);
                PackagingSignatureAnalyzer.Analyze(artifact.Memory, signatures, facts);
                return Nothing;

            default:
                TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
                return Nothing;
        }
    }

    // What is read as code: a parser of its own makes a tree or follows commands.
    private static bool IsCode(ArtifactKind kind) => kind is ArtifactKind.PowerShell or ArtifactKind.DotNetSource or ArtifactKind.MSBuild or ArtifactKind.PowerShellXml or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript
        or ArtifactKind.JavaScript or ArtifactKind.RegistryFile or ArtifactKind.SetupInformation or ArtifactKind.HtmlApplication or ArtifactKind.InternetShortcut;

    // What reads first; null where nothing does.
    private static Stage? StageOf(ArtifactKind kind) => kind switch
    {
        ArtifactKind.ManagedAssembly => Stage.AssemblyMetadata,
        ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO => Stage.Native,
        ArtifactKind.PackageSignature or ArtifactKind.Catalogue => Stage.Signatures,
        ArtifactKind.DebugSymbols => Stage.Symbols,
        ArtifactKind.Unknown or ArtifactKind.Empty or ArtifactKind.NuGetPackage or ArtifactKind.Zip or ArtifactKind.GZip or ArtifactKind.Tar or ArtifactKind.OtherArchive
            or ArtifactKind.Media or ArtifactKind.PackagingPart or ArtifactKind.Nuspec or ArtifactKind.InstalledModule or ArtifactKind.Folder => null,
        ArtifactKind.MSBuild => Stage.MSBuild,
        ArtifactKind.PowerShell or ArtifactKind.PowerShellXml => Stage.PowerShell,
        ArtifactKind.DotNetSource => Stage.CSharp,
        ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript
            or ArtifactKind.RegistryFile or ArtifactKind.Shortcut or ArtifactKind.SetupInformation or ArtifactKind.HtmlApplication or ArtifactKind.InternetShortcut => Stage.Scripts,
        ArtifactKind.License => Stage.Licenses,
        _ => Stage.Text,
    };

    private static bool IsRecovered(in Artifact artifact) => artifact.Info.Origin is { Recovered: true };

    private static IReadOnlyList<DerivedArtifact> WithUrls(in Artifact artifact, IReadOnlyList<DerivedArtifact> derived, FactWriter facts)
    {
        using var stage = facts.Stages.Measure(Stage.Text);
        TextAnalyzer.Analyze(artifact.Bytes, artifact.Info.Kind, facts);
        return derived;
    }

    // Visual Basic and F# have no analyser; a .pp is source that NuGet fills in when it is added to a project.
    internal static bool IsCSharp(string name) => name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".csx", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".cs.pp", StringComparison.OrdinalIgnoreCase);

    // "Could not read" is never "clean": what has no analyser of its own is named in the report.
    private static void SayOnlySearched(FactWriter facts, string what) =>
        facts.AddProblem(ProblemId.CodeNotAnalysed, $"This is {what}: it was searched for URLs, what it does was not analysed.", incomplete: false);
}
