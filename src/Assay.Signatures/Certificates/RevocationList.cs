using System.Formats.Asn1;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>A certificate revocation list (RFC 5280 5), decoded.</summary>
public sealed class RevocationList
{
    private const int MaximumBytes = 64 * 1024 * 1024;

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0);

    private readonly Dictionary<string, Revocation> _revoked;

    private RevocationList(DistinguishedName issuer, ReadOnlyMemory<byte> toBeSigned, SignatureAlgorithm algorithm, ReadOnlyMemory<byte> signature, Dictionary<string, Revocation> revoked)
    {
        Issuer = issuer;
        ToBeSigned = toBeSigned;
        Algorithm = algorithm;
        Signature = signature;
        _revoked = revoked;
    }

    internal DistinguishedName Issuer { get; }

    internal ReadOnlyMemory<byte> ToBeSigned { get; }

    internal SignatureAlgorithm Algorithm { get; }

    internal ReadOnlyMemory<byte> Signature { get; }

    /// <summary>SHA-256 of what is signed and of the signature, hexadecimal.</summary>
    internal string Digest => Convert.ToHexStringLower(SHA256.HashData([.. ToBeSigned.Span, .. Signature.Span]));

    /// <summary>Reads a list in DER or PEM.</summary>
    /// <exception cref="FormatException">It is broken or larger than 64 MiB.</exception>
    public static RevocationList Read(ReadOnlyMemory<byte> file)
    {
        if (file.Span.TrimStart(" \r\n\t"u8).StartsWith("-----BEGIN"u8) || (file.Length > 0 && file.Span[0] != 0x30))
        {
            var text = System.Text.Encoding.ASCII.GetString(file.Span);
            if (!PemEncoding.TryFind(text, out var fields) || text[fields.Label] != "X509 CRL")
            {
                throw new FormatException("The file is neither a revocation list in DER nor in PEM.");
            }

            file = Convert.FromBase64String(text[fields.Base64Data]);
        }

        return TryRead(file) ?? throw new FormatException("The revocation list cannot be read.");
    }

    /// <summary>Reads a list in DER; null when it is broken or too large.</summary>
    internal static RevocationList? TryRead(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.Length > MaximumBytes)
        {
            return null;
        }

        try
        {
            return ReadList(encoded);
        }
        catch (Exception exception) when (exception is AsnContentException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>What the list says about a certificate of its issuer; null when it is not on it.</summary>
    internal Revocation? Find(Certificate certificate) => _revoked.TryGetValue(certificate.Serial, out var revocation) ? revocation : null;

    // CertificateList { tbsCertList, signatureAlgorithm, signatureValue }
    // TBSCertList { version?, signature, issuer, thisUpdate, nextUpdate?, revokedCertificates?, [0] crlExtensions? }
    private static RevocationList ReadList(ReadOnlyMemory<byte> encoded)
    {
        var outer = new AsnReader(encoded, AsnEncodingRules.DER);
        var reader = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var toBeSigned = reader.PeekEncodedValue();
        var body = reader.ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            body.ReadInteger();
        }

        SignatureAlgorithm.Read(body);
        var issuer = DistinguishedName.Read(body.ReadEncodedValue());
        CertificateReader.ReadTime(body);
        if (body.HasData && body.PeekTag() is { TagClass: TagClass.Universal, TagValue: (int)UniversalTagNumber.UtcTime or (int)UniversalTagNumber.GeneralizedTime })
        {
            CertificateReader.ReadTime(body);
        }

        var revoked = new Dictionary<string, Revocation>(StringComparer.Ordinal);
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            ReadEntries(body.ReadSequence(), revoked);
        }

        if (body.HasData && body.PeekTag().HasSameClassAndValue(Extensions))
        {
            body.ReadEncodedValue();
        }

        body.ThrowIfNotEmpty();
        var algorithm = SignatureAlgorithm.Read(reader);
        var signature = reader.TryReadPrimitiveBitString(out var unused, out var value) && unused == 0 ? value : throw new AsnContentException();
        reader.ThrowIfNotEmpty();
        return new RevocationList(issuer, toBeSigned, algorithm, signature, revoked);
    }

    // { userCertificate, revocationDate, crlEntryExtensions? }
    private static void ReadEntries(AsnReader entries, Dictionary<string, Revocation> revoked)
    {
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = entry.ReadIntegerBytes();
            var date = CertificateReader.ReadTime(entry);
            var reason = RevocationReason.Unspecified;
            if (entry.HasData)
            {
                var extensions = entry.ReadSequence();
                while (extensions.HasData)
                {
                    var extension = extensions.ReadSequence();
                    if (extension.ReadObjectIdentifier() == ObjectIds.RevocationReason)
                    {
                        if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
                        {
                            extension.ReadBoolean();
                        }

                        reason = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER).ReadEnumeratedValue<RevocationReason>();
                    }
                }
            }

            var digits = Convert.ToHexStringLower(serial.Length > 1 && serial.Span[0] == 0 ? serial.Span[1..] : serial.Span);
            if (reason != RevocationReason.RemoveFromList)
            {
                revoked[digits] = new Revocation(date, reason);
            }
        }
    }
}

/// <summary>When and why a certificate was revoked.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Revocation(DateTimeOffset At, RevocationReason Reason)
{
    /// <summary>True when the private key is in other hands.</summary>
    public bool IsKeyCompromise => Reason is RevocationReason.KeyCompromise or RevocationReason.AttributeAuthorityCompromise or RevocationReason.AuthorityCompromise;

    /// <summary>The reason as facts spell it.</summary>
    public string ReasonName => Reason switch
    {
        RevocationReason.KeyCompromise => "key-compromise",
        RevocationReason.AuthorityCompromise => "authority-compromise",
        RevocationReason.AffiliationChanged => "affiliation-changed",
        RevocationReason.Superseded => "superseded",
        RevocationReason.CessationOfOperation => "cessation-of-operation",
        RevocationReason.CertificateHold => "certificate-hold",
        RevocationReason.PrivilegeWithdrawn => "privilege-withdrawn",
        RevocationReason.AttributeAuthorityCompromise => "attribute-authority-compromise",
        _ => "unspecified",
    };
}

/// <summary>Reasons (RFC 5280 5.3.1).</summary>
internal enum RevocationReason
{
    Unspecified = 0,
    KeyCompromise = 1,
    AuthorityCompromise = 2,
    AffiliationChanged = 3,
    Superseded = 4,
    CessationOfOperation = 5,
    CertificateHold = 6,
    RemoveFromList = 8,
    PrivilegeWithdrawn = 9,
    AttributeAuthorityCompromise = 10,
}
