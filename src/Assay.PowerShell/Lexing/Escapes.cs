using System.Globalization;
using System.Text;

namespace Assay.PowerShell;

/// <summary>Backtick escapes (about_Special_Characters): letters are mapped, any other character stands for itself.</summary>
internal static class Escapes
{
    private const int MaximumHexDigits = 6;

    /// <summary>Appends what the escape at <paramref name="index"/> means and moves to its last code unit.</summary>
    public static void Append(StringBuilder result, ReadOnlySpan<char> text, ref int index)
    {
        if (index + 1 >= text.Length || text[index + 1] == '\0')
        {
            // Nothing to escape.
            result.Append('`');
            return;
        }

        var c = text[++index];
        if (c == 'u' && TryReadCodePoint(text, index, out var codePoint, out var last))
        {
            result.Append(codePoint);
            index = last;
            return;
        }

        result.Append(c switch
        {
            '0' => '\0',
            'a' => '\a',
            'b' => '\b',
            'e' => '\e',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            _ => c,
        });
    }

    /// <summary>Reads <c>u{1F600}</c>; <paramref name="last"/> is the closing brace.</summary>
    public static bool TryReadCodePoint(ReadOnlySpan<char> text, int index, out string codePoint, out int last)
    {
        codePoint = "";
        last = index;
        if (index + 1 >= text.Length || text[index + 1] != '{')
        {
            return false;
        }

        var rest = text[(index + 2)..Math.Min(text.Length, index + 3 + MaximumHexDigits)];
        var length = rest.IndexOf('}');
        if (length <= 0 || !int.TryParse(rest[..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || value > 0x10FFFF)
        {
            return false;
        }

        codePoint = value is >= 0xD800 and <= 0xDFFF ? ((char)value).ToString() : char.ConvertFromUtf32(value);
        last = index + 2 + length;
        return true;
    }
}
