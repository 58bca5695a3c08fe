using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Authenticode;

/// <summary>What the analyser of image signatures states about a file.</summary>
internal sealed class ImageFacts
{
    private static readonly SignatureVerifier Verifier = new(new SignatureSettings { Roots = TrustedRoots.FromPem(TestAuthority.Default.RootPem) });

    private readonly FileFacts _facts;

    private ImageFacts(FileFacts facts) => _facts = facts;

    public IEnumerable<Fact> Signatures => All.Where(fact => fact.Kind == FactKind.Signature);

    public IEnumerable<Fact> Authenticode => Signatures.Where(fact => fact.Value == "authenticode");

    public IReadOnlyList<string> Statuses => [.. Authenticode.Select(fact => fact.Arguments!["status"]!)];

    /// <summary>What is said besides the worth of certificates, which has tests of its own.</summary>
    public IReadOnlyList<string> Anomalies => [.. All.Where(fact => fact.Kind == FactKind.Anomaly && !fact.Value.StartsWith("certificate-", StringComparison.Ordinal)).Select(fact => fact.Value)];

    public IReadOnlyList<Problem> Problems => _facts.Problems;

    private IEnumerable<Fact> All => _facts.Records.Select(record => _facts.Read(record));

    public static ImageFacts Of(byte[] image, SignatureVerifier? verifier = null)
    {
        var writer = new FactWriter();
        ImageSignatureAnalyzer.Analyze(image, writer, verifier ?? Verifier);
        return new ImageFacts(writer.ToFacts());
    }

    public static ImageFacts Of(SignedImage image) => Of(image.Sign());

    /// <summary>The arguments of the one anomaly of this id.</summary>
    public ArgumentList Anomaly(string id) => Assert.Single(All, fact => fact.Kind == FactKind.Anomaly && fact.Value == id).Arguments!;

    /// <summary>A message with a time stamp.</summary>
    public static TestMessage Stamped { get; } = new() { Timestamps = [new TestTimestamp()] };

    /// <summary>A library whose length is no multiple of eight.</summary>
    public static byte[] Library { get; } = new PeBuilder { Overlay = [1, 2, 3], Characteristics = 0x2022 }.Section(".text", Bytes.Noise(9000), PeBuilder.Code).Section(".data", Bytes.Noise(700), PeBuilder.Data).Build();
}
