using System.Text;
using Assay.Model;
using Assay.Signatures.Packaging;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests.Packaging;

public sealed class PackagingSignatureTests
{
    private static readonly string Certificate = Convert.ToBase64String(TestAuthority.Default.Signer.Encoded);

    [Fact]
    public void A_signature_is_stated_with_its_signer_and_not_verified()
    {
        var signature = Assert.Single(Read(Part($"<KeyInfo><X509Data><X509Certificate>{Certificate}</X509Certificate></X509Data></KeyInfo>")), fact => fact.Kind == FactKind.Signature);

        Assert.Equal(("opc", "not-verified", "Test Publisher"), (signature.Value, signature.Arguments!["status"], signature.Arguments["signer"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<X509Certificate>c2FtcGxl</X509Certificate>")]
    [InlineData("<X509Certificate>!</X509Certificate>")]
    [InlineData("<X509Certificate>c2Ft")]
    public void Without_a_certificate_that_can_be_read_nobody_is_named(string certificate) =>
        Assert.Equal("not-verified", Assert.Single(Read(Part(certificate))).Arguments!["status"]);

    [Theory]
    [InlineData("<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>")]
    [InlineData("<a>http://schemas.openxmlformats.org/package/2006/digital-signature</a>")]
    public void Other_markup_is_none(string text) => Assert.Empty(Read(text));

    private static string Part(string more) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Signature Id=\"SignatureIdValue\" xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo/><SignatureValue/>{more}<Object><mdssi:SignatureTime xmlns:mdssi=\"http://schemas.openxmlformats.org/package/2006/digital-signature\"/></Object></Signature>";

    private static IReadOnlyList<Fact> Read(string text)
    {
        var writer = new FactWriter();
        PackagingSignatureAnalyzer.Analyze(Encoding.UTF8.GetBytes(text), new SignatureVerifier(new SignatureSettings()), writer);
        var facts = writer.ToFacts();
        return [.. facts.Records.Select(record => facts.Read(record))];
    }
}
