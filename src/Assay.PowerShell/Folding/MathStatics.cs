namespace Assay.PowerShell.Folding;

/// <summary>Static methods of <c>[Math]</c>.</summary>
internal static class MathStatics
{
    public static object? Invoke(string name, in Arguments arguments)
    {
        arguments.Work.Use(Techniques.Computation);
        if (!arguments.Double(0, out var x))
        {
            return UnknownElement.Any;
        }

        if (arguments.Count == 2)
        {
            return OfTwo(name, x, arguments);
        }

        if (arguments.Count != 1)
        {
            return UnknownElement.Any;
        }

        if (arguments[0] is decimal)
        {
            return UnknownElement.Any;
        }

        return name switch
        {
            "FLOOR" => Math.Floor(x),
            "CEILING" => Math.Ceiling(x),
            "ROUND" => Math.Round(x, MidpointRounding.ToEven),
            "TRUNCATE" => Math.Truncate(x),
            "SQRT" => Math.Sqrt(x),
            "ABS" => arguments[0] is int number && number != int.MinValue ? Boxes.Of(Math.Abs(number)) : arguments[0] is double ? Math.Abs(x) : UnknownElement.Any,
            "SIGN" => double.IsNaN(x) ? UnknownElement.Any : Boxes.Of(Math.Sign(x)),
            _ => UnknownElement.Any,
        };
    }

    private static object? OfTwo(string name, double x, in Arguments arguments)
    {
        if (name == "ROUND" && arguments.Int(1, out var digits))
        {
            return digits is >= 0 and <= 15 ? Math.Round(x, digits, MidpointRounding.ToEven) : UnknownElement.Any;
        }

        if (!arguments.Double(1, out var y))
        {
            return UnknownElement.Any;
        }

        var integers = arguments[0] is int && arguments[1] is int;
        return name switch
        {
            "POW" => Math.Pow(x, y),
            "MAX" => integers ? Boxes.Of((int)Math.Max(x, y)) : arguments[0] is double || arguments[1] is double ? Math.Max(x, y) : UnknownElement.Any,
            "MIN" => integers ? Boxes.Of((int)Math.Min(x, y)) : arguments[0] is double || arguments[1] is double ? Math.Min(x, y) : UnknownElement.Any,
            _ => UnknownElement.Any,
        };
    }
}
