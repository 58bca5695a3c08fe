using System.Formats.Asn1;
using Assay.Signatures.Certificates;

namespace Assay.Signatures.Cms;

/// <summary>Compares the certificate with the digest of it that a signer signed, so that no other certificate of the same key takes its place (RFC 2634 5.4, RFC 5035 3).</summary>
internal static class SigningCertificate
{
    /// <summary>False when the signer names another certificate, or names it in a way that cannot be read.</summary>
    public static bool Fits(SignedMessageSigner signer, Certificate certificate)
    {
        foreach (var attribute in signer.SignedAttributes)
        {
            if ((attribute.Type is ObjectIds.SigningCertificate or ObjectIds.SigningCertificateV2) && !attribute.Values.All(value => Fits(value, attribute.Type == ObjectIds.SigningCertificateV2, certificate)))
            {
                return false;
            }
        }

        return true;
    }

    // SigningCertificate { certs SEQUENCE OF ESSCertID { hash, issuerSerial? }, policies? }; of version 2 { hashAlgorithm DEFAULT sha256, hash, issuerSerial? }. The first is the signer's.
    private static bool Fits(ReadOnlyMemory<byte> value, bool isVersion2, Certificate certificate)
    {
        try
        {
            var first = new AsnReader(value, AsnEncodingRules.BER).ReadSequence().ReadSequence().ReadSequence();
            var algorithm = isVersion2 ? DigestAlgorithm.Sha256 : DigestAlgorithm.Sha1;
            if (isVersion2 && first.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            {
                algorithm = Digests.FromObjectId(first.ReadSequence().ReadObjectIdentifier());
            }

            Span<byte> digest = stackalloc byte[Digests.MaximumSize];
            var size = Digests.Compute(algorithm, certificate.Encoded.Span, digest);
            return size > 0 && first.TryReadPrimitiveOctetString(out var stated) && stated.Span.SequenceEqual(digest[..size]);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
