using System.Globalization;
using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>Fills format strings: <c>{index,alignment:format}</c>.</summary>
internal static class CompositeFormat
{
    private const int MaximumPrecision = 200;

    public static object? Fill(string format, IReadOnlyList<object?> arguments, Workspace work)
    {
        var result = new StringBuilder(format.Length);
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is not ('{' or '}'))
            {
                result.Append(c);
            }
            else if (i + 1 < format.Length && format[i + 1] == c)
            {
                result.Append(c);
                i++;
            }
            else if (c == '}' || !AppendItem(result, format, ref i, arguments, work) || result.Length > work.Spending.Budget.ValueLength)
            {
                return UnknownElement.Any;
            }
        }

        return work.Fits(result.Length) ? result.ToString() : UnknownElement.Any;
    }

    // {0}  {12,-4}  {0:X2}  {0 , 4 : X2}
    private static bool AppendItem(StringBuilder result, string format, ref int position, IReadOnlyList<object?> arguments, Workspace work)
    {
        var i = position + 1;
        if (!ReadNumber(format, ref i, out var index) || index >= arguments.Count)
        {
            return false;
        }

        SkipBlanks(format, ref i);
        var alignment = 0;
        if (i < format.Length && format[i] == ',')
        {
            i++;
            SkipBlanks(format, ref i);
            var left = i < format.Length && format[i] == '-';
            i += left ? 1 : 0;
            if (!ReadNumber(format, ref i, out alignment))
            {
                return false;
            }

            alignment = left ? -alignment : alignment;
            SkipBlanks(format, ref i);
        }

        var specification = "";
        if (i < format.Length && format[i] == ':')
        {
            var end = format.IndexOf('}', i);
            if (end < 0 || format.AsSpan(i, end - i).Contains('{') || (end + 1 < format.Length && format[end + 1] == '}' && end == i + 1))
            {
                return false;
            }

            specification = format[(i + 1)..end];
            i = end;
        }

        if (i >= format.Length || format[i] != '}' || Format(arguments[index], specification, work) is not { } text || Math.Abs((long)alignment) > work.Spending.Budget.ValueLength)
        {
            return false;
        }

        position = i;
        result.Append(alignment < 0 ? text.PadRight(-alignment) : text.PadLeft(alignment));
        return true;
    }

    /// <summary>One value by a format; null where it is not known.</summary>
    public static string? Format(object? value, string specification, Workspace work)
    {
        if (specification.Length == 0 || value is null or string or bool or char)
        {
            return value is Array ? ObjectTypes.NameOf(value) : value is ListObject ? null : Texts.Of(value, work.Separator);
        }

        // Currency, percent and dates depend on the machine's culture.
        if (!Numbers.IsNumber(value) || !IsSafe(specification))
        {
            return null;
        }

        work.Use((specification[0] | 0x20) is 'x' or 'b' ? Techniques.Radix : Techniques.None);
        try
        {
            return ((IFormattable)value).ToString(specification, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsSafe(string specification)
    {
        var letter = specification[0] | 0x20;
        if (!char.IsAsciiLetter(specification[0]))
        {
            return specification.Length <= MaximumPrecision;
        }

        return letter is not ('c' or 'p')
            && (specification.Length == 1 || (int.TryParse(specification.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var precision) && precision <= MaximumPrecision));
    }

    private static bool ReadNumber(string format, ref int i, out int number)
    {
        var start = i;
        number = 0;
        while (i < format.Length && char.IsAsciiDigit(format[i]) && number < 10_000_000)
        {
            number = (number * 10) + (format[i++] - '0');
        }

        return i > start && (i == format.Length || !char.IsAsciiDigit(format[i]));
    }

    private static void SkipBlanks(string format, ref int i)
    {
        while (i < format.Length && format[i] == ' ')
        {
            i++;
        }
    }
}
