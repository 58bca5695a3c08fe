using System.Globalization;
using System.Numerics;

namespace Assay.PowerShell.Folding;

/// <summary>Reads numbers out of values.</summary>
internal static class Numbers
{
    private const int MaximumDigits = 128;

    public static bool IsNumber(object? content) => content is int or double or long or byte or decimal or float or sbyte or short or ushort or uint or ulong or BigInteger;

    public static bool IsInteger(object? content) => content is int or long or byte or sbyte or short or ushort or uint or ulong;

    /// <summary>The number that an operator sees: texts are parsed, characters give their code, <c>$null</c> is 0. Null where there is none.</summary>
    public static object? Of(object? content) => content switch
    {
        null => Boxes.Of(0),
        int or double or long => content,
        byte value => Boxes.Of((int)value),
        sbyte value => Boxes.Of((int)value),
        short value => Boxes.Of((int)value),
        ushort value => Boxes.Of((int)value),
        uint or ulong or decimal or BigInteger => content,
        float value => (double)value,
        char value => Boxes.Of((int)value),
        bool value => Boxes.Of(value ? 1 : 0),
        FoldedEnumeration enumeration => Boxes.Of(enumeration.Value),
        string text => Parse(text),
        _ => null,
    };

    /// <summary>The value as an <see cref="int"/> by the rules of casts: rounding half to even.</summary>
    public static bool TryInt(object? content, out int value)
    {
        if (TryLong(content, out var wide) && wide is >= int.MinValue and <= int.MaxValue)
        {
            value = (int)wide;
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>The value as a <see cref="long"/> by the rules of casts.</summary>
    public static bool TryLong(object? content, out long value)
    {
        value = 0;
        switch (Of(content))
        {
            case int number:
                value = number;
                return true;
            case long number:
                value = number;
                return true;
            case uint number:
                value = number;
                return true;
            case ulong number when number <= long.MaxValue:
                value = (long)number;
                return true;
            case double number when Math.Abs(number) < 9e18:
                value = (long)Math.Round(number, MidpointRounding.ToEven);
                return true;
            case decimal number when Math.Abs(number) < 9_000_000_000_000_000_000m:
                value = (long)Math.Round(number, MidpointRounding.ToEven);
                return true;
            case BigInteger number when number >= long.MinValue && number <= long.MaxValue:
                value = (long)number;
                return true;
            default:
                return false;
        }
    }

    public static bool TryDouble(object? content, out double value)
    {
        switch (Of(content))
        {
            case int number:
                value = number;
                return true;
            case long number:
                value = number;
                return true;
            case uint number:
                value = number;
                return true;
            case ulong number:
                value = number;
                return true;
            case double number:
                value = number;
                return true;
            case decimal number:
                value = (double)number;
                return true;
            case BigInteger number:
                value = (double)number;
                return true;
            default:
                value = 0;
                return false;
        }
    }

    /// <summary>Parses a text as the language writes numbers: hexadecimal, exponents, the multipliers kb to pb. Null where it is none.</summary>
    public static object? Parse(string text)
    {
        var digits = text.AsSpan().Trim();
        if (digits.IsEmpty)
        {
            return Boxes.Of(0);
        }

        if (digits.Length > MaximumDigits)
        {
            return null;
        }

        var negative = digits[0] == '-';
        if (digits[0] is '-' or '+')
        {
            digits = digits[1..];
        }

        var multiplier = Multiplier(ref digits);
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return Hexadecimal(digits[2..], negative, multiplier);
        }

        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var integer) && integer <= long.MaxValue / multiplier)
        {
            integer *= negative ? -multiplier : multiplier;
            return integer is >= int.MinValue and <= int.MaxValue ? Boxes.Of((int)integer) : integer;
        }

        if (digits.IsEmpty || !(char.IsAsciiDigit(digits[0]) || digits[0] == '.') || !double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real))
        {
            return null;
        }

        return (negative ? -real : real) * multiplier;
    }

    // 0xFF is 255, 0xFFFFFFFF is the int -1: eight digits fill an int, sixteen a long.
    private static object? Hexadecimal(ReadOnlySpan<char> digits, bool negative, long multiplier)
    {
        if (!ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        var signed = digits.Length <= 8 ? (int)(uint)value : (long)value;
        if (multiplier != 1 || negative)
        {
            if (signed is < int.MinValue / 2 or > int.MaxValue)
            {
                return null;
            }

            signed *= negative ? -multiplier : multiplier;
        }

        return signed is >= int.MinValue and <= int.MaxValue ? Boxes.Of((int)signed) : signed;
    }

    private static long Multiplier(ref ReadOnlySpan<char> digits)
    {
        if (digits.Length < 3 || digits[^1] is not ('b' or 'B'))
        {
            return 1;
        }

        var power = (digits[^2] | 0x20) switch { 'k' => 1, 'm' => 2, 'g' => 3, 't' => 4, 'p' => 5, _ => 0 };
        if (power == 0)
        {
            return 1;
        }

        digits = digits[..^2];
        return 1L << (10 * power);
    }
}
