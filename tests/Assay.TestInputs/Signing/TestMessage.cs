using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Assay.TestInputs.Signing;

/// <summary>How a time stamp is made.</summary>
public sealed record TestTimestamp
{
    public DateTimeOffset Time { get; init; } = TestAuthority.SigningTime;

    /// <summary>The old form: a counter-signature (PKCS#9) in place of a token (RFC 3161).</summary>
    public bool IsCounterSignature { get; init; }

    /// <summary>Attribute that holds the token; Authenticode has its own.</summary>
    public string Attribute { get; init; } = "1.2.840.113549.1.9.16.2.14";

    /// <summary>The authority; null for that of the signer's authority.</summary>
    public TestCertificate? Authority { get; init; }

    public HashAlgorithmName Digest { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Stamps something else than the signature.</summary>
    public bool StampsSomethingElse { get; init; }
}

/// <summary>Makes signed messages (RFC 5652); every member is a choice or a way to make one wrong.</summary>
public sealed record TestMessage
{
    public const string Data = "1.2.840.113549.1.7.1";

    public TestAuthority Authority { get; init; } = TestAuthority.Default;

    /// <summary>Who signs; null for the authority's publisher.</summary>
    public TestCertificate? Signer { get; init; }

    public string ContentType { get; init; } = Data;

    /// <summary>The content: octets for data, the whole encoded value for another type.</summary>
    public byte[] Content { get; init; } = "content"u8.ToArray();

    /// <summary>Leaves the content out.</summary>
    public bool IsDetached { get; init; }

    public HashAlgorithmName Digest { get; init; } = HashAlgorithmName.SHA256;

    public bool Pss { get; init; }

    /// <summary>Signs the content itself.</summary>
    public bool HasNoSignedAttributes { get; init; }

    /// <summary>Signed attributes besides content type and message digest: type and encoded value.</summary>
    public IReadOnlyList<(string Type, byte[] Value)> SignedAttributes { get; init; } = [];

    /// <summary>Unsigned attributes besides time stamps and counter-signature.</summary>
    public IReadOnlyList<(string Type, byte[] Value)> UnsignedAttributes { get; init; } = [];

    public IReadOnlyList<TestTimestamp> Timestamps { get; init; } = [];

    /// <summary>Who countersigns: its certificate and choices; content is ignored.</summary>
    public TestMessage? CounterSigner { get; init; }

    /// <summary>Certificates in the message; null for those of signer, counter-signer and old time stamps without the roots.</summary>
    public IReadOnlyList<TestCertificate>? Certificates { get; init; }

    /// <summary>Further certificates in the message.</summary>
    public IReadOnlyList<TestCertificate> MoreCertificates { get; init; } = [];

    public IReadOnlyList<byte[]> RevocationLists { get; init; } = [];

    /// <summary>Names the signer's certificate by its key in place of issuer and number.</summary>
    public bool NamesSignerByKey { get; init; }

    /// <summary>Replaces the message digest.</summary>
    public byte[]? MessageDigest { get; init; }

    private TestCertificate SigningCertificate => Signer ?? Authority.Signer;

    /// <summary>Makes the message.</summary>
    public byte[] Sign()
    {
        var signer = SignerInfo(Content, ContentType, ContentOctets(Content));
        return DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            writer.Sequence(() => writer.Sequence(() =>
            {
                writer.WriteInteger(ContentType == Data && !NamesSignerByKey ? 1 : 3);
                writer.Set(() => writer.Digest(Digest));
                WriteContent(writer);
                WriteSet(writer, 0, AllCertificates().DistinctBy(certificate => certificate.Thumbprint).Select(certificate => certificate.Encoded));
                WriteSet(writer, 1, RevocationLists);
                writer.Set(() => writer.WriteEncodedValue(signer));
            }), DerText.Context(0));
        }));
    }

    // Time-stamp information and NuGet's content stand in an octet string; what Authenticode and catalogues sign is a sequence of its own.
    private bool IsOctets => ContentType is Data or TimestampInfoType;

    private const string TimestampInfoType = "1.2.840.113549.1.9.16.1.4";

    private byte[] ContentOctets(byte[] content) => IsOctets ? content : new AsnReader(content, AsnEncodingRules.DER).PeekContentBytes().ToArray();

    private void WriteContent(AsnWriter writer) => writer.Sequence(() =>
    {
        writer.WriteObjectIdentifier(ContentType);
        if (!IsDetached)
        {
            writer.Sequence(() =>
            {
                if (IsOctets)
                {
                    writer.WriteOctetString(Content);
                }
                else
                {
                    writer.WriteEncodedValue(Content);
                }
            }, DerText.Context(0));
        }
    });

    private static void WriteSet(AsnWriter writer, int tag, IEnumerable<byte[]> values)
    {
        var all = values.ToArray();
        if (all.Length > 0)
        {
            writer.Set(() =>
            {
                foreach (var value in all)
                {
                    writer.WriteEncodedValue(value);
                }
            }, DerText.Context(tag));
        }
    }

    private IEnumerable<TestCertificate> AllCertificates() => (Certificates ??
    [
        .. SigningCertificate.Chain.DefaultIfEmpty(SigningCertificate),
        .. CounterSigner?.AllCertificates() ?? [],
        .. Timestamps.Where(stamp => stamp.IsCounterSignature).SelectMany(stamp => AuthorityOf(stamp).Chain),
    ]).Concat(MoreCertificates);

    private TestCertificate AuthorityOf(TestTimestamp stamp) => stamp.Authority ?? Authority.TimestampAuthority;

    // RFC 5652 5.3
    private byte[] SignerInfo(byte[] content, string? contentType, byte[] octets)
    {
        var certificate = SigningCertificate;
        var attributes = HasNoSignedAttributes ? null : Attributes(Signed(contentType, octets), 0);
        byte[] signed = attributes is null ? octets : [0x31, .. attributes.AsSpan(1)];
        var signature = certificate.Sign(signed, Digest, Pss);
        var unsigned = Attributes([.. UnsignedAttributes, .. Timestamps.Select(stamp => Stamp(stamp, signature)), .. Counter(signature)], 1);
        return DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.WriteInteger(NamesSignerByKey ? 3 : 1);
            if (NamesSignerByKey)
            {
                writer.WriteOctetString(certificate.Certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Span, new Asn1Tag(TagClass.ContextSpecific, 0));
            }
            else
            {
                writer.Sequence(() =>
                {
                    writer.WriteEncodedValue(certificate.Certificate.IssuerName.RawData);
                    writer.WriteInteger(certificate.Certificate.SerialNumberBytes.Span);
                });
            }

            writer.Digest(Digest);
            if (attributes is not null)
            {
                writer.WriteEncodedValue(attributes);
            }

            writer.SignatureAlgorithm(certificate.Key, Digest, Pss);
            writer.WriteOctetString(signature);
            if (unsigned is not null)
            {
                writer.WriteEncodedValue(unsigned);
            }
        }));
    }

    private IEnumerable<(string, byte[])> Signed(string? contentType, byte[] octets)
    {
        if (contentType is not null)
        {
            yield return ("1.2.840.113549.1.9.3", DerText.Encode(writer => writer.WriteObjectIdentifier(contentType)));
        }

        yield return ("1.2.840.113549.1.9.4", DerText.Encode(writer => writer.WriteOctetString(MessageDigest ?? CryptographicOperations.HashData(Digest, octets))));
        foreach (var attribute in SignedAttributes)
        {
            yield return attribute;
        }
    }

    private IEnumerable<(string, byte[])> Counter(byte[] signature) =>
        CounterSigner is { } counter ? [("1.2.840.113549.1.9.6", counter.SignerInfo(signature, null, signature))] : [];

    private (string, byte[]) Stamp(TestTimestamp stamp, byte[] signature)
    {
        var stamped = stamp.StampsSomethingElse ? [.. signature, 0] : signature;
        if (stamp.IsCounterSignature)
        {
            var counter = new TestMessage
            {
                Authority = Authority,
                Signer = AuthorityOf(stamp),
                Digest = stamp.Digest,
                SignedAttributes = [("1.2.840.113549.1.9.5", DerText.Encode(writer => writer.WriteUtcTime(stamp.Time)))],
            };
            return ("1.2.840.113549.1.9.6", counter.SignerInfo(stamped, Data, stamped));
        }

        var token = new TestMessage
        {
            Authority = Authority,
            Signer = AuthorityOf(stamp),
            Digest = stamp.Digest,
            ContentType = TimestampInfoType,
            Content = TimestampInfo(stamp, stamped),
        };
        return (stamp.Attribute, token.Sign());
    }

    // RFC 3161 2.4.2
    private static byte[] TimestampInfo(TestTimestamp stamp, byte[] stamped) => DerText.Encode(writer => writer.Sequence(() =>
    {
        writer.WriteInteger(1);
        writer.WriteObjectIdentifier("1.3.6.1.4.1.99999.1");
        writer.Sequence(() =>
        {
            writer.Digest(stamp.Digest);
            writer.WriteOctetString(CryptographicOperations.HashData(stamp.Digest, stamped));
        });
        writer.WriteInteger(4711);
        writer.WriteGeneralizedTime(stamp.Time, omitFractionalSeconds: true);
    }));

    // Attributes of one type stand together in one attribute; values and attributes are in the order of DER.
    private static byte[]? Attributes(IEnumerable<(string Type, byte[] Value)> attributes, int tag)
    {
        var all = attributes.ToArray();
        return all.Length == 0 ? null : DerText.Encode(writer => writer.Set(() =>
        {
            foreach (var group in all.GroupBy(attribute => attribute.Type))
            {
                writer.Sequence(() =>
                {
                    writer.WriteObjectIdentifier(group.Key);
                    writer.Set(() =>
                    {
                        foreach (var (_, value) in group)
                        {
                            writer.WriteEncodedValue(value);
                        }
                    });
                });
            }
        }, DerText.Context(tag)));
    }
}
