using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Assay.TestInputs.Signing;

/// <summary>Makes answers about certificates (RFC 6960) as messages carry them (RFC 5940).</summary>
public static class TestOcsp
{
    /// <summary>Answers that a certificate was revoked, or that it is good when <paramref name="revokedAt"/> is null.</summary>
    public static byte[] Answer(TestCertificate issuer, TestCertificate responder, TestCertificate about, DateTimeOffset? revokedAt)
    {
        var data = DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.Sequence(() => writer.WriteEncodedValue(responder.Certificate.SubjectName.RawData), DerText.Context(1));
            writer.WriteGeneralizedTime(TestAuthority.SigningTime, omitFractionalSeconds: true);
            writer.Sequence(() => writer.Sequence(() =>
            {
                writer.Sequence(() =>
                {
                    writer.Digest(HashAlgorithmName.SHA1);
                    writer.WriteOctetString(CryptographicOperations.HashData(HashAlgorithmName.SHA1, issuer.Certificate.SubjectName.RawData));
                    writer.WriteOctetString(CryptographicOperations.HashData(HashAlgorithmName.SHA1, issuer.Certificate.PublicKey.EncodedKeyValue.RawData));
                    writer.WriteInteger(about.Certificate.SerialNumberBytes.Span);
                });
                if (revokedAt is { } at)
                {
                    writer.Sequence(() => writer.WriteGeneralizedTime(at, omitFractionalSeconds: true), DerText.Context(1));
                }
                else
                {
                    writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 0));
                }

                writer.WriteGeneralizedTime(TestAuthority.SigningTime, omitFractionalSeconds: true);
            }));
        }));
        var basic = DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.WriteEncodedValue(data);
            writer.SignatureAlgorithm(responder.Key, HashAlgorithmName.SHA256, pss: false);
            writer.WriteBitString(responder.Sign(data, HashAlgorithmName.SHA256));
            writer.Sequence(() => writer.Sequence(() => writer.WriteEncodedValue(responder.Encoded)), DerText.Context(0));
        }));
        return DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.WriteObjectIdentifier("1.3.6.1.5.5.7.16.2");
            writer.Sequence(() =>
            {
                writer.WriteEnumeratedValue(Status.Successful);
                writer.Sequence(() => writer.Sequence(() =>
                {
                    writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                    writer.WriteOctetString(basic);
                }), DerText.Context(0));
            });
        }, DerText.Context(1)));
    }

    private enum Status
    {
        Successful = 0,
    }
}
