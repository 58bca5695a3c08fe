namespace Assay.Model;

/// <summary>Recognises formats whose bytes are evenly spread because they are compressed: archives, pictures, sound, film, fonts, documents.</summary>
public static class CompressedFormats
{
    /// <summary>True when the content begins like one of them.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16)
        {
            return false;
        }

        return bytes[0] switch
        {
            0x89 => bytes[1..].StartsWith("PNG"u8),
            0xFF => bytes[1] == 0xD8 || (bytes[1] & 0xE0) == 0xE0,
            (byte)'G' => bytes.StartsWith("GIF8"u8),
            (byte)'P' => bytes.StartsWith("PK"u8) || bytes.StartsWith("PAR1"u8),
            0x1F => bytes[1] is 0x8B or 0x9D or 0xA0,
            (byte)'7' => bytes.StartsWith("7z"u8),
            (byte)'R' => bytes.StartsWith("Rar!"u8) || bytes.StartsWith("RIFF"u8),
            (byte)'B' => bytes.StartsWith("BZh"u8),
            0xFD => bytes[1..].StartsWith("7zXZ"u8),
            0x28 => bytes[1..].StartsWith((ReadOnlySpan<byte>)[0xB5, 0x2F, 0xFD]),
            0x04 => bytes[1..].StartsWith((ReadOnlySpan<byte>)[0x22, 0x4D, 0x18]),
            0x5D => bytes[1] == 0 && bytes[2] == 0,
            (byte)'w' => bytes.StartsWith("wOF"u8),
            (byte)'O' => bytes.StartsWith("OggS"u8),
            (byte)'I' => bytes.StartsWith("ID3"u8) || bytes.StartsWith("II*\0"u8),
            (byte)'M' => bytes.StartsWith("MSCF"u8) || bytes.StartsWith("MM\0*"u8),
            (byte)'f' => bytes.StartsWith("fLaC"u8),
            (byte)'%' => bytes.StartsWith("%PDF"u8),
            0x78 => bytes[1] is 0x01 or 0x5E or 0x9C or 0xDA,
            0 => bytes[4..].StartsWith("ftyp"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 0x0C, 0x6A, 0x50]),
            _ => bytes[4..].StartsWith("ftyp"u8),
        };
    }
}
