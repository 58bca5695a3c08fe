using System.Security.Cryptography;
using System.Text;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Fuzz.Seeds;

/// <summary>Signatures by authorities that are made here. Keys differ from run to run, so mutations work on what does not depend on them.</summary>
internal static class SignatureSeeds
{
    private static readonly TestAuthority Authority = TestAuthority.Default;

    public static IEnumerable<byte[]> Messages() =>
    [
        (SignedPackage.Author(Authority) with
        {
            CounterSigner = SignedPackage.Repository(Authority, "jane"),
            RevocationLists =
            [
                TestAuthority.RevocationList(Authority.Intermediate, (Authority.Repository, TestAuthority.SigningTime.AddDays(1), 4)),
                TestOcsp.Answer(Authority.Intermediate, Authority.Intermediate, Authority.Signer, TestAuthority.SigningTime.AddDays(1)),
            ],
        }).Sign(),
        SignedPackage.Repository(Authority, "jane", "joe").Sign(),
        (new TestMessage { HasNoSignedAttributes = true, NamesSignerByKey = true }).Sign(),
    ];

    public static IEnumerable<byte[]> Images()
    {
        // Sections of the builder lie 64 KiB apart in memory, not in the file.
        var image = PeBuilder.WithCode(wide: false).Build();
        return [new SignedImage(image).Sign(), (new SignedImage(image) { PageHashes = HashAlgorithmName.SHA256, Nested = new SignedImage(image) }).Sign(), CSharpSample.Compile("[assembly: System.Reflection.AssemblyKeyName(\"\")] public class Small { }")];
    }

    public static IEnumerable<byte[]> Catalogues() => [new TestCatalogue().Add("a.txt", "text").Add("empty", "").Build(), (new TestCatalogue { Version = 1, WritesBytes = true }).Add("b.txt", "text").BuildUnsigned()];

    public static IEnumerable<byte[]> Scripts() =>
    [
        new SignedScript().Build(),
        (new SignedScript { Encoding = Encoding.Unicode, Text = "1\r\n" }).Build(),
        (new SignedScript { Style = ("<!-- ", " -->"), Text = "<a/>\r\n" }).Build(),
    ];

    public static IEnumerable<byte[]> Xml() =>
    [
        Encoding.UTF8.GetBytes($"""
            <Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="a">
              <SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
                <Reference URI="#idPackageObject" Type="http://www.w3.org/2000/09/xmldsig#Object"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AAAA</DigestValue></Reference></SignedInfo>
              <SignatureValue>AAAA</SignatureValue>
              <KeyInfo><X509Data><X509Certificate>{Convert.ToBase64String(Authority.Signer.Encoded)}</X509Certificate></X509Data></KeyInfo>
              <Object Id="idPackageObject"><Manifest><Reference URI="/a.txt?ContentType=text/plain"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AAAA</DigestValue></Reference></Manifest></Object>
            </Signature>
            """),
    ];
}
