using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Signatures.Scripts;

/// <summary>Hashes the text of a script as PowerShell does: as UTF-16, the low byte first, with its byte order mark where it has one and its own line breaks.</summary>
internal static class ScriptDigest
{
    private const int Chunk = 16 * 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Without a byte order mark Windows decodes a file by the code page of the machine; most are signed on Western ones. The others are those that Windows has for its languages.
    private static readonly int[] CodePages = [1252, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874, 932, 936, 949, 950];

    /// <summary>Gives the encodings in which the bytes of a text can be read, the likely ones first.</summary>
    /// <param name="content">The signed text.</param>
    /// <param name="form">How it is stored.</param>
    public static IReadOnlyList<Encoding> Encodings(ReadOnlySpan<byte> content, TextForm form)
    {
        if (form != TextForm.Bytes)
        {
            return [form == TextForm.LittleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode];
        }

        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            return [Encoding.UTF8];
        }

        return Ascii.IsValid(content) ? [StrictUtf8] : [StrictUtf8, .. CodePages.Select(Page)];
    }

    /// <summary>Hashes a text; null when its bytes are not of the encoding.</summary>
    public static byte[]? Compute(ReadOnlySpan<byte> content, Encoding encoding, LineEnds lineEnds, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        var decoder = encoding.GetDecoder();
        var characters = new char[encoding.GetMaxCharCount(Chunk)];
        var converted = lineEnds == LineEnds.AsTheyAre ? [] : new char[characters.Length * 2];
        var last = '\0';
        try
        {
            do
            {
                var part = content[..Math.Min(content.Length, Chunk)];
                content = content[part.Length..];
                var length = encoding is UnicodeEncoding ? Units(part, encoding, characters) : decoder.GetChars(part, characters, flush: content.IsEmpty);
                ReadOnlySpan<char> text = characters.AsSpan(0, length);
                if (lineEnds != LineEnds.AsTheyAre)
                {
                    text = converted.AsSpan(0, Convert(text, lineEnds, ref last, converted));
                }

                hash.AppendData(MemoryMarshal.AsBytes(text));
            }
            while (!content.IsEmpty);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        if (lineEnds == LineEnds.LineFeeds && last == '\r')
        {
            hash.AppendData("\r\0"u8);
        }

        return hash.GetHashAndReset();
    }

    // Half of a pair of surrogates is hashed as it stands, which a decoder would replace.
    private static int Units(ReadOnlySpan<byte> part, Encoding encoding, Span<char> characters)
    {
        var (low, high) = encoding.CodePage == Encoding.Unicode.CodePage ? (0, 1) : (1, 0);
        for (var i = 0; i < part.Length / 2; i++)
        {
            characters[i] = (char)(part[(2 * i) + low] | (part[(2 * i) + high] << 8));
        }

        return part.Length / 2;
    }

    private static int Convert(ReadOnlySpan<char> text, LineEnds lineEnds, ref char last, Span<char> converted)
    {
        var length = 0;
        foreach (var character in text)
        {
            if (lineEnds == LineEnds.CarriageReturns)
            {
                if (character == '\n' && last != '\r')
                {
                    converted[length++] = '\r';
                }

                converted[length++] = character;
            }
            else
            {
                // A carriage return waits for what follows it.
                if (last == '\r' && character != '\n')
                {
                    converted[length++] = '\r';
                }

                if (character != '\r')
                {
                    converted[length++] = character;
                }
            }

            last = character;
        }

        return length;
    }

    private static Encoding Page(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
