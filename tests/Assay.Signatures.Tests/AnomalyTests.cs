using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Assay.Signatures.Certificates;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

/// <summary>Every flaw of a certificate or signature, each with an artefact that has it; a signature without it is quiet (<see cref="SignerTests"/>).</summary>
public sealed class AnomalyTests
{
    private static readonly TestAuthority Authority = TestAuthority.Default;
    private static readonly DateTimeOffset Early = TestAuthority.Start.AddDays(1);
    private static readonly TestMessage Stamped = new() { Timestamps = [new TestTimestamp()] };

    [Fact]
    public void No_time_stamp() => Assert.Equal(["signature-without-timestamp"], Written.Of(new TestMessage()).Anomalies);

    [Fact]
    public void More_time_stamps_than_sense()
    {
        var written = Written.Of(new TestMessage { Timestamps = [.. Enumerable.Range(0, 12).Select(hour => new TestTimestamp { Time = TestAuthority.SigningTime.AddHours(hour) })] });

        Assert.Equal("12", written.Anomaly("signature-timestamped-too-often").Arguments!["count"]);
        Assert.Equal(["signature-timestamped-too-often"], written.Anomalies);
    }

    [Fact]
    public void A_certificate_that_had_expired_when_it_signed() =>
        Assert.Equal(["certificate-expired-at-signing"], Signed(Shapes.Publisher with { NotAfter = Early }).Anomalies);

    [Fact]
    public void A_certificate_that_expired_after_it_signed_is_quiet() =>
        Assert.Empty(Signed(Shapes.Publisher with { NotAfter = TestAuthority.SigningTime.AddDays(1) }).Anomalies);

    [Fact]
    public void A_certificate_that_was_not_valid_yet() =>
        Assert.Equal(["certificate-not-yet-valid-at-signing"], Signed(Shapes.Publisher with { NotBefore = TestAuthority.SigningTime.AddDays(1) }).Anomalies);

    [Fact]
    public void An_intermediate_authority_that_had_expired()
    {
        var authority = Authority.Issue(new CertificateShape { Subject = "CN=Old CA, O=Example Trust, C=DE", IsAuthority = true, NotAfter = Early }, Authority.Root);

        var written = Written.Of(Stamped with { Signer = Authority.Issue(Shapes.Publisher, authority) });

        Assert.Equal("Old CA", written.Anomaly("certificate-expired-at-signing").Arguments!["signer"]);
    }

    [Fact]
    public void A_certificate_that_signed_itself()
    {
        var written = Written.Of(Stamped with { Signer = TestAuthority.SelfSigned(Shapes.Publisher) });

        Assert.Equal(("valid", "self-signed"), (written.Signature.Arguments!["status"], written.Signature.Arguments["trust"]));
        Assert.Equal(["certificate-self-issued"], written.Anomalies);
    }

    [Fact]
    public void An_authority_that_nobody_knows()
    {
        var stranger = new TestAuthority("Stranger");

        var written = Written.Of(Stamped with { Signer = stranger.Signer, MoreCertificates = [stranger.Root] });

        Assert.Equal(("unknown-root", "Stranger Root"), (written.Signature.Arguments!["trust"], written.Signature.Arguments["root"]));
        Assert.Equal(["certificate-authority-unknown"], written.Anomalies);
    }

    [Fact]
    public void An_issuer_that_is_not_there()
    {
        var written = Written.Of(Stamped with { Signer = new TestAuthority("Stranger").Signer, Certificates = [new TestAuthority("Other").Signer] });

        Assert.Equal("no-certificate", written.Anomaly("signature-malformed").Arguments!["reason"]);

        var alone = new TestAuthority("Stranger").Signer;
        Assert.Equal(["certificate-chain-incomplete"], Written.Of(Stamped with { Signer = alone, Certificates = [alone] }).Anomalies);
    }

    [Fact]
    public void An_issuer_that_is_no_authority()
    {
        var issuer = Authority.Issue(Shapes.Publisher with { KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign });

        var written = Written.Of(Stamped with { Signer = Authority.Issue(Shapes.Publisher with { Subject = "CN=Child, O=Example Software, C=DE" }, issuer) });

        Assert.Equal("invalid", written.Signature.Arguments!["trust"]);
        Assert.Contains("certificate-chain-invalid", written.Anomalies);
    }

    [Fact]
    public void An_authority_below_the_depth_that_its_issuer_allows()
    {
        var last = Authority.Issue(new CertificateShape { Subject = "CN=Last CA, O=Example Trust, C=DE", IsAuthority = true, PathLength = 0 }, Authority.Root);
        var beyond = Authority.Issue(new CertificateShape { Subject = "CN=Beyond CA, O=Example Trust, C=DE", IsAuthority = true }, last);

        Assert.Equal("trusted", Written.Of(Stamped with { Signer = Authority.Issue(Shapes.Publisher, last) }).Signature.Arguments!["trust"]);
        Assert.Equal("invalid", Written.Of(Stamped with { Signer = Authority.Issue(Shapes.Publisher, beyond) }).Signature.Arguments!["trust"]);
    }

    [Fact]
    public void A_link_that_the_issuer_did_not_sign()
    {
        var false1 = Authority.Issue(Shapes.Publisher);
        var changed = (byte[])false1.Encoded.Clone();
        changed[^1] ^= 1;

        var written = Written.Of(Stamped with { Signer = false1 with { Encoded = changed } });

        Assert.Equal(("valid", "invalid"), (written.Signature.Arguments!["status"], written.Signature.Arguments["trust"]));
    }

    [Theory]
    [InlineData("CN=Microsoft Corporation, O=Microsoft Corporation, C=US")]
    [InlineData("CN=Micrоsoft Corporation, O=Example, C=US")]
    [InlineData("CN=Example, O=MICROSOFT CORPORATION, C=US")]
    public void A_publisher_s_name_in_a_certificate_of_somebody_else(string subject)
    {
        var written = Written.Of(Stamped with { Signer = TestAuthority.SelfSigned(Shapes.Publisher with { Subject = subject }) });

        Assert.Equal("Microsoft Corporation", written.Anomaly("publisher-impersonated").Arguments!["publisher"]);
        Assert.DoesNotContain("publisher-impersonated", Signed(Shapes.Publisher with { Subject = subject }).Anomalies);
    }

    [Fact]
    public void A_certificate_on_the_deny_list()
    {
        var settings = Written.Settings with { DeniedThumbprints = [Authority.Signer.Thumbprint] };

        Assert.Equal(["certificate-denied"], Written.Of(Stamped, settings: settings).Anomalies);
    }

    [Fact]
    public void A_certificate_on_the_bundled_deny_list()
    {
        var issuer = Authority.Issue(new CertificateShape { Subject = "CN=VeriSign Test CA, O=VeriSign, C=US", IsAuthority = true }, Authority.Root);
        var shape = Shapes.Publisher with { Serial = Convert.FromHexString("43bb437d609866286dd839e1d00309f5") };

        Assert.Equal(["certificate-denied"], Written.Of(Stamped with { Signer = Authority.Issue(shape, issuer) }).Anomalies);
        Assert.Empty(Signed(shape).Anomalies);
    }

    [Fact]
    public void A_weak_key()
    {
        using var key = RSA.Create(1024);
        using var dsa = DSA.Create(1024);

        Assert.Equal("rsa-1024", Signed(Shapes.Publisher with { Key = key }).Anomaly("certificate-weak-key").Arguments!["key"]);
        Assert.Equal(["certificate-weak-key"], Written.Of(Stamped with { Signer = Authority.Issue(Shapes.Publisher with { Key = dsa }) }).Anomalies);
    }

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA1")]
    public void A_certificate_that_was_signed_with_a_weak_digest(string digest) =>
        Assert.Equal(digest.ToLowerInvariant(), Signed(Shapes.Publisher with { Digest = new HashAlgorithmName(digest) }).Anomaly("certificate-weak-key").Arguments!["digest"]);

    [Fact]
    public void A_curve_written_out()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(["certificate-explicit-curve"], Signed(Shapes.Publisher with { Key = key, ExplicitCurve = true }).Anomalies);
    }

    [Fact]
    public void Extended_validation_is_told()
    {
        Assert.Contains(Written.Of(Stamped).Facts, fact => fact.Value == "certificate-not-extended-validation");
        Assert.DoesNotContain(Signed(Shapes.Publisher with { Policies = ["2.23.140.1.3"] }).Facts, fact => fact.Value == "certificate-not-extended-validation");
    }

    [Fact]
    public void A_certificate_that_is_not_for_code()
    {
        Assert.Equal(["certificate-not-for-code-signing"], Signed(Shapes.Publisher with { Usages = ["1.3.6.1.5.5.7.3.1"] }).Anomalies);
        Assert.Equal(["certificate-not-for-code-signing"], Signed(Shapes.Publisher with { Usages = null }).Anomalies);
        Assert.Equal(["certificate-not-for-signing"], Signed(Shapes.Publisher with { KeyUsage = X509KeyUsageFlags.KeyEncipherment }).Anomalies);
    }

    [Fact]
    public void A_short_serial_number() => Assert.Equal("2a", Signed(Shapes.Publisher with { Serial = [42] }).Anomaly("certificate-short-serial").Arguments!["serial"]);

    [Fact]
    public void Names_without_what_tells_who_it_is()
    {
        Assert.Equal(["certificate-subject-incomplete"], Signed(Shapes.Publisher with { Subject = "CN=Somebody" }).Anomalies);
        var issuer = Authority.Issue(new CertificateShape { Subject = "O=Example Trust, C=DE", IsAuthority = true }, Authority.Root);
        Assert.Equal(["certificate-issuer-incomplete", "certificate-subject-incomplete"], Written.Of(Stamped with { Signer = Authority.Issue(Shapes.Publisher, issuer) }).Anomalies);
    }

    [Fact]
    public void A_certificate_that_no_chain_uses()
    {
        var unused = Authority.Issue(Shapes.Publisher with { Subject = "CN=Unused, O=Example Software, C=DE" });

        Assert.Equal("Unused", Written.Of(Stamped with { MoreCertificates = [unused] }).Anomaly("certificate-without-chain").Arguments!["signer"]);
        Assert.Empty(Written.Of(Stamped with { MoreCertificates = [Authority.Root] }).Anomalies);
    }

    [Fact]
    public void No_address_to_ask_for_revocation() =>
        Assert.Equal(["certificate-without-revocation-address"], Signed(Shapes.Publisher with { HasRevocationAddress = false }).Anomalies);

    [Fact]
    public void A_cross_signature_of_the_retired_authority()
    {
        using var key = RSA.Create(2048);
        var verification = TestAuthority.SelfSigned(new CertificateShape { Subject = "CN=Microsoft Code Verification Root, O=Microsoft Corporation, C=US", IsAuthority = true, Key = key });
        var cross = Authority.Issue(new CertificateShape { Subject = Authority.Root.Certificate.Subject, IsAuthority = true, Key = Authority.Root.Key }, verification);

        var written = Written.Of(Stamped with { MoreCertificates = [cross] });

        Assert.Equal(["certificate-deprecated-cross-signature"], written.Anomalies);
        Assert.Equal("2040-01-01T00:00:00Z", written.Signature.Arguments!["cross-not-after"]);
        Assert.Equal("trusted", written.Signature.Arguments["trust"]);
    }

    [Fact]
    public void A_cross_certificate_that_had_expired()
    {
        var other = new TestAuthority("Other");
        var cross = other.Issue(new CertificateShape { Subject = Authority.Root.Certificate.Subject, IsAuthority = true, Key = Authority.Root.Key, NotAfter = Early }, other.Root);

        Assert.Equal(["cross-certificate-expired-at-signing"], Written.Of(Stamped with { MoreCertificates = [cross] }).Anomalies);
    }

    [Fact]
    public void Attributes_that_nobody_signed_and_nobody_knows()
    {
        var written = Written.Of(Stamped with { UnsignedAttributes = [("1.3.6.1.4.1.99999.7", DerText.Encode(writer => writer.WriteOctetString(new byte[500])))] });

        Assert.Equal(["signature-excluded-content"], written.Anomalies);
        Assert.Equal(("1.3.6.1.4.1.99999.7", "504"), (written.Anomaly("signature-excluded-content").Arguments!["oid"], written.Anomaly("signature-excluded-content").Arguments!["size"]));
    }

    private static Written Signed(CertificateShape shape) => Written.Of(Stamped with { Signer = Authority.Issue(shape) });
}
