using System.Security.Cryptography;
using System.Text;

namespace Assay.TestInputs.Signing;

/// <summary>Signs packages as NuGet does, and with the mistakes that a test asks for.</summary>
public static class SignedPackage
{
    public const string EntryName = ".signature.p7s";
    public const string ServiceIndex = "https://feed.example.invalid/v3/index.json";

    private const string CommitmentType = "1.2.840.113549.1.9.16.2.16";
    private const string ProofOfOrigin = "1.2.840.113549.1.9.16.6.1";
    private const string ProofOfReceipt = "1.2.840.113549.1.9.16.6.2";

    /// <summary>Adds the signature to the entries of a package.</summary>
    /// <param name="entries">The package's entries.</param>
    /// <param name="message">Who signs and how; its content becomes that of a package signature.</param>
    public static byte[] Sign(RawEntry[] entries, TestMessage message)
    {
        var unsigned = new RawZip().Add(entries).Build();
        var signature = (message with { Content = Content(unsigned, message.Digest) }).Sign();
        return new RawZip().Add([.. entries, new RawEntry(EntryName, signature) { Method = 0 }]).Build();
    }

    /// <summary>What a package signature says about a package.</summary>
    public static byte[] Content(byte[] unsigned, HashAlgorithmName digest) =>
        Encoding.UTF8.GetBytes($"Version:1\n\n{DerText.IdentifierOf(digest)}-Hash:{Convert.ToBase64String(CryptographicOperations.HashData(digest, unsigned))}\n\n");

    /// <summary>An author's signature with a time stamp.</summary>
    public static TestMessage Author(TestAuthority authority) => new()
    {
        Authority = authority,
        Timestamps = [new TestTimestamp()],
        SignedAttributes = [Commitment(ProofOfOrigin), SigningCertificate(authority.Signer)],
    };

    /// <summary>A repository's signature with a time stamp.</summary>
    public static TestMessage Repository(TestAuthority authority, params string[] owners) => new()
    {
        Authority = authority,
        Signer = authority.Repository,
        Timestamps = [new TestTimestamp { Time = TestAuthority.SigningTime.AddHours(1) }],
        SignedAttributes =
        [
            Commitment(ProofOfReceipt),
            SigningCertificate(authority.Repository),
            ("1.3.6.1.4.1.311.84.2.1.1.1", DerText.Encode(writer => writer.WriteCharacterString(System.Formats.Asn1.UniversalTagNumber.IA5String, ServiceIndex))),
            ("1.3.6.1.4.1.311.84.2.1.1.2", DerText.Encode(writer => writer.Sequence(() =>
            {
                foreach (var owner in owners)
                {
                    writer.WriteCharacterString(System.Formats.Asn1.UniversalTagNumber.UTF8String, owner);
                }
            }))),
        ],
    };

    private static (string, byte[]) Commitment(string type) => (CommitmentType, DerText.Encode(writer => writer.Sequence(() => writer.WriteObjectIdentifier(type))));

    // RFC 5035: the digest is SHA-256 when it is not named.
    private static (string, byte[]) SigningCertificate(TestCertificate certificate) => ("1.2.840.113549.1.9.16.2.47",
        DerText.Encode(writer => writer.Sequence(() => writer.Sequence(() => writer.Sequence(() => writer.WriteOctetString(SHA256.HashData(certificate.Encoded)))))));
}
