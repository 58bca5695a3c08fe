using System.Globalization;

namespace Assay.PowerShell.Folding;

/// <summary>Static methods of <c>[Convert]</c>.</summary>
internal static class ConvertStatics
{
    public static object? Invoke(string name, in Arguments arguments)
    {
        var work = arguments.Work;
        switch (name)
        {
            case "FROMBASE64STRING" or "FROMBASE64CHARARRAY":
                return FromBase64(arguments);
            case "TOBASE64STRING":
                work.Use(Techniques.Base64);
                return arguments.Count == 1 && arguments.Bytes(0, out var bytes) && work.Fits(bytes.Length * 4L / 3) ? Convert.ToBase64String(bytes) : UnknownElement.Any;
            case "FROMHEXSTRING":
                work.Use(Techniques.Radix);
                return arguments.Text(0, out var digits) && (digits.Length & 1) == 0 && digits.All(char.IsAsciiHexDigit) && work.Fits(digits.Length / 2) ? Convert.FromHexString(digits) : UnknownElement.Any;
            case "TOHEXSTRING":
                work.Use(Techniques.Radix);
                return arguments.Count == 1 && arguments.Bytes(0, out bytes) && work.Fits(bytes.Length * 2L) ? Convert.ToHexString(bytes) : UnknownElement.Any;
            case "TOCHAR":
                return arguments.Count == 1 && arguments.Character(0, out var character) ? Boxes.Of(character) : UnknownElement.Any;
            case "TOSTRING":
                return ToText(arguments);
            case "TOBOOLEAN" when arguments.Count == 1 && Numbers.IsNumber(arguments[0]):
                return Conversions.TryBool(arguments[0], out var truth) ? Boxes.Of(truth) : UnknownElement.Any;
            case "TODOUBLE" when arguments.Count == 1 && arguments.Double(0, out var real):
                return real;
        }

        return name is "TOINT16" or "TOINT32" or "TOINT64" or "TOBYTE" or "TOSBYTE" or "TOUINT16" or "TOUINT32" or "TOUINT64" ? ToInteger(name, arguments) : UnknownElement.Any;
    }

    private static object? FromBase64(in Arguments arguments)
    {
        var work = arguments.Work;
        work.Use(Techniques.Base64);
        string text;
        if (arguments.Count > 0 && arguments[0] is char[] characters)
        {
            text = new string(characters);
        }
        else if (!arguments.Text(0, out text))
        {
            return UnknownElement.Any;
        }

        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return work.Fits(bytes.Length) && Convert.TryFromBase64String(text, bytes, out var written) ? bytes.AsSpan(0, written).ToArray() : UnknownElement.Any;
    }

    private static object? ToText(in Arguments arguments)
    {
        if (arguments.Count == 1)
        {
            return arguments.Text(0, out var text) ? text : UnknownElement.Any;
        }

        if (arguments.Count != 2 || !arguments.Int(1, out var radix) || radix is not (2 or 8 or 10 or 16))
        {
            return UnknownElement.Any;
        }

        arguments.Work.Use(Techniques.Radix);
        return arguments[0] switch
        {
            int number => Convert.ToString(number, radix),
            byte number => Convert.ToString(number, radix),
            long number => Convert.ToString(number, radix),
            short number => Convert.ToString(number, radix),
            char character => Convert.ToString(character, radix),
            _ => UnknownElement.Any,
        };
    }

    private static object? ToInteger(string name, in Arguments arguments)
    {
        if (arguments.Count == 1)
        {
            // Texts are decimal digits here, with no prefix and no fraction.
            if (arguments[0] is string text && !long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            {
                return UnknownElement.Any;
            }

            return Numbers.TryLong(arguments[0], out var plain) ? Fit(name, plain) : UnknownElement.Any;
        }

        if (arguments.Count != 2 || !arguments.Text(0, out var digits) || !arguments.Int(1, out var radix) || radix is not (2 or 8 or 10 or 16))
        {
            return UnknownElement.Any;
        }

        if (radix == 10)
        {
            return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Fit(name, number) : UnknownElement.Any;
        }

        arguments.Work.Use(Techniques.Radix);
        return Parse(digits, radix) is { } parsed ? FitBits(name, parsed) : UnknownElement.Any;
    }

    private static ulong? Parse(string digits, int radix)
    {
        var start = radix == 16 && digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
        if (digits.Length == start || digits.Length > 64)
        {
            return null;
        }

        UInt128 value = 0;
        for (var i = start; i < digits.Length; i++)
        {
            var c = digits[i];
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
            value = (value * (uint)radix) + (uint)digit;
            if (digit >= radix || value > ulong.MaxValue)
            {
                return null;
            }
        }

        return (ulong)value;
    }

    private static object? Fit(string name, long value) => name switch
    {
        "TOINT32" => value is >= int.MinValue and <= int.MaxValue ? Boxes.Of((int)value) : UnknownElement.Any,
        "TOINT64" => value,
        "TOBYTE" => value is >= 0 and <= 255 ? Boxes.Of((byte)value) : UnknownElement.Any,
        "TOINT16" => value is >= short.MinValue and <= short.MaxValue ? (short)value : UnknownElement.Any,
        "TOUINT16" => value is >= 0 and <= ushort.MaxValue ? (ushort)value : UnknownElement.Any,
        "TOSBYTE" => value is >= sbyte.MinValue and <= sbyte.MaxValue ? (sbyte)value : UnknownElement.Any,
        "TOUINT32" => value is >= 0 and <= uint.MaxValue ? (uint)value : UnknownElement.Any,
        "TOUINT64" => value >= 0 ? (ulong)value : UnknownElement.Any,
        _ => UnknownElement.Any,
    };

    // Other bases give the bits: 'ff' as a signed byte is -1.
    private static object? FitBits(string name, ulong value) => name switch
    {
        "TOINT32" => value <= uint.MaxValue ? Boxes.Of((int)(uint)value) : UnknownElement.Any,
        "TOINT64" => (long)value,
        "TOBYTE" => value <= byte.MaxValue ? Boxes.Of((byte)value) : UnknownElement.Any,
        "TOINT16" => value <= ushort.MaxValue ? (short)(ushort)value : UnknownElement.Any,
        "TOUINT16" => value <= ushort.MaxValue ? (ushort)value : UnknownElement.Any,
        "TOSBYTE" => value <= byte.MaxValue ? (sbyte)(byte)value : UnknownElement.Any,
        "TOUINT32" => value <= uint.MaxValue ? (uint)value : UnknownElement.Any,
        _ => value,
    };
}
