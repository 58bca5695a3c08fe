using System.Globalization;
using System.Text.Json;

namespace Assay.Model;

/// <summary>What a limit counts.</summary>
public enum LimitUnit
{
    /// <summary>Things.</summary>
    Count,
    /// <summary>Bytes.</summary>
    Bytes,
    /// <summary>Steps of work, the same on every machine.</summary>
    Steps,
    /// <summary>Levels of nesting.</summary>
    Levels,
    /// <summary>UTF-16 code units.</summary>
    Characters,
    /// <summary>Seconds of wall-clock time.</summary>
    Seconds,
    /// <summary>Times.</summary>
    Times,
}

/// <summary>Describes a limit that may be set.</summary>
/// <param name="Limit">Which one.</param>
/// <param name="Group">Heading under which tables show it.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Usual">Its value when nobody sets it.</param>
/// <param name="Smallest">The smallest value it takes.</param>
/// <param name="Largest">The largest value it takes: what memory, or the stack, allows.</param>
/// <param name="Problem">The problem that says that it was reached; null when the report says it otherwise.</param>
/// <param name="Meaning">What it limits, and what becomes of the rest.</param>
public sealed record LimitDefinition(Limit Limit, string Group, LimitUnit Unit, long Usual, long Smallest, long Largest, ProblemId? Problem, string Meaning)
{
    private static readonly (string Name, long Factor)[] ByteUnits = [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10)];

    /// <summary>The name in settings and reports.</summary>
    public string Name => field ??= JsonNamingPolicy.KebabCaseLower.ConvertName(Limit.ToString());

    /// <summary>Reads a value: a number, whose digits underscores may part, and for bytes a unit (<c>256 MiB</c>, <c>1GiB</c>).</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="value">The value.</param>
    /// <param name="defect">What is wrong with it, as a sentence; null when nothing is.</param>
    public bool TryRead(string text, out long value, out string? defect)
    {
        var number = text.Trim();
        var factor = 1L;
        if (Unit == LimitUnit.Bytes && Array.Find(ByteUnits, unit => number.EndsWith(unit.Name, StringComparison.OrdinalIgnoreCase)) is { Name: not null } found)
        {
            factor = found.Factor;
            number = number[..^3].TrimEnd();
        }

        var isNumber = long.TryParse(number.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= long.MaxValue / factor;
        value = isNumber ? value * factor : 0;
        defect = !isNumber ? $"'{text}' is no value of {Name}: write a whole number{(Unit == LimitUnit.Bytes ? ", such as 67108864 or 64 MiB" : "")}."
            : value < Smallest || value > Largest ? $"{Name} takes {Show(Smallest)} to {Show(Largest)}, not {Show(value)}."
            : null;
        return defect is null;
    }

    /// <summary>Writes a value for people: <c>256 MiB</c>, <c>65,534</c>, <c>60 s</c>.</summary>
    public string Show(long value) => Show(Unit, value);

    /// <summary>Writes a number of units for people.</summary>
    public static string Show(LimitUnit unit, long value)
    {
        if (unit == LimitUnit.Bytes && Array.Find(ByteUnits, bytes => value >= bytes.Factor && value % bytes.Factor == 0) is { Name: { } name, Factor: var factor })
        {
            return string.Create(CultureInfo.InvariantCulture, $"{value / factor:N0} {name}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:N0}{(unit switch { LimitUnit.Bytes => " bytes", LimitUnit.Seconds => " s", _ => "" })}");
    }
}
