using Assay.Signatures.Certificates;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

public sealed class TimestampTests
{
    private static readonly TestAuthority Authority = TestAuthority.Default;

    public static TheoryData<bool> Forms => [false, true];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_stamp_of_something_else_does_not_count(bool isOld)
    {
        var written = Stamped(new TestTimestamp { IsCounterSignature = isOld, StampsSomethingElse = true });

        Assert.Null(written.Signature.Arguments!["signed-at"]);
        Assert.Equal(["timestamp-invalid"], written.Anomalies);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_authority_that_nobody_knows(bool isOld)
    {
        var stranger = new TestAuthority("Stranger");

        var written = Stamped(new TestTimestamp { IsCounterSignature = isOld, Authority = stranger.TimestampAuthority });

        Assert.Equal("2023-05-06T07:08:09Z", written.Signature.Arguments!["signed-at"]);
        Assert.Equal(["timestamp-authority-unknown"], written.Anomalies);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_authority_whose_certificate_had_expired(bool isOld) =>
        Assert.Equal(["timestamp-certificate-expired"], Stamped(new TestTimestamp { IsCounterSignature = isOld, Authority = Authority.Issue(Shapes.Stamp with { NotAfter = TestAuthority.SigningTime.AddDays(-1) }) }).Anomalies);

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_certificate_for_code_stamps_nothing(bool isOld)
    {
        var written = Stamped(new TestTimestamp { IsCounterSignature = isOld, Authority = Authority.Signer });

        Assert.Null(written.Signature.Arguments!["signed-at"]);
        Assert.Equal(["timestamp-invalid"], written.Anomalies);
    }

    [Fact]
    public void A_certificate_without_purposes_stamps_nothing() =>
        Assert.Equal(["timestamp-invalid"], Stamped(new TestTimestamp { Authority = Authority.Issue(Shapes.Stamp with { Usages = null }) }).Anomalies);

    [Theory]
    [InlineData(0, "timestamp-certificate-revoked")]
    [InlineData(1, "timestamp-certificate-revoked")]
    [InlineData(4, null)]
    public void An_authority_whose_certificate_was_revoked(int reason, string? expected)
    {
        // Key compromise spoils every stamp, other reasons those that were made later.
        var at = TestAuthority.SigningTime.AddDays(expected is null || reason == 1 ? 1 : -1);
        var list = TestAuthority.RevocationList(Authority.Intermediate, (Authority.TimestampAuthority, at, reason));

        var written = Written.Of(new TestMessage { Timestamps = [new TestTimestamp()] }, settings: Written.Settings with { RevocationLists = [RevocationList.Read(list)] });

        Assert.Equal(expected is null ? [] : [expected], written.Anomalies);
    }

    [Fact]
    public void A_token_that_is_broken_is_invalid_and_the_signature_is_not()
    {
        var written = Written.Of(new TestMessage { UnsignedAttributes = [("1.2.840.113549.1.9.16.2.14", DerText.Encode(writer => writer.WriteInteger(1)))] });

        Assert.Equal("valid", written.Signature.Arguments!["status"]);
        Assert.Equal(["timestamp-invalid"], written.Anomalies);
    }

    [Fact]
    public void Authenticode_has_an_attribute_of_its_own() =>
        Assert.Equal("rfc3161", Stamped(new TestTimestamp { Attribute = "1.3.6.1.4.1.311.3.3.1" }).Signature.Arguments!["timestamp"]);

    private static Written Stamped(TestTimestamp stamp) => Written.Of(new TestMessage { Timestamps = [stamp] });
}
