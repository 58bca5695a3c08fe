using System.Numerics;

namespace Assay.PowerShell.Folding;

/// <summary>Numbers: the left operand decides, an <see cref="int"/> that overflows becomes a <see cref="double"/>.</summary>
internal static class Arithmetic
{
    private const int MaximumBits = 4_096;

    /// <summary>Adds, subtracts, multiplies or divides; <see cref="UnknownElement"/> where the engine fails or the result is not covered.</summary>
    public static object? Compute(TokenKind kind, object? left, object? right)
    {
        var a = Numbers.Of(left);
        var b = Numbers.Of(right);
        if (a is int x && b is int y)
        {
            return OfIntegers(kind, x, y);
        }

        if (a is null || b is null)
        {
            return UnknownElement.Any;
        }

        if (a is double or float || b is double or float)
        {
            return Numbers.TryDouble(a, out var p) && Numbers.TryDouble(b, out var q) ? OfReals(kind, p, q) : UnknownElement.Any;
        }

        if (a is decimal || b is decimal)
        {
            return ToDecimal(a) is { } p && ToDecimal(b) is { } q ? OfDecimals(kind, p, q) : UnknownElement.Any;
        }

        if (a is BigInteger || b is BigInteger)
        {
            return OfBig(kind, ToBig(a), ToBig(b));
        }

        return OfWide(kind, ToBig(a), ToBig(b), a is ulong || b is ulong, a is long || b is long);
    }

    /// <summary><c>-band</c>, <c>-bor</c>, <c>-bxor</c>, <c>-shl</c>, <c>-shr</c>.</summary>
    public static object? Bits(TokenKind kind, object? left, object? right)
    {
        var a = Numbers.Of(left);
        var b = Numbers.Of(right);
        if (a is double or decimal or float)
        {
            a = Numbers.TryLong(a, out var rounded) ? rounded is >= int.MinValue and <= int.MaxValue ? (int)rounded : rounded : null;
        }

        if (b is double or decimal or float)
        {
            b = Numbers.TryLong(b, out var rounded) ? rounded is >= int.MinValue and <= int.MaxValue ? (int)rounded : rounded : null;
        }

        if (a is int x && b is int y)
        {
            return kind switch
            {
                TokenKind.Band => Boxes.Of(x & y),
                TokenKind.Bor => Boxes.Of(x | y),
                TokenKind.Bxor => Boxes.Of(x ^ y),
                TokenKind.Shl => Boxes.Of(x << y),
                _ => Boxes.Of(x >> y),
            };
        }

        if (a is ulong or uint or BigInteger or null || !Numbers.TryLong(a, out var p) || !Numbers.TryLong(b, out var q) || b is ulong or uint)
        {
            return UnknownElement.Any;
        }

        return kind switch
        {
            TokenKind.Band => p & q,
            TokenKind.Bor => p | q,
            TokenKind.Bxor => p ^ q,
            TokenKind.Shl => p << (int)q,
            _ => p >> (int)q,
        };
    }

    public static object? Negate(object? operand) => Compute(TokenKind.Minus, Boxes.Of(0), operand);

    private static object? OfIntegers(TokenKind kind, int x, int y)
    {
        switch (kind)
        {
            case TokenKind.Plus:
                return Narrow((long)x + y);
            case TokenKind.Minus:
                return Narrow((long)x - y);
            case TokenKind.Multiply:
                return Narrow((long)x * y);
            case TokenKind.Divide:
                return y == 0 ? UnknownElement.Any : (long)x % y == 0 ? Narrow((long)x / y) : (double)x / y;
            case TokenKind.Rem:
                return y == 0 ? UnknownElement.Any : Boxes.Of((int)((long)x % y));
            default:
                return UnknownElement.Any;
        }
    }

    private static object Narrow(long value) => value is >= int.MinValue and <= int.MaxValue ? Boxes.Of((int)value) : (double)value;

    private static object? OfReals(TokenKind kind, double x, double y) => kind switch
    {
        TokenKind.Plus => x + y,
        TokenKind.Minus => x - y,
        TokenKind.Multiply => x * y,
        TokenKind.Divide => x / y,
        TokenKind.Rem => x % y,
        _ => UnknownElement.Any,
    };

    private static object? OfDecimals(TokenKind kind, decimal x, decimal y)
    {
        try
        {
            return kind switch
            {
                TokenKind.Plus => x + y,
                TokenKind.Minus => x - y,
                TokenKind.Multiply => x * y,
                TokenKind.Divide when y != 0 => x / y,
                TokenKind.Rem when y != 0 => x % y,
                _ => UnknownElement.Any,
            };
        }
        catch (OverflowException)
        {
            return UnknownElement.Any;
        }
    }

    private static object? OfBig(TokenKind kind, BigInteger x, BigInteger y)
    {
        if (x.GetBitLength() > MaximumBits || y.GetBitLength() > MaximumBits || (y.IsZero && kind is TokenKind.Divide or TokenKind.Rem))
        {
            return UnknownElement.Any;
        }

        return kind switch
        {
            TokenKind.Plus => x + y,
            TokenKind.Minus => x - y,
            TokenKind.Multiply => x * y,
            TokenKind.Divide when (x % y).IsZero => x / y,
            TokenKind.Rem => x % y,
            _ => UnknownElement.Any,
        };
    }

    // Overflow of any integer type but BigInteger gives a double.
    private static object? OfWide(TokenKind kind, BigInteger x, BigInteger y, bool anyUnsignedLong, bool anyLong)
    {
        if (y.IsZero && kind is TokenKind.Divide or TokenKind.Rem)
        {
            return UnknownElement.Any;
        }

        if (kind == TokenKind.Divide && !(x % y).IsZero)
        {
            return (double)x / (double)y;
        }

        var result = kind switch
        {
            TokenKind.Plus => x + y,
            TokenKind.Minus => x - y,
            TokenKind.Multiply => x * y,
            TokenKind.Divide => x / y,
            _ => x % y,
        };
        if (anyUnsignedLong)
        {
            return x.Sign < 0 || y.Sign < 0 ? UnknownElement.Any : result.Sign >= 0 && result <= ulong.MaxValue ? (ulong)result : (double)result;
        }

        if (!anyLong && x.Sign >= 0 && y.Sign >= 0)
        {
            return result.Sign >= 0 && result <= uint.MaxValue ? (uint)result : (double)result;
        }

        return result >= long.MinValue && result <= long.MaxValue ? (long)result : (double)result;
    }

    private static decimal? ToDecimal(object value) => value switch
    {
        decimal number => number,
        int number => number,
        long number => number,
        uint number => number,
        ulong number => number,
        _ => null,
    };

    private static BigInteger ToBig(object value) => value switch
    {
        int number => number,
        long number => number,
        uint number => number,
        ulong number => number,
        BigInteger number => number,
        _ => 0,
    };
}
