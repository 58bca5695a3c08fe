namespace Assay.Text.Secrets;

/// <summary>What a private key in DER is.</summary>
/// <param name="Algorithm">RSA, EC, DSA, Ed25519, or another.</param>
/// <param name="Protected">True when a passphrase is needed.</param>
internal readonly record struct PrivateKeyStructure(string Algorithm, bool Protected)
{
    private const int SmallestModulus = 32;

    /// <summary>Recognises PKCS#1, SEC 1, DSA, PKCS#8 plain and encrypted, by the structure and not by a name.</summary>
    public static PrivateKeyStructure? Read(ReadOnlySpan<byte> der)
    {
        var outer = new DerReader(der);
        if (!outer.TryRead(DerReader.Sequence, out var content))
        {
            return null;
        }

        var reader = new DerReader(content);
        if (reader.Tag == DerReader.Sequence)
        {
            // RFC 5208 6: EncryptedPrivateKeyInfo ::= SEQUENCE { algorithm, OCTET STRING }; the algorithms are those of PKCS#5 and PKCS#12.
            return reader.TryRead(DerReader.Sequence, out var algorithm) && reader.TryRead(DerReader.OctetString, out var data) && data.Length > 16 && reader.IsEmpty
                && new DerReader(algorithm).TryRead(DerReader.ObjectIdentifier, out var scheme)
                && (scheme.StartsWith((ReadOnlySpan<byte>)[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05]) || scheme.StartsWith((ReadOnlySpan<byte>)[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x01]))
                ? new PrivateKeyStructure("encrypted", true) : null;
        }

        if (!reader.TryRead(DerReader.Integer, out var version) || version.Length != 1)
        {
            return null;
        }

        return reader.Tag switch
        {
            // RFC 5208 5: version, algorithm, OCTET STRING.
            DerReader.Sequence => reader.TryRead(DerReader.Sequence, out var algorithm) && reader.TryRead(DerReader.OctetString, out var key) && key.Length >= 16
                && new DerReader(algorithm).TryRead(DerReader.ObjectIdentifier, out var name) ? new PrivateKeyStructure(NameOf(name), false) : null,
            // RFC 5915 3: version 1, OCTET STRING.
            DerReader.OctetString when version[0] == 1 => reader.TryRead(DerReader.OctetString, out var key) && key.Length is >= 16 and <= 80 ? new PrivateKeyStructure("EC", false) : null,
            DerReader.Integer => ReadNumbers(reader),
            _ => null,
        };
    }

    // RFC 8017 A.1.2: nine numbers with the version; OpenSSL's DSA has six.
    private static PrivateKeyStructure? ReadNumbers(DerReader reader)
    {
        var count = 0;
        var modulus = 0;
        while (reader.TryRead(DerReader.Integer, out var number))
        {
            modulus = count++ == 0 ? number.Length : modulus;
        }

        return modulus < SmallestModulus ? null : count switch
        {
            >= 8 => new PrivateKeyStructure("RSA", false),
            5 => new PrivateKeyStructure("DSA", false),
            _ => null,
        };
    }

    private static string NameOf(ReadOnlySpan<byte> identifier) => identifier switch
    {
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, ..] => "RSA",
        [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01] => "EC",
        [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01] => "DSA",
        [0x2B, 0x65, 0x70] => "Ed25519",
        [0x2B, 0x65, 0x6E] => "X25519",
        _ => "other",
    };
}
