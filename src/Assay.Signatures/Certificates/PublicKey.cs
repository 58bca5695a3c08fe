using System.Formats.Asn1;
using System.Security.Cryptography;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>The key of a certificate or root (RFC 5280 4.1.2.7). Thread-safe.</summary>
internal sealed class PublicKey
{
    // What OpenSSL verifies with: a longer modulus or exponent costs seconds.
    private const int MaximumRsaBits = 16384;
    private const int MaximumExponentBytes = 8;
    private const int WeakRsaBits = 2048;
    private const int WeakCurveBits = 224;

    private readonly Lock _lock = new();
    private AsymmetricAlgorithm? _key;
    private bool _isUnusable;

    /// <summary>The SubjectPublicKeyInfo.</summary>
    public required ReadOnlyMemory<byte> Encoded { get; init; }

    /// <summary>The key itself, the content of the bit string.</summary>
    public ReadOnlyMemory<byte> KeyBits
    {
        get
        {
            var info = new AsnReader(Encoded, AsnEncodingRules.BER).ReadSequence();
            info.ReadSequence();
            return info.ReadBitString(out _);
        }
    }

    /// <summary>The scheme family: <see cref="SignatureScheme.RsaPkcs1"/> stands for all of RSA.</summary>
    public required SignatureScheme Family { get; init; }

    /// <summary>Size in bits; 0 when it is not known.</summary>
    public required int Bits { get; init; }

    /// <summary>As facts spell it: <c>rsa-2048</c>, <c>ecdsa-p256</c>.</summary>
    public required string Name { get; init; }

    /// <summary>True for an elliptic curve whose parameters are written out in place of its name.</summary>
    public required bool HasExplicitCurve { get; init; }

    /// <summary>True when it can be broken today: RSA below 2048 bits, curves below 224, DSA.</summary>
    public bool IsWeak => Family switch
    {
        SignatureScheme.RsaPkcs1 => Bits < WeakRsaBits,
        SignatureScheme.Ecdsa => Bits is > 0 and < WeakCurveBits,
        SignatureScheme.Dsa => true,
        _ => false,
    };

    /// <summary>Reads a SubjectPublicKeyInfo.</summary>
    /// <exception cref="AsnContentException">The encoding is broken.</exception>
    public static PublicKey Read(ReadOnlyMemory<byte> encoded)
    {
        var info = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        var algorithm = info.ReadSequence();
        var identifier = algorithm.ReadObjectIdentifier();
        var parameters = algorithm.HasData ? algorithm.ReadEncodedValue() : default;
        var key = info.ReadBitString(out _);
        info.ThrowIfNotEmpty();
        return identifier switch
        {
            ObjectIds.Rsa or ObjectIds.RsaPss => ReadRsa(encoded, key),
            ObjectIds.EllipticCurve => ReadCurve(encoded, parameters, key),
            ObjectIds.Dsa => new PublicKey { Encoded = encoded, Family = SignatureScheme.Dsa, Bits = DsaBits(parameters), Name = $"dsa-{DsaBits(parameters)}", HasExplicitCurve = false },
            _ => new PublicKey { Encoded = encoded, Family = SignatureScheme.Unknown, Bits = 0, Name = identifier, HasExplicitCurve = false },
        };
    }

    /// <summary>Checks a signature value over a digest; null when the scheme or key is not supported.</summary>
    public bool? Verify(SignatureScheme scheme, DigestAlgorithm digest, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        if (Digests.NameFor(digest) is not { } name || Open() is not { } key)
        {
            return null;
        }

        try
        {
            // The base library does not promise that one key object serves several threads at once.
            lock (_lock)
            {
                return (scheme, key) switch
                {
                    (SignatureScheme.RsaPkcs1, RSA rsa) => rsa.VerifyHash(hash, signature, name, RSASignaturePadding.Pkcs1),
                    (SignatureScheme.RsaPss, RSA rsa) => rsa.VerifyHash(hash, signature, name, RSASignaturePadding.Pss),
                    (SignatureScheme.Ecdsa, ECDsa curve) => curve.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence),
                    (SignatureScheme.Dsa, DSA dsa) => dsa.VerifySignature(hash, signature, DSASignatureFormat.Rfc3279DerSequence),
                    _ => null,
                };
            }
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private AsymmetricAlgorithm? Open()
    {
        if (_key is not null || _isUnusable)
        {
            return _key;
        }

        lock (_lock)
        {
            if (_key is null && !_isUnusable)
            {
                _key = Import();
                _isUnusable = _key is null;
            }

            return _key;
        }
    }

    private AsymmetricAlgorithm? Import()
    {
        AsymmetricAlgorithm? key = null;
        try
        {
            switch (Family)
            {
                case SignatureScheme.RsaPkcs1 when Bits is > 0 and <= MaximumRsaBits:
                    var rsa = RSA.Create();
                    key = rsa;
                    ImportRsa(rsa);
                    break;
                case SignatureScheme.Ecdsa:
                    var curve = ECDsa.Create();
                    key = curve;
                    curve.ImportSubjectPublicKeyInfo(Encoded.Span, out _);
                    break;
                case SignatureScheme.Dsa when Bits is > 0 and <= 3072:
                    var dsa = DSA.Create();
                    key = dsa;
                    dsa.ImportSubjectPublicKeyInfo(Encoded.Span, out _);
                    break;
            }

            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException or ArgumentException)
        {
            key?.Dispose();
            return null;
        }
    }

    private void ImportRsa(RSA rsa)
    {
        // A key for PSS alone (RFC 4055 1.2) has the same numbers under another identifier.
        rsa.ImportRSAPublicKey(KeyBits.Span, out _);
    }

    // RFC 8017 A.1.1: RSAPublicKey { modulus, publicExponent }
    private static PublicKey ReadRsa(ReadOnlyMemory<byte> encoded, byte[] key)
    {
        var numbers = new AsnReader(key, AsnEncodingRules.BER).ReadSequence();
        var modulus = Unsigned(numbers.ReadIntegerBytes().Span);
        var exponent = Unsigned(numbers.ReadIntegerBytes().Span);
        var bits = modulus.IsEmpty ? 0 : (modulus.Length * 8) - System.Numerics.BitOperations.LeadingZeroCount((uint)modulus[0] << 24);
        var isUsable = exponent.Length <= MaximumExponentBytes;
        return new PublicKey { Encoded = encoded, Family = isUsable ? SignatureScheme.RsaPkcs1 : SignatureScheme.Unknown, Bits = bits, Name = $"rsa-{bits}", HasExplicitCurve = false };
    }

    // RFC 5480 2.1.1: parameters are a curve's name; X9.62 allows to write the curve out.
    private static PublicKey ReadCurve(ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> parameters, byte[] key)
    {
        var isNamed = !parameters.IsEmpty && parameters.Span[0] == 0x06;
        var name = isNamed ? new AsnReader(parameters, AsnEncodingRules.BER).ReadObjectIdentifier() : null;
        var (curve, bits) = name switch
        {
            "1.2.840.10045.3.1.1" => ("p192", 192),
            "1.3.132.0.33" => ("p224", 224),
            "1.2.840.10045.3.1.7" => ("p256", 256),
            "1.3.132.0.34" => ("p384", 384),
            "1.3.132.0.35" => ("p521", 521),
            "1.3.132.0.10" => ("secp256k1", 256),
            "1.3.36.3.3.2.8.1.1.7" => ("brainpool256", 256),
            "1.3.36.3.3.2.8.1.1.11" => ("brainpool384", 384),
            "1.3.36.3.3.2.8.1.1.13" => ("brainpool512", 512),
            null => ("explicit", FieldBits(key)),
            _ => (name, FieldBits(key)),
        };
        return new PublicKey { Encoded = encoded, Family = SignatureScheme.Ecdsa, Bits = bits, Name = $"ecdsa-{curve}", HasExplicitCurve = !isNamed };
    }

    // SEC 1 2.3.3: 04 and both coordinates, or 02/03 and one.
    private static int FieldBits(byte[] point) => point switch
    {
        [4, ..] => (point.Length - 1) / 2 * 8,
        [2 or 3, ..] => (point.Length - 1) * 8,
        _ => 0,
    };

    // RFC 3279 2.3.2: Dss-Parms { p, q, g }
    private static int DsaBits(ReadOnlyMemory<byte> parameters) =>
        parameters.IsEmpty ? 0 : Unsigned(new AsnReader(parameters, AsnEncodingRules.BER).ReadSequence().ReadIntegerBytes().Span).Length * 8;

    private static ReadOnlySpan<byte> Unsigned(ReadOnlySpan<byte> integer) => integer.TrimStart((byte)0);
}
