using System.Formats.Asn1;

namespace Assay.Signatures.Cms;

/// <summary>How a signature value is made from a digest.</summary>
internal enum SignatureScheme
{
    /// <summary>Another one, which is not verified here.</summary>
    Unknown,
    RsaPkcs1,
    RsaPss,
    Ecdsa,
    Dsa,
}

/// <summary>A signature algorithm: its scheme and, where it names one, its digest.</summary>
/// <param name="Scheme">How the value is made.</param>
/// <param name="Digest">The digest that the identifier names; <see cref="DigestAlgorithm.Unknown"/> when it names none.</param>
/// <param name="NamesDigest">Whether the identifier or its parameters name the digest.</param>
internal readonly record struct SignatureAlgorithm(SignatureScheme Scheme, DigestAlgorithm Digest, bool NamesDigest)
{
    /// <summary>Reads an AlgorithmIdentifier (RFC 3279, RFC 4055, RFC 5758).</summary>
    /// <exception cref="AsnContentException">The encoding is broken.</exception>
    public static SignatureAlgorithm Read(AsnReader reader) => Read(reader, out _);

    /// <summary>Reads an AlgorithmIdentifier and tells whether its parameters are none, null, or those of PSS: anything else is not verified by anyone.</summary>
    /// <exception cref="AsnContentException">The encoding is broken.</exception>
    public static SignatureAlgorithm Read(AsnReader reader, out bool hasPlainParameters)
    {
        var sequence = reader.ReadSequence();
        var identifier = sequence.ReadObjectIdentifier();
        var parameters = sequence.HasData ? sequence.ReadEncodedValue() : default;
        sequence.ThrowIfNotEmpty();
        hasPlainParameters = identifier == ObjectIds.RsaPss || parameters.IsEmpty || parameters.Span is [0x05, 0x00];
        return identifier switch
        {
            ObjectIds.Rsa => new(SignatureScheme.RsaPkcs1, DigestAlgorithm.Unknown, false),
            "1.2.840.113549.1.1.2" => new(SignatureScheme.RsaPkcs1, DigestAlgorithm.Md2, true),
            "1.2.840.113549.1.1.4" or "1.3.14.3.2.3" => new(SignatureScheme.RsaPkcs1, DigestAlgorithm.Md5, true),
            "1.2.840.113549.1.1.5" or "1.3.14.3.2.29" => new(SignatureScheme.RsaPkcs1, DigestAlgorithm.Sha1, true),
            "1.2.840.113549.1.1.11" => new(SignatureScheme.RsaPkcs1, DigestAlgorithm.Sha256, true),
            "1.2.840.113549.1.1.12" => new(SignatureScheme.RsaPkcs1, DigestAlgorithm.Sha384, true),
            "1.2.840.113549.1.1.13" => new(SignatureScheme.RsaPkcs1, DigestAlgorithm.Sha512, true),
            ObjectIds.RsaPss => ReadPss(parameters),
            ObjectIds.EllipticCurve => new(SignatureScheme.Ecdsa, DigestAlgorithm.Unknown, false),
            "1.2.840.10045.4.1" => new(SignatureScheme.Ecdsa, DigestAlgorithm.Sha1, true),
            "1.2.840.10045.4.3.2" => new(SignatureScheme.Ecdsa, DigestAlgorithm.Sha256, true),
            "1.2.840.10045.4.3.3" => new(SignatureScheme.Ecdsa, DigestAlgorithm.Sha384, true),
            "1.2.840.10045.4.3.4" => new(SignatureScheme.Ecdsa, DigestAlgorithm.Sha512, true),
            ObjectIds.Dsa => new(SignatureScheme.Dsa, DigestAlgorithm.Unknown, false),
            "1.2.840.10040.4.3" => new(SignatureScheme.Dsa, DigestAlgorithm.Sha1, true),
            "2.16.840.1.101.3.4.3.2" => new(SignatureScheme.Dsa, DigestAlgorithm.Sha256, true),
            _ => new(SignatureScheme.Unknown, DigestAlgorithm.Unknown, false),
        };
    }

    // RFC 4055 3.1: RSASSA-PSS-params { [0] hash, [1] mask generation, [2] salt length, [3] trailer }, SHA-1, MGF1 with SHA-1, 20 and 1 by default.
    // The base library knows the form that is in use: the mask by the same digest, the salt as long as the digest.
    private static SignatureAlgorithm ReadPss(ReadOnlyMemory<byte> parameters)
    {
        var (digest, mask, salt) = (DigestAlgorithm.Sha1, DigestAlgorithm.Sha1, 20);
        if (!parameters.IsEmpty)
        {
            var sequence = new AsnReader(parameters, AsnEncodingRules.BER).ReadSequence();
            if (sequence.HasData && sequence.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 0 } hashTag)
            {
                digest = Digests.FromObjectId(sequence.ReadSequence(hashTag).ReadSequence().ReadObjectIdentifier());
            }

            if (sequence.HasData && sequence.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 1 } maskTag)
            {
                var generation = sequence.ReadSequence(maskTag).ReadSequence();
                mask = generation.ReadObjectIdentifier() == ObjectIds.MaskGeneration1 ? Digests.FromObjectId(generation.ReadSequence().ReadObjectIdentifier()) : DigestAlgorithm.Unknown;
            }

            if (sequence.HasData && sequence.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 2 } saltTag)
            {
                salt = sequence.ReadSequence(saltTag).TryReadInt32(out var length) ? length : -1;
            }
        }

        return digest != DigestAlgorithm.Unknown && digest == mask && salt == SizeOf(digest)
            ? new(SignatureScheme.RsaPss, digest, true)
            : new(SignatureScheme.Unknown, digest, true);
    }

    private static int SizeOf(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha1 => 20,
        DigestAlgorithm.Sha256 => 32,
        DigestAlgorithm.Sha384 => 48,
        DigestAlgorithm.Sha512 => 64,
        _ => -1,
    };
}
