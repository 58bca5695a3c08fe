using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.Model;
using Assay.Signatures;
using Assay.Signatures.Catalogs;
using Assay.Signatures.Packages;
using Assay.Signatures.Packaging;
using Assay.Signatures.Scripts;

namespace Assay.Fuzz.Targets;

/// <summary>Signatures of packages, images, catalogues, scripts and XML.</summary>
internal static class SignatureTargets
{
    // Checking a signature of a large key costs what it costs.
    private static readonly InputLimits Limits = InputLimits.Default with { Milliseconds = 1000 };

    public static FuzzTarget Message { get; } = new("cms", "cms", SignatureSeeds.Messages, Analysis.Of((input, facts) => PackageSignatureAnalyzer.Analyze(input, null, Verifier(), facts)))
    {
        Mutations = [DerMutation.Instance],
        Endings = [".p7s"],
        Limits = Limits,
    };

    public static FuzzTarget Authenticode { get; } = new("authenticode", "cms", SignatureSeeds.Images, Analysis.Of((input, facts) => ImageSignatureAnalyzer.Analyze(input, facts, Verifier())))
    {
        Mutations = [ImageMutation.Instance, new FieldMutation(), CertificateTableMutation.Instance, CertificateTableMutation.Instance],
        LongestInput = 256 * 1024,
        Limits = Limits,
    };

    public static FuzzTarget Catalogue { get; } = new("catalogue", "cms", SignatureSeeds.Catalogues, Analysis.Of((input, facts) => CatalogueAnalyzer.Analyze(input, Verifier(), facts)))
    {
        Mutations = [DerMutation.Instance],
        Endings = [".cat"],
        Limits = Limits,
    };

    public static FuzzTarget Script { get; } = new("script-signature", "cms", SignatureSeeds.Scripts, Analysis.Of((input, facts) =>
    {
        foreach (var kind in (ReadOnlySpan<ArtifactKind>)[ArtifactKind.PowerShell, ArtifactKind.PowerShellXml, ArtifactKind.VBScript, ArtifactKind.JavaScript])
        {
            ScriptSignatureAnalyzer.Analyze(input, kind, Verifier(), facts);
        }
    }))
    {
        Mutations = Formats.Code,
        Words = ["# SIG # Begin signature block", "# SIG # End signature block", "<!-- SIG # Begin signature block -->", "'' SIG '' ", "// SIG // ", "\r\n", "\uFEFF"],
        Limits = Limits,
    };

    public static FuzzTarget Xml { get; } = new("xml-signature", "cms", SignatureSeeds.Xml, Analysis.Of((input, facts) => PackagingSignatureAnalyzer.Analyze(input, Verifier(), facts)))
    {
        Mutations = Formats.Xml,
        Limits = Limits,
    };

    // One that remembers what it verified would spend less on the second input than on the first.
    private static SignatureVerifier Verifier() => new(SignatureSettings.Default);
}
