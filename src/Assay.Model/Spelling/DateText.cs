using System.Globalization;

namespace Assay.Model;

/// <summary>Spells instants as <c>date</c> facts do: <c>2027-08-08T00:00:00</c>.</summary>
public static class DateText
{
    /// <summary>Spells year, month, day, hour, minute, second; null when there is no such day or time.</summary>
    public static string? Of(ReadOnlySpan<int> parts) =>
        parts is [>= 1 and <= 9999, >= 1 and <= 12, >= 1, >= 0 and < 24, >= 0 and < 60, >= 0 and < 60] && parts[2] <= DateTime.DaysInMonth(parts[0], parts[1])
            ? new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], DateTimeKind.Unspecified).ToString("s", CultureInfo.InvariantCulture)
            : null;

    /// <summary>Spells a date that code parses from a text, with the year first or as the invariant culture writes it; null when the text is no date with a day.</summary>
    public static string? Parse(string text) =>
        text.Length is >= 8 and <= 40 && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.NoCurrentDateDefault, out var date) && date.Year > 1
            ? date.ToString("s", CultureInfo.InvariantCulture)
            : null;
}
