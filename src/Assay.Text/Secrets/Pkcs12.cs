using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Assay.Text.Secrets;

/// <summary>What a PKCS#12 store tells without its password.</summary>
/// <param name="HasPrivateKey">Whether there is a private key; null where all of it is encrypted.</param>
/// <param name="EmptyPassword">Whether the empty password opens it; null where that was not tried.</param>
internal sealed record Pkcs12(bool? HasPrivateKey, bool? EmptyPassword)
{
    /// <summary>Rounds that are computed to try the empty password; usual are 1 to 100,000.</summary>
    private const int MaximumRounds = 200_000;
    private const int MacKey = 3;

    private static ReadOnlySpan<byte> DataType => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];

    // RFC 7292 appendix D: the bags; the last number says which.
    private static ReadOnlySpan<byte> BagType => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x0A, 0x01];

    /// <summary>Says it in words.</summary>
    public string Detail => (HasPrivateKey switch { true => "with private key", false => "certificates only", null => "encrypted as a whole" })
        + (EmptyPassword switch { true => ", opens without a password", false => ", has a password", null => "" });

    /// <summary>Reads the outer structure (RFC 7292 4: PFX); null for anything else.</summary>
    public static Pkcs12? Read(ReadOnlySpan<byte> bytes)
    {
        var outer = new DerReader(bytes);
        if (!outer.TryRead(DerReader.Sequence, out var pfx))
        {
            return null;
        }

        var reader = new DerReader(pfx);
        if (!reader.TryRead(DerReader.Integer, out var version) || version is not [3] || !reader.TryRead(DerReader.Sequence, out var content)
            || !TryReadData(content, out var safe))
        {
            return null;
        }

        return new Pkcs12(FindPrivateKey(safe), reader.TryRead(DerReader.Sequence, out var mac) ? IsEmptyPassword(mac, safe) : null);
    }

    // ContentInfo of type data: SEQUENCE { type, [0] { OCTET STRING } }.
    private static bool TryReadData(ReadOnlySpan<byte> content, out ReadOnlySpan<byte> data)
    {
        data = default;
        var reader = new DerReader(content);
        return reader.TryRead(DerReader.ObjectIdentifier, out var type) && type.SequenceEqual(DataType) && reader.TryRead(0xA0, out var tagged) && new DerReader(tagged).TryRead(DerReader.OctetString, out data);
    }

    private static bool? FindPrivateKey(ReadOnlySpan<byte> safe)
    {
        var hidden = false;
        var outer = new DerReader(safe);
        if (!outer.TryRead(DerReader.Sequence, out var contents))
        {
            return null;
        }

        var reader = new DerReader(contents);
        while (reader.TryRead(DerReader.Sequence, out var content))
        {
            if (!TryReadData(content, out var data))
            {
                hidden = true;
                continue;
            }

            if (!new DerReader(data).TryRead(DerReader.Sequence, out var bags))
            {
                hidden = true;
                continue;
            }

            var bagReader = new DerReader(bags);
            while (bagReader.TryRead(DerReader.Sequence, out var bag))
            {
                // 1: a key, 2: an encrypted key.
                if (new DerReader(bag).TryRead(DerReader.ObjectIdentifier, out var type) && type.Length == BagType.Length + 1 && type.StartsWith(BagType) && type[^1] is 1 or 2)
                {
                    return true;
                }
            }
        }

        return hidden ? null : false;
    }

    // RFC 7292 4: MacData ::= SEQUENCE { SEQUENCE { algorithm, digest }, salt, iterations DEFAULT 1 }.
    private static bool? IsEmptyPassword(ReadOnlySpan<byte> mac, ReadOnlySpan<byte> content)
    {
        var reader = new DerReader(mac);
        if (!reader.TryRead(DerReader.Sequence, out var digestInfo) || !reader.TryRead(DerReader.OctetString, out var salt))
        {
            return null;
        }

        var rounds = 1;
        if (reader.TryRead(DerReader.Integer, out var number))
        {
            if (number.Length is 0 or > 4)
            {
                return null;
            }

            Span<byte> padded = stackalloc byte[4];
            padded.Clear();
            number.CopyTo(padded[(4 - number.Length)..]);
            rounds = BinaryPrimitives.ReadInt32BigEndian(padded);
        }

        var info = new DerReader(digestInfo);
        if (rounds is < 1 or > MaximumRounds || salt.Length is 0 or > 64 || !info.TryRead(DerReader.Sequence, out var algorithm) || !info.TryRead(DerReader.OctetString, out var digest)
            || !new DerReader(algorithm).TryRead(DerReader.ObjectIdentifier, out var name) || HashOf(name) is not { } hash)
        {
            return null;
        }

        // The empty password is two zero bytes for some programs and nothing at all for others.
        return Matches([0, 0], salt, rounds, hash, content, digest) || Matches([], salt, rounds, hash, content, digest);
    }

    private static HashAlgorithmName? HashOf(ReadOnlySpan<byte> identifier) => identifier switch
    {
        [0x2B, 0x0E, 0x03, 0x02, 0x1A] => HashAlgorithmName.SHA1,
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01] => HashAlgorithmName.SHA256,
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02] => HashAlgorithmName.SHA384,
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03] => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static bool Matches(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int rounds, HashAlgorithmName hash, ReadOnlySpan<byte> content, ReadOnlySpan<byte> digest)
    {
        using var mac = IncrementalHash.CreateHMAC(hash, DeriveKey(password, salt, rounds, hash));
        mac.AppendData(content);
        return CryptographicOperations.FixedTimeEquals(mac.GetHashAndReset(), digest);
    }

    // RFC 7292 appendix B.2 for one block of output: D || S || P hashed, and hashed again.
    private static byte[] DeriveKey(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int rounds, HashAlgorithmName hash)
    {
        var block = hash == HashAlgorithmName.SHA384 || hash == HashAlgorithmName.SHA512 ? 128 : 64;
        using var hasher = IncrementalHash.CreateHash(hash);
        Span<byte> diversifier = stackalloc byte[block];
        diversifier.Fill(MacKey);
        hasher.AppendData(diversifier);
        hasher.AppendData(Repeat(salt, block));
        hasher.AppendData(Repeat(password, block));
        var key = hasher.GetHashAndReset();
        for (var i = 1; i < rounds; i++)
        {
            hasher.AppendData(key);
            hasher.TryGetHashAndReset(key, out _);
        }

        return key;
    }

    private static byte[] Repeat(ReadOnlySpan<byte> bytes, int block)
    {
        var repeated = new byte[(bytes.Length + block - 1) / block * block];
        for (var i = 0; i < repeated.Length; i++)
        {
            repeated[i] = bytes[i % bytes.Length];
        }

        return repeated;
    }
}
