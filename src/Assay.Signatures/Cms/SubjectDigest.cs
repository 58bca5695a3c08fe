using System.Formats.Asn1;

namespace Assay.Signatures.Cms;

/// <summary>What Authenticode signs in place of a file: its digest, and what kind of file it is (SpcIndirectDataContent; Windows Authenticode Portable Executable Signature Format, 2008).</summary>
/// <param name="DataType">Object identifier of the kind.</param>
/// <param name="Data">What that kind says, as it is encoded; empty when it says nothing.</param>
/// <param name="DigestId">Object identifier of the digest.</param>
/// <param name="Digest">The digest of the file.</param>
internal sealed record SubjectDigest(string DataType, ReadOnlyMemory<byte> Data, string DigestId, ReadOnlyMemory<byte> Digest)
{
    /// <summary>Kind of files whose digest a subject interface package takes, scripts among them.</summary>
    public const string SubjectInterfacePackage = "1.3.6.1.4.1.311.2.1.30";

    /// <summary>Kind of Windows images.</summary>
    public const string Image = "1.3.6.1.4.1.311.2.1.15";

    private const byte SequenceTag = 0x30;
    private const byte OctetStringTag = 0x04;

    /// <summary>Reads what a message signs; null when that is something else or broken.</summary>
    /// <remarks>The format asks for a sequence. Libraries that know CMS alone, whose contents are octet strings, wrap it into one, and Windows reads both.</remarks>
    public static SubjectDigest? TryRead(SignedMessage message)
    {
        try
        {
            return message.ContentType != ObjectIds.AuthenticodeContent ? null : message.EncodedContent.Span switch
            {
                [SequenceTag, ..] => Read(new AsnReader(message.Content, AsnEncodingRules.BER)),
                [OctetStringTag, ..] => Read(Unwrap(message.Content)),
                _ => null,
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static AsnReader Unwrap(ReadOnlyMemory<byte> octets)
    {
        var reader = new AsnReader(octets, AsnEncodingRules.BER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        return sequence;
    }

    /// <summary>Reads what stands within the sequence; null when it is broken.</summary>
    public static SubjectDigest? TryRead(ReadOnlyMemory<byte> content)
    {
        try
        {
            return Read(new AsnReader(content, AsnEncodingRules.BER));
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Reads { data { type, value? }, messageDigest { digestAlgorithm, digest } } up to the end.</summary>
    /// <exception cref="AsnContentException">The encoding is broken.</exception>
    public static SubjectDigest Read(AsnReader reader)
    {
        var data = reader.ReadSequence();
        var type = data.ReadObjectIdentifier();
        var value = data.HasData ? data.ReadEncodedValue() : default;
        data.ThrowIfNotEmpty();
        var info = reader.ReadSequence();
        var algorithm = info.ReadSequence().ReadObjectIdentifier();
        var digest = info.TryReadPrimitiveOctetString(out var primitive) ? primitive : info.ReadOctetString();
        info.ThrowIfNotEmpty();
        reader.ThrowIfNotEmpty();
        return new SubjectDigest(type, value, algorithm, digest);
    }
}
