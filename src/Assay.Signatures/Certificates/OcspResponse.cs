using System.Formats.Asn1;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>An answer of an authority about certificates (RFC 6960), decoded.</summary>
internal sealed class OcspResponse
{
    private const int MaximumAnswers = 256;
    private const int MaximumCertificates = 8;

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1);

    private readonly List<Answer> _answers = [];
    private readonly List<Certificate> _responders = [];
    private ReadOnlyMemory<byte> _toBeSigned;
    private SignatureAlgorithm _algorithm;
    private ReadOnlyMemory<byte> _signature;

    private OcspResponse()
    {
    }

    /// <summary>Reads a response; null when it is broken or gives no answer.</summary>
    public static OcspResponse? TryRead(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            // OCSPResponse { responseStatus, [0] { responseType, response } }
            var reader = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
            reader.ReadEncodedValue();
            var bytes = reader.ReadSequence(Context0).ReadSequence();
            return bytes.ReadObjectIdentifier() == ObjectIds.OcspBasicResponse ? ReadBasic(bytes.ReadOctetString()) : null;
        }
        catch (Exception exception) when (exception is AsnContentException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>What the response says about a certificate; null when it is not named as revoked.</summary>
    public Revocation? Find(Certificate certificate, PublicKey issuer)
    {
        foreach (var answer in _answers)
        {
            if (answer.Serial.Span.SequenceEqual(certificate.SerialNumber.Span) && answer.IsOf(certificate, issuer))
            {
                return answer.Revocation;
            }
        }

        return null;
    }

    /// <summary>True when the issuer signed, or someone whom the issuer allowed to answer (RFC 6960 4.2.2.2).</summary>
    public bool IsSignedBy(PublicKey issuer)
    {
        if (CertificateRevocation.Verify(_algorithm, _toBeSigned.Span, _signature.Span, issuer))
        {
            return true;
        }

        foreach (var responder in _responders)
        {
            if (responder.Extensions.Usages?.Contains(ObjectIds.OcspSigning, StringComparer.Ordinal) == true
                && CertificateRevocation.Verify(responder.Algorithm, responder.ToBeSigned.Span, responder.Signature.Span, issuer)
                && CertificateRevocation.Verify(_algorithm, _toBeSigned.Span, _signature.Span, responder.Key))
            {
                return true;
            }
        }

        return false;
    }

    // BasicOCSPResponse { tbsResponseData, signatureAlgorithm, signature, [0] certs? }
    // ResponseData { [0] version?, responderID, producedAt, responses, [1] extensions? }
    private static OcspResponse ReadBasic(ReadOnlyMemory<byte> encoded)
    {
        var basic = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        var response = new OcspResponse { _toBeSigned = basic.PeekEncodedValue() };
        var data = basic.ReadSequence();
        if (data.PeekTag().HasSameClassAndValue(Context0))
        {
            data.ReadEncodedValue();
        }

        data.ReadEncodedValue();
        data.ReadGeneralizedTime();
        var answers = data.ReadSequence();
        while (answers.HasData && response._answers.Count < MaximumAnswers)
        {
            response._answers.Add(ReadAnswer(answers.ReadSequence()));
        }

        response._algorithm = SignatureAlgorithm.Read(basic);
        response._signature = basic.ReadBitString(out _);
        if (basic.HasData)
        {
            var certificates = basic.ReadSequence(Context0).ReadSequence();
            while (certificates.HasData && response._responders.Count < MaximumCertificates)
            {
                if (Certificate.TryRead(certificates.ReadEncodedValue()) is { } responder)
                {
                    response._responders.Add(responder);
                }
            }
        }

        return response;
    }

    // SingleResponse { certID { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }, certStatus, thisUpdate, ... }; certStatus [0] good, [1] revoked { revocationTime, [0] reason? }, [2] unknown
    private static Answer ReadAnswer(AsnReader single)
    {
        var id = single.ReadSequence();
        var digest = Digests.FromObjectId(id.ReadSequence().ReadObjectIdentifier());
        var nameHash = id.ReadOctetString();
        var keyHash = id.ReadOctetString();
        var serial = id.ReadIntegerBytes();
        Revocation? revocation = null;
        if (single.PeekTag().HasSameClassAndValue(Context1))
        {
            var revoked = single.ReadSequence(Context1);
            var at = revoked.ReadGeneralizedTime();
            var reason = revoked.HasData ? revoked.ReadSequence(Context0).ReadEnumeratedValue<RevocationReason>() : RevocationReason.Unspecified;
            revocation = new Revocation(at, reason);
        }

        return new Answer(digest, nameHash, keyHash, serial, revocation);
    }

    private sealed record Answer(DigestAlgorithm Digest, ReadOnlyMemory<byte> NameHash, ReadOnlyMemory<byte> KeyHash, ReadOnlyMemory<byte> Serial, Revocation? Revocation)
    {
        public bool IsOf(Certificate certificate, PublicKey issuer)
        {
            Span<byte> hash = stackalloc byte[Digests.MaximumSize];
            var size = Digests.Compute(Digest, certificate.Issuer.Encoded.Span, hash);
            if (size == 0 || !NameHash.Span.SequenceEqual(hash[..size]))
            {
                return false;
            }

            size = Digests.Compute(Digest, issuer.KeyBits.Span, hash);
            return KeyHash.Span.SequenceEqual(hash[..size]);
        }
    }
}
