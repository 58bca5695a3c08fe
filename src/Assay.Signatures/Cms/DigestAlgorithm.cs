using System.Security.Cryptography;

namespace Assay.Signatures.Cms;

/// <summary>The digests that signatures use.</summary>
internal enum DigestAlgorithm
{
    /// <summary>Another one, which is not computed here.</summary>
    Unknown,
    Md2,
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// <summary>Names and computes digests.</summary>
internal static class Digests
{
    public const int MaximumSize = 64;

    /// <summary>The algorithm of an object identifier (RFC 3370, RFC 5754).</summary>
    public static DigestAlgorithm FromObjectId(string identifier) => identifier switch
    {
        "1.2.840.113549.2.2" => DigestAlgorithm.Md2,
        "1.2.840.113549.2.5" => DigestAlgorithm.Md5,
        "1.3.14.3.2.26" => DigestAlgorithm.Sha1,
        "2.16.840.1.101.3.4.2.1" => DigestAlgorithm.Sha256,
        "2.16.840.1.101.3.4.2.2" => DigestAlgorithm.Sha384,
        "2.16.840.1.101.3.4.2.3" => DigestAlgorithm.Sha512,
        _ => DigestAlgorithm.Unknown,
    };

    /// <summary>The name as facts spell it, or the object identifier of a digest that is not known.</summary>
    public static string NameOf(string identifier) => NameOf(FromObjectId(identifier)) ?? identifier;

    /// <summary>The name as facts spell it; null for a digest that is not known.</summary>
    public static string? NameOf(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md2 => "md2",
        DigestAlgorithm.Md5 => "md5",
        DigestAlgorithm.Sha1 => "sha1",
        DigestAlgorithm.Sha256 => "sha256",
        DigestAlgorithm.Sha384 => "sha384",
        DigestAlgorithm.Sha512 => "sha512",
        _ => null,
    };

    /// <summary>True for digests whose collisions can be made.</summary>
    public static bool IsWeak(DigestAlgorithm algorithm) => algorithm is DigestAlgorithm.Md2 or DigestAlgorithm.Md5 or DigestAlgorithm.Sha1;

    /// <summary>The same algorithm as the base library names it; null for one that it does not compute.</summary>
    public static HashAlgorithmName? NameFor(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md5 => HashAlgorithmName.MD5,
        DigestAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        DigestAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        DigestAlgorithm.Sha384 => HashAlgorithmName.SHA384,
        DigestAlgorithm.Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Computes a digest; gives its size, 0 for an algorithm that is not computed here.</summary>
    public static int Compute(DigestAlgorithm algorithm, ReadOnlySpan<byte> data, Span<byte> digest) => NameFor(algorithm) is { } name ? CryptographicOperations.HashData(name, data, digest) : 0;
}
