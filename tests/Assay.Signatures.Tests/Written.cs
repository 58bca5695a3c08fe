using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

/// <summary>What a verifier writes about a message.</summary>
internal sealed record Written(IReadOnlyList<Fact> Facts, IReadOnlyList<Problem> Problems)
{
    public static readonly SignatureSettings Settings = new() { Roots = TrustedRoots.FromPem(TestAuthority.Default.RootPem) };

    private static readonly SignatureVerifier Shared = new(Settings);

    /// <summary>Ids of the anomalies, sorted, without that of every certificate that a test makes without a policy.</summary>
    public string[] Anomalies => [.. Facts.Where(fact => fact.Kind == FactKind.Anomaly && fact.Value != "certificate-not-extended-validation").Select(fact => fact.Value).Order(StringComparer.Ordinal)];

    public IEnumerable<Fact> Signatures => Facts.Where(fact => fact.Kind == FactKind.Signature);

    public Fact Signature => Signatures.First();

    public Fact Anomaly(string id) => Assert.Single(Facts, fact => fact.Kind == FactKind.Anomaly && fact.Value == id);

    public static Written Of(TestMessage message, string role = "script", ContentState content = ContentState.Matches, SignatureSettings? settings = null) =>
        Of(message.Sign(), role, content, settings);

    public static Written Of(byte[] encoded, string role = "script", ContentState content = ContentState.Matches, SignatureSettings? settings = null) => From(writer =>
    {
        if (SignedMessage.TryRead(encoded, out var reason) is { } message)
        {
            (settings is null ? Shared : new SignatureVerifier(settings)).Write(message, role, content, writer);
        }
        else
        {
            SignatureVerifier.WriteMalformed(role, reason!, writer);
        }
    });

    public static Written From(Action<FactWriter> write)
    {
        var writer = new FactWriter();
        write(writer);
        var facts = writer.ToFacts();
        return new Written([.. facts.Records.Select(record => facts.Read(record))], facts.Problems);
    }
}
