using System.Buffers.Binary;
using System.Globalization;
using Assay.Model;

namespace Assay.Text.Secrets;

/// <summary>Recognises binary files that are keys: PKCS#12, strong-name keys, private keys in DER.</summary>
public static class KeyFiles
{
    private const int MaximumKeyFile = 1024 * 1024;

    /// <summary>Bytes of a key blob before the numbers: its header and the RSA header ([MS-MQQB] 2.2.1, PUBLICKEYBLOB and PRIVATEKEYBLOB).</summary>
    private const int BlobHeader = 20;

    /// <summary>States the key that a file is; says nothing of other files.</summary>
    public static void Analyze(ReadOnlySpan<byte> bytes, FactWriter facts)
    {
        if (bytes.Length is >= 64 and <= MaximumKeyFile && TryDescribe(bytes, out var match))
        {
            SecretFacts.AddFile(match with { Length = bytes.Length, Checked = true }, facts);
        }
    }

    internal static bool TryDescribe(ReadOnlySpan<byte> bytes, out SecretMatch match)
    {
        match = default;
        if (IsStrongNameKey(bytes))
        {
            match = new SecretMatch(0, 0, "strong-name-key", null, SecretFamily.StrongNameKey)
            {
                Protected = false,
                Detail = string.Create(CultureInfo.InvariantCulture, $"RSA {BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..])}"),
            };
            return true;
        }

        if (bytes[0] != DerReader.Sequence)
        {
            return false;
        }

        if (Pkcs12.Read(bytes) is { } store)
        {
            // Without a private key it is a set of certificates; where both parts are encrypted nobody can tell.
            match = new SecretMatch(0, 0, "pkcs12", null, SecretFamily.Certificate) { Protected = store.EmptyPassword is not true, Detail = store.Detail };
            return true;
        }

        if (PrivateKeyStructure.Read(bytes) is { } structure)
        {
            match = new SecretMatch(0, 0, structure.Protected ? "encrypted-private-key" : "private-key", null, SecretFamily.PrivateKey) { Protected = structure.Protected, Detail = structure.Algorithm };
            return true;
        }

        return false;
    }

    // 07: private key blob, 02: version, two zeros, 0x2400 (signature) or 0xA400 (exchange), "RSA2", bits. A public key is 06 and "RSA1", or begins with 00 24 00 00.
    private static bool IsStrongNameKey(ReadOnlySpan<byte> bytes) =>
        bytes is [0x07, 0x02, 0, 0, 0, 0x24 or 0xA4, 0, 0, (byte)'R', (byte)'S', (byte)'A', (byte)'2', ..]
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) is >= 384 and <= 16384 and var bits && bytes.Length == BlobHeader + (bits / 8) + (bits / 16 * 5) + (bits / 8);
}
