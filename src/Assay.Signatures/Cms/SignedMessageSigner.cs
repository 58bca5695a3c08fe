namespace Assay.Signatures.Cms;

/// <summary>One signer of a message, or one that countersigned (RFC 5652 5.3, 11.4).</summary>
internal sealed class SignedMessageSigner
{
    /// <summary>Issuer of the signer's certificate as it is encoded; empty when the certificate is named by its key.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    /// <summary>Serial number of the signer's certificate, the content of the integer.</summary>
    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>Key identifier of the signer's certificate; empty when it is named by issuer and serial number.</summary>
    public required ReadOnlyMemory<byte> SubjectKeyId { get; init; }

    /// <summary>Object identifier of the digest.</summary>
    public required string Digest { get; init; }

    public required SignatureAlgorithm Algorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The signed attributes as they stand in the message, tagged [0]; empty when there are none.</summary>
    public required ReadOnlyMemory<byte> SignedAttributesEncoded { get; init; }

    public required IReadOnlyList<MessageAttribute> SignedAttributes { get; init; }

    public required IReadOnlyList<MessageAttribute> UnsignedAttributes { get; init; }

    /// <summary>Those who signed this signer's signature value: old time stamps, repositories.</summary>
    public required IReadOnlyList<SignedMessageSigner> CounterSigners { get; init; }

    /// <summary>The attribute of a type; null when there is none. Several of one type count as none: RFC 5652 allows one instance.</summary>
    public MessageAttribute? SignedAttribute(string type)
    {
        MessageAttribute? found = null;
        foreach (var attribute in SignedAttributes)
        {
            if (attribute.Type == type)
            {
                if (found is not null)
                {
                    return null;
                }

                found = attribute;
            }
        }

        return found;
    }

    /// <summary>All values of the unsigned attributes of a type.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> UnsignedValues(string type) => UnsignedAttributes.Where(attribute => attribute.Type == type).SelectMany(attribute => attribute.Values);

    /// <summary>True when a certificate is the one that this signer names.</summary>
    public bool Names(Certificates.Certificate certificate) => SubjectKeyId.IsEmpty
        ? certificate.SerialNumber.Span.SequenceEqual(SerialNumber.Span) && certificate.Issuer.Encoded.Span.SequenceEqual(Issuer.Span)
        : certificate.SubjectKeyId.Span.SequenceEqual(SubjectKeyId.Span);
}
