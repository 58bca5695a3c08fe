using System.Security.Cryptography;
using Assay.Signatures.Certificates;

namespace Assay.Signatures.Cms;

/// <summary>Checks that a signer signed a content: the attributes against the content, the value against the attributes (RFC 5652 5.4, 5.6).</summary>
internal static class SignerCheck
{
    private const byte SetTag = 0x31;

    /// <summary>Checks one signer.</summary>
    /// <param name="signer">The signer.</param>
    /// <param name="certificate">Its certificate; null when the message does not hold it.</param>
    /// <param name="contentType">Type of the content; null for a counter-signature, which has none.</param>
    /// <param name="content">What is signed.</param>
    /// <param name="budget">What checking the message may still cost.</param>
    public static SignerOutcome Check(SignedMessageSigner signer, Certificate? certificate, string? contentType, ReadOnlySpan<byte> content, VerificationBudget budget)
    {
        var algorithm = Digests.FromObjectId(signer.Digest);
        Span<byte> digest = stackalloc byte[Digests.MaximumSize];
        var size = Digests.Compute(algorithm, content, digest);
        if (size == 0)
        {
            return new(SignatureStatus.Unsupported, "digest");
        }

        digest = digest[..size];
        if (!signer.SignedAttributesEncoded.IsEmpty)
        {
            if (!HasContentType(signer, contentType) || SingleValue(signer, ObjectIds.MessageDigest) is not { } stated || !TryReadOctets(stated, out var expected))
            {
                return new(SignatureStatus.Invalid, "attributes");
            }

            if (!expected.Span.SequenceEqual(digest))
            {
                return new(SignatureStatus.DigestMismatch, "content");
            }

            HashAttributes(algorithm, signer.SignedAttributesEncoded.Span, digest);
        }
        else if (contentType is not null and not ObjectIds.Data)
        {
            // RFC 5652 5.3: content of another type is signed through attributes only.
            return new(SignatureStatus.Invalid, "attributes");
        }

        if (certificate is null)
        {
            return new(SignatureStatus.Invalid, "no-certificate");
        }

        return SigningCertificate.Fits(signer, certificate) ? CheckValue(signer, certificate, algorithm, digest, budget) : new(SignatureStatus.Invalid, "signing-certificate");
    }

    private static SignerOutcome CheckValue(SignedMessageSigner signer, Certificate certificate, DigestAlgorithm algorithm, ReadOnlySpan<byte> digest, VerificationBudget budget)
    {
        if (signer.Algorithm.Scheme == SignatureScheme.Unknown)
        {
            return new(SignatureStatus.Unsupported, "algorithm");
        }

        if (signer.Algorithm.NamesDigest && signer.Algorithm.Digest != algorithm)
        {
            // Nobody accepts a signer whose parts disagree about the digest.
            return new(SignatureStatus.Invalid, "algorithm");
        }

        if (!budget.TryTake(certificate.Key))
        {
            return new(SignatureStatus.Unsupported, "budget");
        }

        return certificate.Key.Verify(signer.Algorithm.Scheme, algorithm, digest, signer.Signature.Span) switch
        {
            true => new(SignatureStatus.Valid, null),
            false => new(SignatureStatus.Invalid, SignerOutcome.WrongValue),
            null => new(SignatureStatus.Unsupported, "key"),
        };
    }

    // RFC 5652 5.4: the attributes are hashed with the tag of SET OF in place of [0].
    private static void HashAttributes(DigestAlgorithm algorithm, ReadOnlySpan<byte> encoded, Span<byte> digest)
    {
        using var hash = IncrementalHash.CreateHash(Digests.NameFor(algorithm)!.Value);
        hash.AppendData([SetTag]);
        hash.AppendData(encoded[1..]);
        hash.GetHashAndReset(digest);
    }

    // RFC 5652 11.1: the attribute is there once and equals the type of the content; a counter-signature has none (11.4).
    private static bool HasContentType(SignedMessageSigner signer, string? contentType)
    {
        if (contentType is null)
        {
            return true;
        }

        return SingleValue(signer, ObjectIds.ContentType) is { } value && TryReadIdentifier(value, out var stated) && stated == contentType;
    }

    private static ReadOnlyMemory<byte>? SingleValue(SignedMessageSigner signer, string type) => signer.SignedAttribute(type) is { Values: [var value] } ? value : null;

    private static bool TryReadOctets(ReadOnlyMemory<byte> encoded, out ReadOnlyMemory<byte> octets)
    {
        octets = default;
        try
        {
            return new System.Formats.Asn1.AsnReader(encoded, System.Formats.Asn1.AsnEncodingRules.BER).TryReadPrimitiveOctetString(out octets);
        }
        catch (System.Formats.Asn1.AsnContentException)
        {
            return false;
        }
    }

    private static bool TryReadIdentifier(ReadOnlyMemory<byte> encoded, out string? identifier)
    {
        try
        {
            identifier = new System.Formats.Asn1.AsnReader(encoded, System.Formats.Asn1.AsnEncodingRules.BER).ReadObjectIdentifier();
            return true;
        }
        catch (System.Formats.Asn1.AsnContentException)
        {
            identifier = null;
            return false;
        }
    }
}

/// <summary>What came out of checking a signer, and why.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Reason">What is wrong; null when nothing is.</param>
internal readonly record struct SignerOutcome(SignatureStatus Status, string? Reason)
{
    /// <summary>The signature value does not belong to the attributes and the key.</summary>
    public const string WrongValue = "value";
}
