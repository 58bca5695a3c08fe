using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Assay.Signatures.StrongNames;

/// <summary>The public key of an assembly: algorithms, then an RSA key in the form of CryptoAPI (ECMA-335 II.6.2.1.3; PUBLICKEYSTRUC, RSAPUBKEY). Thread-safe.</summary>
internal sealed class PublicKeyBlob
{
    private const uint Sha1 = 0x8004;
    private const uint Sha256 = 0x800C;
    private const uint Sha384 = 0x800D;
    private const uint Sha512 = 0x800E;
    private const int Header = 12;
    private const int KeyHeader = 20;

    // CryptoAPI makes keys of 384 to 16384 bits.
    private const int MaximumBits = 16384;

    private readonly Lock _lock = new();
    private readonly RSAParameters _parameters;
    private RSA? _key;

    private PublicKeyBlob(HashAlgorithmName digest, int bits, RSAParameters parameters)
    {
        Digest = digest;
        Bits = bits;
        _parameters = parameters;
    }

    /// <summary>The key of the standard: a placeholder for the key of the runtime (ECMA-335 II.6.2.1.3).</summary>
    public static ReadOnlySpan<byte> Ecma => [0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The algorithm that images are hashed with for this key.</summary>
    public HashAlgorithmName Digest { get; }

    public int Bits { get; }

    /// <summary>Bytes of a signature.</summary>
    public int SignatureSize => _parameters.Modulus!.Length;

    /// <summary>Reads a key; null when it is none, or its algorithms are not known.</summary>
    public static PublicKeyBlob? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header + KeyHeader || U32(bytes, 8) != bytes.Length - Header || bytes[Header] != 6 || !bytes[(Header + 8)..].StartsWith("RSA1"u8)
            || U32(bytes, 0) is not (0 or 0x2400) || DigestOf(U32(bytes, 4)) is not { } digest)
        {
            return null;
        }

        var bits = U32(bytes, Header + 12);
        var modulus = bytes[(Header + KeyHeader)..];
        if (bits > MaximumBits || bits / 8 != modulus.Length || bits < 384)
        {
            return null;
        }

        // CryptoAPI writes numbers from the lowest byte on, everything else from the highest.
        return new PublicKeyBlob(digest, (int)bits, new RSAParameters { Modulus = Reversed(modulus), Exponent = Reversed(bytes.Slice(Header + 16, 4).TrimEnd((byte)0)) });
    }

    /// <summary>The token of a key as names of assemblies have it: the last eight bytes of its SHA-1 digest from the last one on (ECMA-335 II.6.3).</summary>
    public static string Token(ReadOnlySpan<byte> encoded)
    {
        var token = CryptographicOperations.HashData(HashAlgorithmName.SHA1, encoded).AsSpan()[^8..];
        token.Reverse();
        return Convert.ToHexStringLower(token);
    }

    /// <summary>True when the signature (PKCS#1 v1.5, lowest byte first) fits the digest; null when the platform cannot use the key.</summary>
    public bool? Verify(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        try
        {
            // The base library does not promise that one key object serves several threads at once; making one costs three times what it does.
            lock (_lock)
            {
                _key ??= RSA.Create(_parameters);
                return _key.VerifyHash(digest, Reversed(signature), Digest, RSASignaturePadding.Pkcs1);
            }
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The key as facts write it: <c>rsa-2048</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"rsa-{Bits}");

    private static HashAlgorithmName? DigestOf(uint algorithm) => algorithm switch
    {
        0 or Sha1 => HashAlgorithmName.SHA1,
        Sha256 => HashAlgorithmName.SHA256,
        Sha384 => HashAlgorithmName.SHA384,
        Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static byte[] Reversed(ReadOnlySpan<byte> bytes)
    {
        var reversed = bytes.ToArray();
        Array.Reverse(reversed);
        return reversed;
    }

    private static uint U32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
