using System.Globalization;
using System.Numerics;

namespace Assay.PowerShell;

/// <summary>Gives number literals their values and types, as the engine does.</summary>
internal static class NumberLiteral
{
    private const int MaximumDigits = 1_000;

    /// <summary>The value of a number with its sign; null when it fits no type.</summary>
    public static object? Read(ReadOnlySpan<char> text)
    {
        var negative = text.Length > 0 && Characters.IsDash(text[0]);
        if (negative || (text.Length > 0 && text[0] == '+'))
        {
            text = text[1..];
        }

        var shape = NumberShape.Scan(text);
        var digits = text[shape.Digits];
        if (digits.Length > MaximumDigits)
        {
            return null;
        }

        var multiplier = BigInteger.Pow(1024, shape.Multiplier);
        return shape.IsReal ? ReadReal(digits, shape, multiplier, negative) : ReadInteger(digits, shape, multiplier, negative);
    }

    private static object? ReadReal(ReadOnlySpan<char> digits, in NumberShape shape, BigInteger multiplier, bool negative)
    {
        Span<char> ascii = stackalloc char[digits.Length];
        for (var i = 0; i < digits.Length; i++)
        {
            ascii[i] = Characters.IsDash(digits[i]) ? '-' : digits[i];
        }

        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (shape.Suffix == "d")
        {
            return decimal.TryParse(ascii, style, CultureInfo.InvariantCulture, out var exact) && TryMultiply(exact, multiplier, out var product) ? (negative ? -product : product) : null;
        }

        if (!double.TryParse(ascii, style, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        value *= (double)multiplier;
        value = negative ? -value : value;
        return shape.Suffix.Length == 0 ? value : Narrow(new BigInteger(Math.Round(Math.Clamp(value, -1e300, 1e300), MidpointRounding.ToEven)), shape.Suffix);
    }

    private static bool TryMultiply(decimal value, BigInteger multiplier, out decimal product)
    {
        product = 0;
        if (multiplier > 1 && Math.Abs(value) > decimal.MaxValue / (decimal)multiplier)
        {
            return false;
        }

        product = value * (decimal)multiplier;
        return true;
    }

    private static object? ReadInteger(ReadOnlySpan<char> digits, in NumberShape shape, BigInteger multiplier, bool negative)
    {
        BigInteger value;
        switch (shape.Radix)
        {
            case 16:
                value = ReadRadix(digits, 16, signed: shape.Suffix is not ("u" or "ul" or "us" or "uy" or "n"), shape.Suffix);
                break;
            case 2:
                value = ReadRadix(digits, 2, signed: shape.Suffix is not ("u" or "ul" or "us" or "uy" or "n"), shape.Suffix);
                break;
            default:
                value = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
                break;
        }

        value *= multiplier;
        value = negative ? -value : value;
        if (shape.Suffix.Length > 0)
        {
            return Narrow(value, shape.Suffix);
        }

        // A literal of 64 bits is a long, whatever its value.
        var isLong = shape.Radix != 10 && digits.Length * BitsPerDigit(shape.Radix) == 64;
        if (value >= int.MinValue && value <= int.MaxValue && !isLong)
        {
            return (int)value;
        }

        if (value >= long.MinValue && value <= long.MaxValue)
        {
            return (long)value;
        }

        if (shape.Radix == 10 && value >= (BigInteger)decimal.MinValue && value <= (BigInteger)decimal.MaxValue)
        {
            return (decimal)value;
        }

        return shape.Radix == 10 ? (double)value : null;
    }

    // 0xFFFFFFFF is -1: a full-width literal is read as two's complement of 32 or 64 bits.
    private static BigInteger ReadRadix(ReadOnlySpan<char> digits, int radix, bool signed, string suffix)
    {
        // A leading zero keeps the first digit from being a sign.
        var value = BigInteger.Parse($"0{digits}", radix == 16 ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture);
        var bits = digits.Length * BitsPerDigit(radix);
        if (!signed)
        {
            return value;
        }

        var width = suffix switch { "y" => 8, "s" => 16, "l" => 64, _ => bits <= 32 ? 32 : 64 };
        return bits == width && value >= BigInteger.One << (width - 1) ? value - (BigInteger.One << width) : value;
    }

    private static int BitsPerDigit(int radix) => radix == 16 ? 4 : 1;

    private static object? Narrow(BigInteger value, string suffix) => suffix switch
    {
        "n" => value,
        "d" when value >= (BigInteger)decimal.MinValue && value <= (BigInteger)decimal.MaxValue => (decimal)value,
        "y" when value >= sbyte.MinValue && value <= sbyte.MaxValue => (sbyte)value,
        "uy" when value >= byte.MinValue && value <= byte.MaxValue => (byte)value,
        "s" when value >= short.MinValue && value <= short.MaxValue => (short)value,
        "us" when value >= ushort.MinValue && value <= ushort.MaxValue => (ushort)value,
        "l" when value >= long.MinValue && value <= long.MaxValue => (long)value,
        "ul" when value >= ulong.MinValue && value <= ulong.MaxValue => (ulong)value,
        "u" when value >= uint.MinValue && value <= uint.MaxValue => (uint)value,
        "u" when value >= ulong.MinValue && value <= ulong.MaxValue => (ulong)value,
        _ => null,
    };
}
