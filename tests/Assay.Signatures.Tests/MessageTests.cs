using System.Security.Cryptography;
using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

public sealed class MessageTests
{
    private static readonly SignatureVerifier Verifier = new(new SignatureSettings { Roots = TrustedRoots.FromPem(TestAuthority.Default.RootPem) });

    [Fact]
    public void A_signature_with_a_time_stamp_is_valid_and_trusted()
    {
        var result = Assert.Single(Verify(new TestMessage { Timestamps = [new TestTimestamp()] }));

        Assert.Equal(SignatureStatus.Valid, result.Status);
        Assert.Equal(ChainTrust.Trusted, result.Chain!.Trust);
        Assert.Equal(TestAuthority.SigningTime, result.SignedAt);
        Assert.Equal(ChainTrust.Trusted, result.Timestamp!.Chain!.Trust);
    }

    [Fact]
    public void An_old_time_stamp_counts()
    {
        var result = Assert.Single(Verify(new TestMessage { Timestamps = [new TestTimestamp { IsCounterSignature = true }] }));

        Assert.Equal(("pkcs9", TestAuthority.SigningTime), (result.Timestamp!.Kind, result.SignedAt));
    }

    internal static IReadOnlyList<SignerResult> Verify(TestMessage message, ContentState content = ContentState.Matches)
    {
        var read = SignedMessage.TryRead(message.Sign(), out var reason);
        Assert.Null(reason);
        return Verifier.Verify(read!, "script", content);
    }
}
