using System.Formats.Asn1;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>Decodes certificates (RFC 5280 4.1).</summary>
internal static class CertificateReader
{
    private const int MaximumExtensions = 64;
    private const int MaximumItems = 64;

    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 3);
    private static readonly Asn1Tag KeyIdentifier = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag UniformResourceIdentifier = new(TagClass.ContextSpecific, 6);

    public static Certificate? TryRead(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            return Read(encoded);
        }
        catch (Exception exception) when (exception is AsnContentException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    // Certificate { tbsCertificate, signatureAlgorithm, signatureValue }
    // TBSCertificate { [0] version, serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo, [1] issuerUniqueID?, [2] subjectUniqueID?, [3] extensions? }
    private static Certificate Read(ReadOnlyMemory<byte> encoded)
    {
        // RFC 5280 4.1 asks for DER. The outer structure is held to it; authorities have issued names and extensions that are not quite.
        var outer = new AsnReader(encoded, AsnEncodingRules.DER);
        var reader = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var toBeSigned = reader.PeekEncodedValue();
        var body = reader.ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(Version))
        {
            body.ReadEncodedValue();
        }

        var serial = body.ReadIntegerBytes();
        var innerAlgorithm = body.PeekEncodedValue();
        var algorithm = SignatureAlgorithm.Read(body);
        var issuer = DistinguishedName.Read(body.ReadEncodedValue());
        var validity = body.ReadSequence();
        var notBefore = ReadTime(validity);
        var notAfter = ReadTime(validity);
        var subject = DistinguishedName.Read(body.ReadEncodedValue());
        var key = PublicKey.Read(body.ReadEncodedValue());
        var extensions = CertificateExtensions.None;
        while (body.HasData)
        {
            var tag = body.PeekTag();
            if (tag.HasSameClassAndValue(Extensions))
            {
                extensions = ReadExtensions(body.ReadSequence(Extensions).ReadSequence());
            }
            else
            {
                body.ReadEncodedValue();
            }
        }

        // RFC 5280 4.1.1.2: both algorithm fields are the same, else the outer one could be swapped.
        if (!reader.PeekEncodedValue().Span.SequenceEqual(innerAlgorithm.Span))
        {
            throw new AsnContentException();
        }

        reader.ReadEncodedValue();
        var signature = reader.TryReadPrimitiveBitString(out var unused, out var value) && unused == 0 ? value : throw new AsnContentException();
        reader.ThrowIfNotEmpty();
        return new Certificate
        {
            Encoded = encoded,
            ToBeSigned = toBeSigned,
            SerialNumber = serial,
            Issuer = issuer,
            Subject = subject,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Key = key,
            Algorithm = algorithm,
            Signature = signature,
            Extensions = extensions,
        };
    }

    /// <summary>Reads a Time: UTCTime until 2049 (two digits of the year, 50 to 99 are 19xx), GeneralizedTime after (RFC 5280 4.1.2.5).</summary>
    public static DateTimeOffset ReadTime(AsnReader reader) => reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    private static CertificateExtensions ReadExtensions(AsnReader list)
    {
        var read = CertificateExtensions.None;
        for (var i = 0; list.HasData; i++)
        {
            if (i == MaximumExtensions)
            {
                throw new AsnContentException();
            }

            var extension = list.ReadSequence();
            var type = extension.ReadObjectIdentifier();
            var isCritical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            var value = extension.ReadOctetString();
            read = Add(read, type, isCritical, new AsnReader(value, AsnEncodingRules.BER));
        }

        return read;
    }

    private static CertificateExtensions Add(CertificateExtensions read, string type, bool isCritical, AsnReader value)
    {
        switch (type)
        {
            case ObjectIds.SubjectKeyId:
                return read with { SubjectKeyId = value.ReadOctetString() };
            case ObjectIds.AuthorityKeyId:
                var authority = value.ReadSequence();
                return authority.HasData && authority.PeekTag().HasSameClassAndValue(KeyIdentifier) ? read with { AuthorityKeyId = authority.ReadOctetString(KeyIdentifier) } : read;
            case ObjectIds.KeyUsage:
                return read with { KeyUsage = ReadBits(value) };
            case ObjectIds.BasicConstraints:
                var constraints = value.ReadSequence();
                var isAuthority = constraints.HasData && constraints.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && constraints.ReadBoolean();
                return read with { IsAuthority = isAuthority, PathLength = constraints.HasData && constraints.TryReadInt32(out var length) ? length : null };
            case ObjectIds.ExtendedKeyUsage:
                return read with { Usages = ReadIdentifiers(value.ReadSequence()), UsagesAreCritical = isCritical };
            case ObjectIds.CertificatePolicies:
                return read with { Policies = ReadPolicies(value.ReadSequence()) };
            case ObjectIds.RevocationListAddresses:
                return read with { HasRevocationAddress = true };
            case ObjectIds.AuthorityInformation:
                return NamesOcsp(value.ReadSequence()) ? read with { HasRevocationAddress = true } : read;
            default:
                return read;
        }
    }

    private static int ReadBits(AsnReader value)
    {
        var bits = 0;
        var octets = value.ReadBitString(out _);
        for (var i = 0; i < Math.Min(octets.Length * 8, 9); i++)
        {
            bits |= (octets[i / 8] & (0x80 >> (i % 8))) != 0 ? 1 << i : 0;
        }

        return bits;
    }

    private static List<string> ReadIdentifiers(AsnReader list)
    {
        var identifiers = new List<string>();
        while (list.HasData && identifiers.Count < MaximumItems)
        {
            identifiers.Add(list.ReadObjectIdentifier());
        }

        return identifiers;
    }

    private static List<string> ReadPolicies(AsnReader list)
    {
        var policies = new List<string>();
        while (list.HasData && policies.Count < MaximumItems)
        {
            policies.Add(list.ReadSequence().ReadObjectIdentifier());
        }

        return policies;
    }

    // RFC 5280 4.2.2.1: SEQUENCE OF { accessMethod, accessLocation }
    private static bool NamesOcsp(AsnReader list)
    {
        for (var i = 0; list.HasData && i < MaximumItems; i++)
        {
            var access = list.ReadSequence();
            if (access.ReadObjectIdentifier() == ObjectIds.OcspAddress && access.PeekTag().HasSameClassAndValue(UniformResourceIdentifier))
            {
                return true;
            }
        }

        return false;
    }
}
