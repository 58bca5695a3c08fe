using Assay.Signatures.Certificates;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

public sealed class RevocationTests
{
    private static readonly TestAuthority Authority = TestAuthority.Default;
    private static readonly TestMessage Stamped = new() { Timestamps = [new TestTimestamp()] };
    private static readonly DateTimeOffset Before = TestAuthority.SigningTime.AddDays(-1);
    private static readonly DateTimeOffset After = TestAuthority.SigningTime.AddDays(1);

    [Fact]
    public void Revoked_before_it_signed()
    {
        var written = With(TestAuthority.RevocationList(Authority.Intermediate, (Authority.Signer, Before, 4)));

        Assert.Equal(["certificate-revoked-at-signing"], written.Anomalies);
        Assert.Equal(("superseded", "2023-05-05T07:08:09Z"), (written.Anomaly("certificate-revoked-at-signing").Arguments!["reason"], written.Anomaly("certificate-revoked-at-signing").Arguments!["revoked-at"]));
    }

    [Fact]
    public void Revoked_after_it_signed() => Assert.Equal(["certificate-revoked"], With(TestAuthority.RevocationList(Authority.Intermediate, (Authority.Signer, After, 5))).Anomalies);

    [Fact]
    public void Revoked_because_its_key_was_lost() =>
        Assert.Equal(["certificate-revoked", "certificate-revoked-for-key-compromise"], With(TestAuthority.RevocationList(Authority.Intermediate, (Authority.Signer, After, 1))).Anomalies);

    [Fact]
    public void An_authority_may_be_revoked_too() =>
        Assert.Equal("Test Code Signing CA", With(TestAuthority.RevocationList(Authority.Root, (Authority.Intermediate, Before, 2))).Anomaly("certificate-revoked-at-signing").Arguments!["signer"]);

    [Fact]
    public void A_list_in_the_message_counts_like_one_that_is_given() =>
        Assert.Equal(["certificate-revoked-at-signing"], Written.Of(Stamped with { RevocationLists = [TestAuthority.RevocationList(Authority.Intermediate, (Authority.Signer, Before, 0))] }).Anomalies);

    [Fact]
    public void A_list_that_somebody_else_signed_does_not_count()
    {
        // The same name, another key.
        var impostor = TestAuthority.SelfSigned(new CertificateShape { Subject = Authority.Intermediate.Certificate.Subject, IsAuthority = true });

        Assert.Empty(With(TestAuthority.RevocationList(impostor, (Authority.Signer, Before, 1))).Anomalies);
    }

    [Fact]
    public void Certificates_that_no_list_names_are_quiet() => Assert.Empty(With(TestAuthority.RevocationList(Authority.Intermediate, (Authority.Repository, Before, 1))).Anomalies);

    [Fact]
    public void An_answer_that_came_with_the_message_counts()
    {
        var revoked = TestOcsp.Answer(Authority.Intermediate, Authority.Intermediate, Authority.Signer, Before);
        var byDelegate = TestOcsp.Answer(Authority.Intermediate, Authority.Issue(Shapes.Publisher with { Usages = ["1.3.6.1.5.5.7.3.9"] }), Authority.Signer, Before);
        var byAnybody = TestOcsp.Answer(Authority.Intermediate, Authority.Issue(Shapes.Publisher), Authority.Signer, Before);

        Assert.Equal(["certificate-revoked-at-signing"], Written.Of(Stamped with { RevocationLists = [revoked] }).Anomalies);
        Assert.Equal(["certificate-revoked-at-signing"], Written.Of(Stamped with { RevocationLists = [byDelegate] }).Anomalies);
        Assert.Empty(Written.Of(Stamped with { RevocationLists = [byAnybody] }).Anomalies);
        Assert.Empty(Written.Of(Stamped with { RevocationLists = [TestOcsp.Answer(Authority.Intermediate, Authority.Intermediate, Authority.Signer, null)] }).Anomalies);
    }

    [Fact]
    public void Files_are_read_in_both_encodings_and_refused_when_they_are_neither()
    {
        var list = TestAuthority.RevocationList(Authority.Intermediate, (Authority.Signer, Before, 0));
        var text = System.Security.Cryptography.PemEncoding.WriteString("X509 CRL", list);

        Assert.Equal(["certificate-revoked-at-signing"], Written.Of(Stamped, settings: Written.Settings with { RevocationLists = [RevocationList.Read(System.Text.Encoding.ASCII.GetBytes(text))] }).Anomalies);
        Assert.Throws<FormatException>(() => RevocationList.Read("nothing"u8.ToArray()));
        Assert.Throws<FormatException>(() => RevocationList.Read(list.AsMemory(0, list.Length - 1)));
    }

    private static Written With(byte[] list) => Written.Of(Stamped, settings: Written.Settings with { RevocationLists = [RevocationList.Read(list)] });
}
