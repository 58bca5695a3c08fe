using System.Formats.Asn1;
using Assay.Signatures.Certificates;

namespace Assay.Signatures.Cms;

/// <summary>Decodes messages. The depth is what the format itself has; nothing is followed beyond it.</summary>
internal sealed class SignedMessageReader
{
    private const int MaximumSigners = 16;
    private const int MaximumCertificates = 128;
    private const int MaximumAttributes = 64;
    private const int MaximumValues = 64;
    private const int MaximumRevocationData = 32;

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag OtherRevocationInfo = new(TagClass.ContextSpecific, 1);

    private readonly SortedSet<string> _irregularities = new(StringComparer.Ordinal);

    private SignedMessageReader()
    {
    }

    public static SignedMessage? TryRead(ReadOnlyMemory<byte> encoded, out int length, out string? reason)
    {
        length = 0;
        reason = null;
        if (encoded.Length > SignedMessage.MaximumBytes)
        {
            reason = $"The signature has {encoded.Length} bytes; more than {SignedMessage.MaximumBytes} are not read.";
            return null;
        }

        try
        {
            // RFC 5652 3: ContentInfo { contentType, [0] EXPLICIT content }
            var reader = new AsnReader(encoded, AsnEncodingRules.BER);
            var whole = reader.ReadEncodedValue();
            length = whole.Length;
            var info = new AsnReader(whole, AsnEncodingRules.BER).ReadSequence();
            if (info.ReadObjectIdentifier() != ObjectIds.SignedData)
            {
                reason = "The structure is not a signed message.";
                return null;
            }

            var explicitContent = info.ReadSequence(Context0);
            info.ThrowIfNotEmpty();
            var message = new SignedMessageReader().ReadSignedData(explicitContent.ReadSequence());
            explicitContent.ThrowIfNotEmpty();
            return message;
        }
        catch (MessageLimitException exception)
        {
            reason = exception.Message;
        }
        catch (Exception exception) when (exception is AsnContentException or InvalidOperationException or ArgumentException or OverflowException)
        {
            reason = "The signature is not a valid CMS structure.";
        }

        return null;
    }

    // RFC 5652 5.1: SignedData { version, digestAlgorithms, encapContentInfo, [0] certificates?, [1] crls?, signerInfos }
    private SignedMessage ReadSignedData(AsnReader data)
    {
        var isVersionRead = data.TryReadInt32(out var version);
        var digests = ReadDigests(data.ReadSetOf());
        var encapsulated = data.ReadSequence();
        var contentType = encapsulated.ReadObjectIdentifier();
        var (encodedContent, content) = ReadContent(encapsulated, contentType);
        var certificates = new List<Certificate>();
        var unreadable = 0;
        if (data.HasData && data.PeekTag().HasSameClassAndValue(Context0))
        {
            unreadable = ReadCertificates(data.ReadSetOf(Context0), certificates);
        }

        var lists = new List<ReadOnlyMemory<byte>>();
        var responses = new List<ReadOnlyMemory<byte>>();
        if (data.HasData && data.PeekTag().HasSameClassAndValue(Context1))
        {
            ReadRevocationData(data.ReadSetOf(Context1), lists, responses);
        }

        var signers = ReadSigners(data.ReadSetOf(), allowCounterSigners: true);
        data.ThrowIfNotEmpty();
        Expect(isVersionRead && IsExpected(version, contentType, signers), "version");
        Expect(signers.TrueForAll(signer => digests.Contains(signer.Digest)), "digest-algorithms");
        return new SignedMessage
        {
            ContentType = contentType,
            Content = content,
            EncodedContent = encodedContent,
            Signers = signers,
            Certificates = certificates,
            UnreadableCertificates = unreadable,
            RevocationLists = lists,
            OcspResponses = responses,
            Irregularities = [.. _irregularities],
        };
    }

    // RFC 5652 5.2 has an octet string here; PKCS#7, Authenticode and catalogues any type, whose content octets are hashed (RFC 5652 5.2.1).
    private static (ReadOnlyMemory<byte> Encoded, ReadOnlyMemory<byte> Content) ReadContent(AsnReader encapsulated, string contentType)
    {
        if (!encapsulated.HasData)
        {
            return default;
        }

        var wrapper = encapsulated.ReadSequence(Context0);
        encapsulated.ThrowIfNotEmpty();
        if (!wrapper.HasData)
        {
            return default;
        }

        var encoded = wrapper.PeekEncodedValue();
        if (wrapper.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString))
        {
            var octets = wrapper.TryReadPrimitiveOctetString(out var primitive) ? primitive : wrapper.ReadOctetString();
            wrapper.ThrowIfNotEmpty();
            return (encoded, octets);
        }

        if (contentType is ObjectIds.Data or ObjectIds.TimestampInfo)
        {
            throw new AsnContentException();
        }

        var content = wrapper.PeekContentBytes();
        wrapper.ReadEncodedValue();
        wrapper.ThrowIfNotEmpty();
        return (encoded, content);
    }

    private static int ReadCertificates(AsnReader set, List<Certificate> certificates)
    {
        var unreadable = 0;
        while (set.HasData)
        {
            // RFC 5652 10.2.2: other choices (attribute certificates and the like) are tagged.
            var tag = set.PeekTag();
            var encoded = set.ReadEncodedValue();
            if (tag != Asn1Tag.Sequence)
            {
                continue;
            }

            if (certificates.Count + unreadable == MaximumCertificates)
            {
                throw new MessageLimitException($"The signature holds more than {MaximumCertificates} certificates.");
            }

            if (Certificate.TryRead(encoded) is { } certificate)
            {
                certificates.Add(certificate);
            }
            else
            {
                unreadable++;
            }
        }

        return unreadable;
    }

    // What no signature covers and no verifier needs: it is not refused, but it is told.
    private void Expect(bool holds, string irregularity)
    {
        if (!holds)
        {
            _irregularities.Add(irregularity);
        }
    }

    // RFC 5652 5.1: 1 for data that signers name by issuer and number, 3 for other content; PKCS#7 has 1 for all content, and 4 and 5 have certificates of other kinds.
    private static bool IsExpected(int version, string contentType, List<SignedMessageSigner> signers) => contentType switch
    {
        ObjectIds.Data => version == (signers.TrueForAll(signer => signer.SubjectKeyId.IsEmpty) ? 1 : 3),
        ObjectIds.TimestampInfo => version == 3,
        _ => version is 1 or 3,
    };

    private HashSet<string> ReadDigests(AsnReader set)
    {
        var digests = new HashSet<string>(StringComparer.Ordinal);
        while (set.HasData)
        {
            if (digests.Count == MaximumSigners)
            {
                throw new MessageLimitException($"The signature names more than {MaximumSigners} digests.");
            }

            digests.Add(ReadDigest(set));
        }

        return digests;
    }

    // RFC 5754 2: parameters are absent or null.
    private string ReadDigest(AsnReader reader)
    {
        var algorithm = reader.ReadSequence();
        var identifier = algorithm.ReadObjectIdentifier();
        Expect(!algorithm.HasData || algorithm.ReadEncodedValue().Span is [0x05, 0x00], "algorithm-parameters");
        algorithm.ThrowIfNotEmpty();
        return identifier;
    }

    // RFC 5652 10.2.1, RFC 5940 2.1: a CertificateList, or [1] { type, info }.
    private static void ReadRevocationData(AsnReader set, List<ReadOnlyMemory<byte>> lists, List<ReadOnlyMemory<byte>> responses)
    {
        while (set.HasData)
        {
            if (lists.Count + responses.Count == MaximumRevocationData)
            {
                throw new MessageLimitException($"The signature holds more than {MaximumRevocationData} revocation lists.");
            }

            if (!set.PeekTag().HasSameClassAndValue(OtherRevocationInfo))
            {
                lists.Add(set.ReadEncodedValue());
                continue;
            }

            var other = set.ReadSequence(OtherRevocationInfo);
            if (other.ReadObjectIdentifier() == ObjectIds.OcspInRevocationData)
            {
                responses.Add(other.ReadEncodedValue());
            }
        }
    }

    private List<SignedMessageSigner> ReadSigners(AsnReader set, bool allowCounterSigners)
    {
        var signers = new List<SignedMessageSigner>();
        while (set.HasData)
        {
            if (signers.Count == MaximumSigners)
            {
                throw new MessageLimitException($"The signature has more than {MaximumSigners} signers.");
            }

            signers.Add(ReadSigner(set.ReadSequence(), allowCounterSigners));
        }

        return signers;
    }

    // RFC 5652 5.3: SignerInfo { version, sid, digestAlgorithm, [0] signedAttrs?, signatureAlgorithm, signature, [1] unsignedAttrs? }
    private SignedMessageSigner ReadSigner(AsnReader info, bool allowCounterSigners)
    {
        var isVersionRead = info.TryReadInt32(out var version);
        ReadOnlyMemory<byte> issuer = default, serial = default, keyId = default;
        if (info.PeekTag().HasSameClassAndValue(Context0))
        {
            keyId = info.ReadOctetString(Context0);
        }
        else
        {
            var identifier = info.ReadSequence();
            issuer = identifier.ReadEncodedValue();
            serial = identifier.ReadIntegerBytes();
            identifier.ThrowIfNotEmpty();
        }

        // RFC 5652 5.3: version 1 names the certificate by issuer and number, version 3 by its key.
        Expect(isVersionRead && version == (keyId.IsEmpty ? 1 : 3), "signer-version");
        var digest = ReadDigest(info);
        ReadOnlyMemory<byte> signedEncoded = default;
        IReadOnlyList<MessageAttribute> signed = [];
        if (info.HasData && info.PeekTag().HasSameClassAndValue(Context0))
        {
            signedEncoded = info.PeekEncodedValue();
            signed = ReadAttributes(info.ReadSetOf(Context0));
        }

        var algorithm = SignatureAlgorithm.Read(info, out var hasPlainParameters);
        Expect(hasPlainParameters, "algorithm-parameters");
        var signature = info.ReadOctetString();
        IReadOnlyList<MessageAttribute> unsigned = [];
        if (info.HasData && info.PeekTag().HasSameClassAndValue(Context1))
        {
            unsigned = ReadAttributes(info.ReadSetOf(Context1));
        }

        info.ThrowIfNotEmpty();
        return new SignedMessageSigner
        {
            Issuer = issuer,
            SerialNumber = serial,
            SubjectKeyId = keyId,
            Digest = digest,
            Algorithm = algorithm,
            Signature = signature,
            SignedAttributesEncoded = signedEncoded,
            SignedAttributes = signed,
            UnsignedAttributes = unsigned,
            CounterSigners = allowCounterSigners ? ReadCounterSigners(unsigned) : [],
        };
    }

    private List<SignedMessageSigner> ReadCounterSigners(IReadOnlyList<MessageAttribute> attributes)
    {
        List<SignedMessageSigner>? signers = null;
        foreach (var attribute in attributes)
        {
            if (attribute.Type != ObjectIds.CounterSignature)
            {
                continue;
            }

            foreach (var value in attribute.Values)
            {
                signers ??= [];
                if (signers.Count == MaximumSigners)
                {
                    throw new MessageLimitException($"The signature has more than {MaximumSigners} counter-signatures.");
                }

                signers.Add(ReadSigner(new AsnReader(value, AsnEncodingRules.BER).ReadSequence(), allowCounterSigners: false));
            }
        }

        return signers ?? [];
    }

    private static List<MessageAttribute> ReadAttributes(AsnReader set)
    {
        var attributes = new List<MessageAttribute>();
        while (set.HasData)
        {
            if (attributes.Count == MaximumAttributes)
            {
                throw new MessageLimitException($"A signer has more than {MaximumAttributes} attributes.");
            }

            var attribute = set.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            var valueSet = attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
            var values = new List<ReadOnlyMemory<byte>>(1);
            while (valueSet.HasData)
            {
                if (values.Count == MaximumValues)
                {
                    throw new MessageLimitException($"An attribute has more than {MaximumValues} values.");
                }

                values.Add(valueSet.ReadEncodedValue());
            }

            attributes.Add(new MessageAttribute(type, values));
        }

        return attributes;
    }
}

/// <summary>A limit of the format's reader; its message is for the report.</summary>
internal sealed class MessageLimitException(string message) : Exception(message);
