using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Assay.TestInputs.Signing;

/// <summary>How a certificate is made; every member is a way to make it wrong.</summary>
public sealed record CertificateShape
{
    public required string Subject { get; init; }

    public DateTimeOffset NotBefore { get; init; } = TestAuthority.Start;

    public DateTimeOffset NotAfter { get; init; } = TestAuthority.Start.AddYears(20);

    /// <summary>Purposes by object identifier; null leaves the extension out.</summary>
    public IReadOnlyList<string>? Usages { get; init; }

    public bool IsAuthority { get; init; }

    public int? PathLength { get; init; }

    public X509KeyUsageFlags? KeyUsage { get; init; }

    /// <summary>RSA, ECDsa or DSA; null for an RSA key of 2048 bits that all tests share.</summary>
    public AsymmetricAlgorithm? Key { get; init; }

    public byte[] Serial { get; init; } = [0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe, 0x11, 0x22];

    public bool HasRevocationAddress { get; init; } = true;

    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Digest that the issuer signs with.</summary>
    public HashAlgorithmName Digest { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Elliptic curve parameters written out in place of the curve's name.</summary>
    public bool ExplicitCurve { get; init; }
}

/// <summary>A certificate with its key.</summary>
/// <param name="Encoded">The certificate in DER.</param>
/// <param name="Key">Its private key.</param>
/// <param name="Issuer">Who signed it; null when it signed itself.</param>
public sealed record TestCertificate(byte[] Encoded, AsymmetricAlgorithm Key, TestCertificate? Issuer)
{
    public X509Certificate2 Certificate { get; } = X509CertificateLoader.LoadCertificate(Encoded);

    public string Pem => Certificate.ExportCertificatePem();

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public string Thumbprint => Convert.ToHexStringLower(SHA256.HashData(Encoded));

    /// <summary>This certificate and its issuers, without the root.</summary>
    public IEnumerable<TestCertificate> Chain
    {
        get
        {
            for (var current = this; current is { Issuer: not null }; current = current.Issuer)
            {
                yield return current;
            }
        }
    }

    /// <summary>Signs data; the identifier of the algorithm follows from key, digest and padding.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data, HashAlgorithmName digest, bool pss = false) => Sign(Key, data, digest, pss);

    /// <summary>Signs data with a key.</summary>
    public static byte[] Sign(AsymmetricAlgorithm key, ReadOnlySpan<byte> data, HashAlgorithmName digest, bool pss) => key switch
    {
        RSA rsa => rsa.SignData(data, digest, pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
        ECDsa curve => curve.SignData(data, digest, DSASignatureFormat.Rfc3279DerSequence),
        DSA dsa => dsa.SignData(data.ToArray(), digest, DSASignatureFormat.Rfc3279DerSequence),
        _ => throw new NotSupportedException(),
    };
}
