using System.Text;

namespace Assay.PowerShell.Facts;

/// <summary>Decodes the bytes of a script as the engine and editors do.</summary>
internal static class ScriptBytes
{
    private const int SampleSize = 4096;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Gives the text: by its byte order mark, as UTF-16 without one where every other byte is zero, as UTF-8, else byte by byte. Never fails.</summary>
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return Encoding.UTF8.GetString(bytes[3..]);
            case [0xFF, 0xFE, 0, 0, ..] when bytes.Length % 4 == 0:
                return Encoding.UTF32.GetString(bytes[4..]);
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode.GetString(bytes[2..]);
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        if (Utf16Without(bytes) is { } encoding)
        {
            return encoding.GetString(bytes);
        }

        return IsUtf8(bytes) ? Encoding.UTF8.GetString(bytes) : ReadWindows1252(bytes);
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            StrictUtf8.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Latin text in UTF-16 has a zero in nearly every second byte, always on the same side.
    private static Encoding? Utf16Without(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length & ~1, SampleSize)];
        var even = 0;
        var odd = 0;
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        var pairs = sample.Length / 2;
        return pairs < 2 ? null : odd * 10 >= pairs * 7 && even * 10 < pairs ? Encoding.Unicode : even * 10 >= pairs * 7 && odd * 10 < pairs ? Encoding.BigEndianUnicode : null;
    }

    // The code page of Western Windows: Latin-1 but for 0x80 to 0x9F, among them the dashes and quotes that the language takes for its own.
    private static string ReadWindows1252(ReadOnlySpan<byte> bytes)
    {
        const string Upper = "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";
        var text = new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[i] = bytes[i] is >= 0x80 and <= 0x9F ? Upper[bytes[i] - 0x80] : (char)bytes[i];
        }

        return new string(text);
    }
}
