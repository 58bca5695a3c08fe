using System.Buffers.Binary;
using System.Text;

namespace Assay.Text.Tests.Secrets;

/// <summary>Checksums as the services define them, written once more: bit by bit.</summary>
internal static class Checksums
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>CRC-32 of a text in six digits.</summary>
    public static string Crc32(string text)
    {
        var crc = uint.MaxValue;
        foreach (var value in Encoding.ASCII.GetBytes(text))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        crc = ~crc;
        var digits = "";
        for (var i = 0; i < 6; i++, crc /= 62)
        {
            digits = Base62[(int)(crc % 62)] + digits;
        }

        return digits;
    }

    /// <summary>A key of Azure: random bytes whose base 64 has a signature at its place, and Marvin32 of them.</summary>
    public static string AzureKey(Letters letters, int length, string signature, string seed)
    {
        // The signature ends one byte before the checksum, give or take bits: it is put into the text, and the checksum computed of what that decodes to.
        var bytes = letters.Bytes(length);
        var text = Convert.ToBase64String(bytes);
        var padding = text.Length - text.TrimEnd('=').Length;
        var at = text.Length - padding - 6 - 4;
        text = string.Concat(text.AsSpan(0, at), signature, text.AsSpan(at + 4));
        bytes = Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/'));

        // The text of the signature reaches into the bits before the checksum only as far as whole letters: what it shares with it is kept by taking the letter that fits.
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(length - 4), Marvin32(bytes.AsSpan(0, length - 4), seed.Aggregate(0UL, (sum, letter) => (sum << 8) | letter)));
        return Convert.ToBase64String(bytes);
    }

    private static uint Marvin32(ReadOnlySpan<byte> data, ulong seed)
    {
        uint low = (uint)seed, high = (uint)(seed >> 32);
        byte[] padded = [.. data, 0x80, .. new byte[3 - (data.Length % 4)]];
        for (var i = 0; i < padded.Length; i += 4)
        {
            low += BitConverter.ToUInt32(padded, i);
            Round(ref low, ref high);
        }

        Round(ref low, ref high);
        return low ^ high;
    }

    private static void Round(ref uint low, ref uint high)
    {
        high ^= low;
        low = uint.RotateLeft(low, 20) + high;
        high = uint.RotateLeft(high, 9) ^ low;
        low = uint.RotateLeft(low, 27) + high;
        high = uint.RotateLeft(high, 19);
    }
}
