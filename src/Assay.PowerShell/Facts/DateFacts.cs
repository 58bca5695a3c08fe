using System.Globalization;
using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Writes constant dates: <c>[datetime]'2027-08-08'</c>, <c>Get-Date '2027-08-08'</c>, <c>Get-Date -Year 2027 -Month 8 -Day 8</c>, <c>[datetime]::new(2027, 8, 8)</c>.</summary>
internal static class DateFacts
{
    /// <summary>A cast to a date.</summary>
    public static void WriteCast(ScriptReading reading, ConvertExpressionAst cast)
    {
        if (reading.ConstantText(cast.Child) is { } text)
        {
            Write(reading, text, cast);
        }
    }

    /// <summary>A date that is parsed.</summary>
    public static void WriteCall(ScriptReading reading, InvokeMemberExpressionAst call)
    {
        if (call.Arguments is [var text, ..] && reading.ConstantText(text) is { } constant)
        {
            Write(reading, constant, call);
        }
    }

    /// <summary>A date that is constructed from its parts.</summary>
    public static void WriteNew(ScriptReading reading, IReadOnlyList<Argument> arguments, int position)
    {
        if (arguments.Count >= 3)
        {
            WriteParts(reading, position, [.. arguments.Take(6).Select(argument => argument.IsConstant ? argument.Value : null)]);
        }
    }

    /// <summary><c>Get-Date</c> of a given day.</summary>
    public static void WriteGetDate(ScriptReading reading, CommandAst command, IReadOnlyList<BoundArgument> bound)
    {
        if (Of(bound, "Date") is { } date && reading.ConstantText(date) is { } text)
        {
            Write(reading, text, command);
        }
        else if (Of(bound, "Year") is { } year && Of(bound, "Month") is { } month && Of(bound, "Day") is { } day)
        {
            WriteParts(reading, command.Start, [reading.ConstantText(year), reading.ConstantText(month), reading.ConstantText(day)]);
        }
    }

    private static Ast? Of(IReadOnlyList<BoundArgument> bound, string name)
    {
        foreach (var argument in bound)
        {
            if (string.Equals(argument.Name, name, StringComparison.Ordinal))
            {
                return argument.Value;
            }
        }

        return null;
    }

    private static void Write(ScriptReading reading, string text, Ast node)
    {
        // Casts and Get-Date read dates with the invariant culture.
        if (text.Length is >= 8 and <= 40 && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var date) && date.Year > 1)
        {
            reading.Add(FactKind.Date, date.ToString("s", CultureInfo.InvariantCulture), node);
        }
    }

    private static void WriteParts(ScriptReading reading, int position, IReadOnlyList<string?> parts)
    {
        Span<int> numbers = [1, 1, 1, 0, 0, 0];
        for (var i = 0; i < parts.Count; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return;
            }
        }

        if (DateText.Of(numbers) is { } date)
        {
            reading.Add(FactKind.Date, date, position);
        }
    }
}
