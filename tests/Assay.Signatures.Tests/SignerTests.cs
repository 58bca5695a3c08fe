using System.Formats.Asn1;
using System.Security.Cryptography;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

public sealed class SignerTests
{
    private static readonly TestMessage Stamped = new() { Timestamps = [new TestTimestamp()] };

    [Fact]
    public void A_signature_without_a_flaw_is_valid_trusted_and_without_anomalies()
    {
        var written = Written.Of(Stamped);

        var arguments = written.Signature.Arguments!;
        Assert.Equal(("valid", "trusted", "sha256", "rsa-2048"), (arguments["status"], arguments["trust"], arguments["digest"], arguments["key"]));
        Assert.Equal(("Test Publisher", "Example Software", "Test Code Signing CA", "Test Root"), (arguments["signer"], arguments["organization"], arguments["issuer"], arguments["root"]));
        Assert.Equal(("2023-05-06T07:08:09Z", "rfc3161"), (arguments["signed-at"], arguments["timestamp"]));
        Assert.Equal(("2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z", TestAuthority.Default.Signer.Thumbprint), (arguments["not-before"], arguments["not-after"], arguments["thumbprint"]));
        Assert.Empty(written.Anomalies);
        Assert.Empty(written.Problems);
    }

    [Fact]
    public void An_old_time_stamp_tells_the_time_too()
    {
        var written = Written.Of(new TestMessage { Timestamps = [new TestTimestamp { IsCounterSignature = true, Digest = HashAlgorithmName.SHA1 }] });

        Assert.Equal(("pkcs9", "2023-05-06T07:08:09Z"), (written.Signature.Arguments!["timestamp"], written.Signature.Arguments["signed-at"]));
        var stamp = written.Signatures.Last();
        Assert.Equal(("timestamp", "script", "sha1", "valid", "trusted"), (stamp.Value, stamp.Arguments!["of"], stamp.Arguments["digest"], stamp.Arguments["status"], stamp.Arguments["trust"]));
        Assert.Empty(written.Anomalies);
    }

    public static TheoryData<string, bool> Digests => new()
    {
        { "MD5", false }, { "SHA1", false }, { "SHA256", false }, { "SHA384", false }, { "SHA512", false },
        { "SHA1", true }, { "SHA256", true }, { "SHA384", true }, { "SHA512", true },
    };

    [Theory]
    [MemberData(nameof(Digests))]
    public void Rsa_signatures_of_every_digest_and_padding_are_verified(string digest, bool pss)
    {
        var message = Stamped with { Digest = new HashAlgorithmName(digest), Pss = pss };

        Assert.Equal("valid", Written.Of(message).Signature.Arguments!["status"]);
        Assert.Equal("digest-mismatch", Written.Of(message with { MessageDigest = new byte[CryptographicOperations.HashData(message.Digest, []).Length] }).Signature.Arguments!["status"]);
    }

    [Theory]
    [InlineData("SHA1", "nistP256", "ecdsa-p256")]
    [InlineData("SHA256", "nistP256", "ecdsa-p256")]
    [InlineData("SHA384", "nistP384", "ecdsa-p384")]
    [InlineData("SHA512", "nistP521", "ecdsa-p521")]
    public void Elliptic_curve_signatures_are_verified(string digest, string curve, string name)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var signer = TestAuthority.Default.Issue(Shapes.Publisher with { Key = key });
        var message = Stamped with { Signer = signer, Digest = new HashAlgorithmName(digest) };

        var arguments = Written.Of(message).Signature.Arguments!;
        Assert.Equal(("valid", "trusted", name), (arguments["status"], arguments["trust"], arguments["key"]));
    }

    [Fact]
    public void A_signature_without_signed_attributes_covers_its_content_itself() =>
        Assert.Equal("valid", Written.Of(Stamped with { HasNoSignedAttributes = true }).Signature.Arguments!["status"]);

    [Fact]
    public void A_certificate_that_is_named_by_its_key_is_found() =>
        Assert.Equal(("valid", "trusted"), (Written.Of(Stamped with { NamesSignerByKey = true }).Signature.Arguments!["status"], Written.Of(Stamped with { NamesSignerByKey = true }).Signature.Arguments!["trust"]));

    [Fact]
    public void Content_in_pieces_and_lengths_that_are_left_open_are_read()
    {
        // BER, as RFC 5652 allows: the outer structures without lengths, the content as two strings.
        var plain = Stamped.Sign();
        var info = new AsnReader(plain, AsnEncodingRules.DER).ReadSequence();
        var type = info.ReadEncodedValue();
        var data = info.ReadSequence(DerText.Context(0)).ReadSequence();
        var head = (data.ReadEncodedValue(), data.ReadEncodedValue());
        var contentType = data.ReadSequence().ReadEncodedValue();
        byte[] pieces = [0x24, 0x80, 4, 3, .. "con"u8, 4, 4, .. "tent"u8, 0, 0];
        var rest = new List<byte>();
        while (data.HasData)
        {
            rest.AddRange(data.ReadEncodedValue().Span);
        }

        byte[] open = [0x30, 0x80, .. type.Span, 0xA0, 0x80, 0x30, 0x80, .. head.Item1.Span, .. head.Item2.Span, 0x30, 0x80, .. contentType.Span, 0xA0, 0x80, .. pieces, 0, 0, 0, 0, .. rest, 0, 0, 0, 0, 0, 0];

        Assert.Equal("valid", Written.Of(open).Signature.Arguments!["status"]);
    }

    [Fact]
    public void Content_of_another_type_is_hashed_without_tag_and_length()
    {
        var content = DerText.Encode(writer => writer.Sequence(() => writer.WriteInteger(4711)));
        var message = Stamped with { ContentType = "1.3.6.1.4.1.311.2.1.4", Content = content };

        Assert.Equal("valid", Written.Of(message).Signature.Arguments!["status"]);
        Assert.Equal("invalid", Written.Of(message with { HasNoSignedAttributes = true }).Signature.Arguments!["status"]);
    }

    [Fact]
    public void What_the_caller_knows_of_the_file_decides_too()
    {
        Assert.Equal("digest-mismatch", Written.Of(Stamped, content: ContentState.Differs).Signature.Arguments!["status"]);
        Assert.Equal(["signature-digest-mismatch"], Written.Of(Stamped, content: ContentState.Differs).Anomalies);
        Assert.Equal("not-verified", Written.Of(Stamped, content: ContentState.Unknown).Signature.Arguments!["status"]);
    }

    [Fact]
    public void A_verifier_that_is_off_states_what_a_signature_says_of_itself()
    {
        var written = Written.Of(Stamped, settings: SignatureSettings.Off);

        Assert.All(written.Signatures, fact => Assert.Equal("not-verified", fact.Arguments!["status"]));
        Assert.Equal(2, written.Signatures.Count());
        Assert.Equal("Test Publisher", written.Signature.Arguments!["signer"]);
        Assert.Null(written.Signature.Arguments["trust"]);
        Assert.Empty(written.Anomalies);
    }

    [Fact]
    public void The_first_time_stamp_of_a_known_authority_counts()
    {
        var stranger = new TestAuthority("Stranger");
        var late = TestAuthority.SigningTime.AddYears(1);

        var written = Written.Of(new TestMessage { Timestamps = [new TestTimestamp { Authority = stranger.TimestampAuthority }, new TestTimestamp { Time = late }] });

        Assert.Equal("2024-05-06T07:08:09Z", written.Signature.Arguments!["signed-at"]);
        Assert.Equal(["timestamp-authority-unknown"], written.Anomalies);
    }

    [Fact]
    public void The_certificate_that_a_signer_names_by_digest_is_compared()
    {
        var own = TestAuthority.Default.Signer;
        (string, byte[]) Named(byte[] hash) => ("1.2.840.113549.1.9.16.2.47", DerText.Encode(writer => writer.Sequence(() => writer.Sequence(() => writer.Sequence(() => writer.WriteOctetString(hash))))));

        Assert.Equal("valid", Written.Of(Stamped with { SignedAttributes = [Named(SHA256.HashData(own.Encoded))] }).Signature.Arguments!["status"]);
        var other = Written.Of(Stamped with { SignedAttributes = [Named(SHA256.HashData(own.Encoded[1..]))] });
        Assert.Equal("invalid", other.Signature.Arguments!["status"]);
        Assert.Equal("signing-certificate", other.Anomaly("signature-malformed").Arguments!["reason"]);
    }
}
