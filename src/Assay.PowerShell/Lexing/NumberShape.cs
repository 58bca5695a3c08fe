namespace Assay.PowerShell;

/// <summary>How the text of a number is made up (about_Numeric_Literals).</summary>
/// <param name="IsNumber">False when it only starts like one.</param>
/// <param name="Length">Characters that were looked at.</param>
/// <param name="Radix">2, 10 or 16.</param>
/// <param name="Digits">Characters of the digits with point and exponent, behind the prefix.</param>
/// <param name="IsReal">With point or exponent.</param>
/// <param name="Suffix">Lower-case type suffix: empty, u, l, ul, s, us, y, uy, d, n.</param>
/// <param name="Multiplier">Power of 1,024.</param>
internal readonly record struct NumberShape(bool IsNumber, int Length, int Radix, Range Digits, bool IsReal, string Suffix, int Multiplier)
{
    private static readonly string[] Suffixes = ["u", "l", "ul", "s", "us", "y", "uy", "d", "n"];

    /// <summary>Looks at a text that starts with a digit or a point.</summary>
    public static NumberShape Scan(ReadOnlySpan<char> text)
    {
        var position = 0;
        var radix = 10;
        var real = false;
        var valid = true;
        var digits = 0;
        if (text.Length > 1 && text[0] == '0' && text[1] is 'x' or 'X')
        {
            radix = 16;
            digits = position = 2;
            // 0x alone is zero.
            position += Count(text[2..], char.IsAsciiHexDigit);
        }
        else if (text.Length > 1 && text[0] == '0' && text[1] is 'b' or 'B')
        {
            radix = 2;
            digits = position = 2;
            position += Count(text[2..], static c => c is '0' or '1');
            valid = position > 2;
        }
        else
        {
            position = Count(text, char.IsAsciiDigit);
            valid = position > 0;
            if (position < text.Length && text[position] == '.' && !(position + 1 < text.Length && text[position + 1] == '.'))
            {
                real = true;
                position++;
                var decimals = Count(text[position..], char.IsAsciiDigit);
                position += decimals;
                valid |= decimals > 0;
            }

            if (position < text.Length && text[position] is 'e' or 'E')
            {
                real = true;
                valid &= TryScanExponent(text, ref position);
            }
        }

        var end = position;
        var suffix = ScanSuffix(text, ref position, ref valid);
        var multiplier = ScanMultiplier(text, ref position, ref valid);
        return new NumberShape(valid, position, radix, digits..end, real, suffix, multiplier);
    }

    private static bool TryScanExponent(ReadOnlySpan<char> text, ref int position)
    {
        position++;
        if (position < text.Length && (text[position] == '+' || Characters.IsDash(text[position])))
        {
            position++;
        }

        var count = Count(text[position..], char.IsAsciiDigit);
        position += count;
        return count > 0;
    }

    private static string ScanSuffix(ReadOnlySpan<char> text, ref int position, ref bool valid)
    {
        var length = Count(text[position..Math.Min(text.Length, position + 2)], static c => c is 'u' or 'U' or 's' or 'S' or 'l' or 'L' or 'd' or 'D' or 'y' or 'Y' or 'n' or 'N');
        if (length == 0)
        {
            return "";
        }

        var written = text.Slice(position, length);
        position += length;
        foreach (var suffix in Suffixes)
        {
            if (written.Equals(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return suffix;
            }
        }

        valid = false;
        return "";
    }

    private static int ScanMultiplier(ReadOnlySpan<char> text, ref int position, ref bool valid)
    {
        if (position >= text.Length)
        {
            return 0;
        }

        var power = "kmgtp".IndexOf(char.ToLowerInvariant(text[position]), StringComparison.Ordinal) + 1;
        if (power == 0)
        {
            return 0;
        }

        position++;
        if (position < text.Length && text[position] is 'b' or 'B')
        {
            position++;
        }
        else
        {
            valid = false;
        }

        return power;
    }

    private static int Count(ReadOnlySpan<char> text, Func<char, bool> test)
    {
        var count = 0;
        while (count < text.Length && test(text[count]))
        {
            count++;
        }

        return count;
    }
}
