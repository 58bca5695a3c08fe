using System.Security.Cryptography;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>An X.509 certificate (RFC 5280), decoded. Nothing in it is verified.</summary>
internal sealed class Certificate
{
    private string? _thumbprint;

    internal Certificate()
    {
    }

    public required ReadOnlyMemory<byte> Encoded { get; init; }

    /// <summary>What the issuer signed.</summary>
    public required ReadOnlyMemory<byte> ToBeSigned { get; init; }

    /// <summary>The content of the integer, with its sign.</summary>
    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    public required DistinguishedName Issuer { get; init; }

    public required DistinguishedName Subject { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required PublicKey Key { get; init; }

    /// <summary>How the issuer signed.</summary>
    public required SignatureAlgorithm Algorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    public required CertificateExtensions Extensions { get; init; }

    /// <summary>Key identifier of the subject; empty when the certificate names none.</summary>
    public ReadOnlyMemory<byte> SubjectKeyId => Extensions.SubjectKeyId;

    /// <summary>True when subject and issuer are the same.</summary>
    public bool IsSelfIssued => Issuer.Matches(Subject);

    /// <summary>SHA-256 of the certificate in lower-case hexadecimal digits.</summary>
    public string Thumbprint => _thumbprint ??= Convert.ToHexStringLower(SHA256.HashData(Encoded.Span));

    /// <summary>The serial number in lower-case hexadecimal digits, without a leading zero octet.</summary>
    public string Serial => Convert.ToHexStringLower(SerialNumber.Length > 1 && SerialNumber.Span[0] == 0 ? SerialNumber.Span[1..] : SerialNumber.Span);

    /// <summary>Reads a certificate that fills <paramref name="encoded"/>; null when it is broken.</summary>
    public static Certificate? TryRead(ReadOnlyMemory<byte> encoded) => CertificateReader.TryRead(encoded);
}

/// <summary>What the extensions of a certificate say (RFC 5280 4.2).</summary>
internal sealed record CertificateExtensions
{
    public static CertificateExtensions None { get; } = new();

    public ReadOnlyMemory<byte> SubjectKeyId { get; init; }

    public ReadOnlyMemory<byte> AuthorityKeyId { get; init; }

    /// <summary>Purposes by object identifier; null when the certificate limits none.</summary>
    public IReadOnlyList<string>? Usages { get; init; }

    /// <summary>True when the purposes must be understood.</summary>
    public bool UsagesAreCritical { get; init; }

    /// <summary>Null when the certificate does not say.</summary>
    public bool? IsAuthority { get; init; }

    /// <summary>How many authorities may follow; null for any number.</summary>
    public int? PathLength { get; init; }

    /// <summary>Key usage bits, the first bit (digital signature) as 1; null when the certificate limits none.</summary>
    public int? KeyUsage { get; init; }

    public bool HasRevocationAddress { get; init; }

    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>True when the key may sign data; a certificate that says nothing allows it.</summary>
    public bool MaySign => KeyUsage is not { } usage || (usage & (KeyUsages.DigitalSignature | KeyUsages.NonRepudiation)) != 0;

    /// <summary>True when the key may sign certificates; a certificate that says nothing allows it.</summary>
    public bool MaySignCertificates => KeyUsage is not { } usage || (usage & KeyUsages.CertificateSign) != 0;

    /// <summary>True when the certificate allows a purpose or limits none.</summary>
    public bool Allows(string usage) => Usages is null || Usages.Contains(usage, StringComparer.Ordinal) || Usages.Contains(ObjectIds.AnyUsage, StringComparer.Ordinal);
}

/// <summary>Bits of the key usage (RFC 5280 4.2.1.3), the first one lowest.</summary>
internal static class KeyUsages
{
    public const int DigitalSignature = 1;
    public const int NonRepudiation = 2;
    public const int CertificateSign = 32;
    public const int RevocationListSign = 64;
}
