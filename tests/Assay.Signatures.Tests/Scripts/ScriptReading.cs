using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.Signatures.Scripts;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Scripts;

/// <summary>What the analyser says of a file.</summary>
internal sealed record ScriptReading(IReadOnlyList<Fact> Signatures, IReadOnlyList<Fact> Anomalies, IReadOnlyList<Fact> All)
{
    private static readonly SignatureVerifier Verifier = new(new SignatureSettings { Roots = TrustedRoots.FromPem(TestAuthority.Default.RootPem) });

    /// <summary>The status of the one signature; null when there is none.</summary>
    public string? Status => Signatures.Count == 0 ? null : Assert.Single(Signatures).Arguments!["status"];

    /// <summary>True when the file is taken for signed and unchanged by a trusted signer.</summary>
    public bool IsGood => Signatures is [{ } one] && one.Arguments!["status"] == "valid" && one.Arguments["trust"] == "trusted" && Anomalies.Count == 0;

    public string? this[string argument] => Assert.Single(Signatures).Arguments![argument];

    public static ScriptReading Of(byte[] file, ArtifactKind kind = ArtifactKind.PowerShell, SignatureVerifier? verifier = null)
    {
        var writer = new FactWriter();
        ScriptSignatureAnalyzer.Analyze(file, kind, verifier ?? Verifier, writer);
        var facts = writer.ToFacts();
        var read = facts.Records.Select(record => facts.Read(record)).ToArray();
        return new ScriptReading([.. read.Where(fact => fact is { Kind: FactKind.Signature, Value: "script" })], [.. read.Where(fact => fact.Kind == FactKind.Anomaly && !fact.Value.StartsWith("certificate-", StringComparison.Ordinal) && fact.Value != "signature-without-timestamp")], read);
    }

    public static ScriptReading Of(SignedScript script, ArtifactKind kind = ArtifactKind.PowerShell) => Of(script.Build(), kind);
}
