using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Assay.Text.Secrets;

/// <summary>Checks of the content of tokens: checksums, structure, and whether a machine made it.</summary>
internal static class TokenChecks
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>Refuses what a person typed as an example. The format has no checksum.</summary>
    public static TokenCheck LooksRandom(ReadOnlySpan<byte> token, int publicPrefix) =>
        ExampleText.IsMadeByMachine(token[publicPrefix..]) ? TokenCheck.Plausible : TokenCheck.Wrong;

    /// <summary>Nothing but values that everybody knows.</summary>
    public static TokenCheck PublishedOnly(ReadOnlySpan<byte> token, int publicPrefix) => TokenCheck.Wrong;

    /// <summary>GitHub and npm: 30 characters, and their CRC-32 in six digits of base 62.</summary>
    public static TokenCheck Crc32InBase62(ReadOnlySpan<byte> token, int publicPrefix)
    {
        var body = token[publicPrefix..^6];
        var expected = 0UL;
        foreach (var digit in token[^6..])
        {
            expected = (expected * 62) + (ulong)(digit switch
            {
                <= (byte)'9' => digit - '0',
                <= (byte)'Z' => digit - 'A' + 10,
                _ => digit - 'a' + 36,
            });
        }

        return Crc32(body) == expected ? TokenCheck.Right : TokenCheck.Wrong;
    }

    /// <summary>PyPI: a macaroon of version 2 whose location is an index of PyPI.</summary>
    public static TokenCheck PyPiMacaroon(ReadOnlySpan<byte> token, int publicPrefix)
    {
        // pypi-AgE begins at the macaroon itself: 02 (version), 01 (location), its length, its text.
        var bytes = Base64Text.DecodeUrl(token[(token.IndexOf((byte)'-') + 1)..]);
        if (bytes.Length < 48 || bytes[0] != 2 || bytes[1] != 1 || bytes[2] > bytes.Length - 3
            || bytes.AsSpan(3, bytes[2]) is var location && !(location.EndsWith(".org"u8) && (location[..^4].SequenceEqual("pypi"u8) || location[..^4].SequenceEqual("test.pypi"u8))))
        {
            return TokenCheck.Wrong;
        }

        // Fields of a type, a length in groups of seven bits and a value; 0 ends a section; 6 is the signature, the last 32 bytes.
        for (var at = 3 + bytes[2]; at < bytes.Length;)
        {
            var type = bytes[at++];
            if (type == 0)
            {
                continue;
            }

            var length = 0;
            for (var shift = 0; at < bytes.Length && shift < 21; shift += 7)
            {
                length |= (bytes[at] & 0x7F) << shift;
                if ((bytes[at++] & 0x80) == 0)
                {
                    break;
                }
            }

            at += length;
            if (type == 6)
            {
                return length == 32 && at == bytes.Length ? TokenCheck.Right : TokenCheck.Wrong;
            }
        }

        return TokenCheck.Wrong;
    }

    /// <summary>AWS: sixteen characters of base 32. Ids of the account and the key are in it; only chance and documentation repeat characters often.</summary>
    public static TokenCheck AwsKeyId(ReadOnlySpan<byte> token, int publicPrefix) =>
        // Words of capital letters: AKIASOMETHINGINCAPITALS. One of sixteen random characters is nearly always a digit (1 - (26/32)^16 = 96 %).
        token[publicPrefix..].ContainsAnyInRange((byte)'2', (byte)'7') ? LooksRandom(token, publicPrefix) : TokenCheck.Wrong;

    /// <summary>Discord: the number of the account in base 64, a time, a code.</summary>
    public static TokenCheck DiscordBot(ReadOnlySpan<byte> token, int publicPrefix)
    {
        var id = Base64Text.DecodeUrl(token[..token.IndexOf((byte)'.')]);
        return id.Length is >= 17 and <= 20 && !id.AsSpan().ContainsAnyExceptInRange((byte)'0', (byte)'9') && ExampleText.IsMadeByMachine(token[(token.LastIndexOf((byte)'.') + 1)..])
            ? TokenCheck.Right : TokenCheck.Wrong;
    }

    /// <summary>OpenAI: the letters "OpenAI" in base 64 stand in the middle.</summary>
    public static TokenCheck OpenAi(ReadOnlySpan<byte> token, int publicPrefix)
    {
        var middle = token.IndexOf("T3BlbkFJ"u8);
        return middle - publicPrefix is 20 or 58 or 74 && token.Length - middle - 8 == middle - publicPrefix
            && ExampleText.IsMadeByMachine(token[publicPrefix..middle]) && ExampleText.IsMadeByMachine(token[(middle + 8)..]) ? TokenCheck.Right : TokenCheck.Wrong;
    }

    /// <summary>Computes CRC-32 (ISO-HDLC, as in ZIP).</summary>
    internal static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
            }

            table[i] = entry;
        }

        return table;
    }
}
