using System.Buffers;

namespace Assay.Model;

/// <summary>Turns a text that writes a program back into the program.</summary>
public static class ProgramTexts
{
    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n\t ");
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789ABCDEFabcdef\r\n\t ");

    /// <summary>Decodes from the beginning as far as the text is one of <paramref name="encoding"/> (<c>base-64</c> or <c>hex</c>); blanks and line ends are passed over.</summary>
    public static byte[] Decode(ReadOnlySpan<char> text, string encoding)
    {
        text = text.TrimStart();
        var isHex = encoding == "hex";
        var end = text.IndexOfAnyExcept(isHex ? Hex : Base64);
        var digits = new char[end < 0 ? text.Length : end];
        var count = 0;
        foreach (var digit in text[..digits.Length])
        {
            // Padding ends the text wherever it stands.
            if (digit == '=')
            {
                break;
            }

            if (!char.IsWhiteSpace(digit))
            {
                digits[count++] = digit;
            }
        }

        // Three letters of base-64 are two bytes; a single one is none.
        var bytes = new byte[isHex ? count / 2 : (count / 4 * 3) + (count % 4 is 0 or 1 ? 0 : (count % 4) - 1)];
        if (isHex)
        {
            Convert.FromHexString(digits.AsSpan(0, count & ~1), bytes, out _, out _);
            return bytes;
        }

        Convert.TryFromBase64Chars(digits.AsSpan(0, count & ~3), bytes, out var written);
        if (count % 4 > 1)
        {
            Span<char> last = ['=', '=', '=', '='];
            digits.AsSpan(count & ~3, count % 4).CopyTo(last);
            Convert.TryFromBase64Chars(last, bytes.AsSpan(written), out _);
        }

        return bytes;
    }
}
