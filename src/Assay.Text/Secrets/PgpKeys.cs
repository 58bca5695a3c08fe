using System.Buffers.Binary;

namespace Assay.Text.Secrets;

/// <summary>Recognises private keys of OpenPGP (RFC 9580).</summary>
internal static class PgpKeys
{
    private const int SecretKeyPacket = 5;

    /// <summary>Reads an armoured block: headers, an empty line, base 64, a checksum.</summary>
    public static bool TryDescribe(ReadOnlySpan<byte> armour, out SecretMatch match)
    {
        match = default;
        var checksum = armour.LastIndexOf("\n="u8);
        var body = checksum < 0 ? armour : armour[..checksum];
        for (var colon = body.IndexOf(": "u8); colon >= 0; colon = body.IndexOf(": "u8))
        {
            var line = body[colon..].IndexOf((byte)'\n');
            if (line < 0)
            {
                return false;
            }

            body = body[(colon + line + 1)..];
        }

        var key = Base64Text.DecodeLines(body);
        if (!TryReadPacket(key, out var packet))
        {
            return false;
        }

        var encrypted = IsProtected(packet);
        match = new SecretMatch(0, 0, encrypted is true ? "encrypted-pgp-key" : "pgp-key", null, SecretFamily.PgpKey) { Protected = encrypted, Detail = "OpenPGP" };
        return true;
    }

    // RFC 9580 4.2: the first packet, with either form of header.
    private static bool TryReadPacket(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (key.Length < 64 || (key[0] & 0x80) == 0)
        {
            return false;
        }

        var isNew = (key[0] & 0x40) != 0;
        var tag = isNew ? key[0] & 0x3F : (key[0] >> 2) & 0xF;
        var header = isNew ? key[1] < 192 ? 2 : key[1] < 224 ? 3 : 6 : (key[0] & 3) switch { 0 => 2, 1 => 3, 2 => 5, _ => 1 };
        packet = key[header..];
        return tag == SecretKeyPacket && packet[0] is 3 or 4 or 5 or 6;
    }

    // RFC 9580 5.5.3: the octet behind the public part is zero when the secret part is not encrypted. Null where the public part cannot be skipped.
    private static bool? IsProtected(ReadOnlySpan<byte> packet)
    {
        if (packet[0] != 4)
        {
            return null;
        }

        var algorithm = packet[5];
        var at = 6;
        if (algorithm is 18 or 19 or 22)
        {
            at += packet[at] + 1;
        }

        var numbers = algorithm switch { 1 or 2 or 3 => 2, 16 => 3, 17 => 4, 18 or 19 or 22 => 1, _ => -1 };
        if (numbers < 0)
        {
            return null;
        }

        for (; numbers > 0; numbers--)
        {
            if (at + 2 > packet.Length)
            {
                return null;
            }

            at += 2 + ((BinaryPrimitives.ReadUInt16BigEndian(packet[at..]) + 7) / 8);
        }

        at += algorithm == 18 && at < packet.Length ? packet[at] + 1 : 0;
        return at < packet.Length ? packet[at] != 0 : null;
    }
}
