using System.Buffers.Binary;

namespace Assay.Model;

/// <summary>Recognises programs by their first bytes: plain, as text, or under a single-byte XOR.</summary>
public static class ProgramMarks
{
    /// <summary>Where the header of a Windows image begins at the latest: no linker puts it behind so long a stub.</summary>
    private const int MaximumStub = 0x1000;

    /// <summary>True for a whole Windows image header, an ELF or a 64-bit Mach-O header.</summary>
    public static bool IsProgram(ReadOnlySpan<byte> bytes) => IsWindowsImage(bytes, 0)
        || (bytes.Length >= 20 && bytes.StartsWith("\u007fELF"u8) && bytes[4] is 1 or 2 && bytes[5] is 1 or 2 && bytes[6] == 1)
        || (bytes.Length >= 32 && bytes.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]));

    /// <summary>The key under which the bytes are a Windows image; 0 when there is none. Looks at nine bytes.</summary>
    public static byte XorKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 0x40)
        {
            return 0;
        }

        var key = (byte)(bytes[0] ^ (byte)'M');
        return key != 0 && IsWindowsImage(bytes, key) ? key : (byte)0;
    }

    /// <summary>Says how a text writes a program at its beginning: <c>base-64</c>, <c>hex</c>; null when it does not.</summary>
    /// <remarks>The first 64 bytes are decoded: four letters that happen to be <c>TVqQ</c> are no program.</remarks>
    public static string? Encoding(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        if (text.Length < 128)
        {
            return null;
        }

        // TV: "M" and the upper bits of "Z" in base-64; f0VM: ELF.
        var isBase64 = text.StartsWith("TV") || text.StartsWith("f0VM");
        if (!isBase64 && !text.StartsWith("4D5A", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("7F454C46", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Lines of 64 or 76 digits are usual.
        Span<char> digits = stackalloc char[isBase64 ? 88 : 128];
        var count = 0;
        for (var i = 0; i < text.Length && count < digits.Length; i++)
        {
            if (text[i] is not (' ' or '\t' or '\r' or '\n'))
            {
                digits[count++] = text[i];
            }
        }

        Span<byte> decoded = stackalloc byte[66];
        if (count < digits.Length)
        {
            return null;
        }

        if (isBase64)
        {
            return Convert.TryFromBase64Chars(digits, decoded, out var length) && IsHeader(decoded[..length]) ? "base-64" : null;
        }

        return Convert.FromHexString(digits, decoded, out _, out _) == System.Buffers.OperationStatus.Done && IsHeader(decoded[..64]) ? "hex" : null;
    }

    // The header alone: what it points to may lie behind the piece that was decoded.
    private static bool IsHeader(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\u007fELF"u8)
        || (bytes.StartsWith("MZ"u8) && bytes.Length >= 64 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x3C..]) is >= 0x40 and <= MaximumStub);

    // Microsoft PE format: "MZ", at 0x3C the offset of "PE\0\0".
    private static bool IsWindowsImage(ReadOnlySpan<byte> bytes, byte key)
    {
        if (bytes.Length < 0x40 || (bytes[0] ^ key) != 'M' || (bytes[1] ^ key) != 'Z')
        {
            return false;
        }

        var header = BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x3C..]) ^ (key * 0x01010101u);
        return header is >= 4 and <= MaximumStub && header + 4 <= bytes.Length
            && (bytes[(int)header] ^ key) == 'P' && (bytes[(int)header + 1] ^ key) == 'E' && (bytes[(int)header + 2] ^ key) == 0 && (bytes[(int)header + 3] ^ key) == 0;
    }
}
