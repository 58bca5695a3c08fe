using System.Globalization;
using Assay.Community.Index;

namespace Assay.Community.Querying;

/// <summary>Days, months and years as their first and last day since 1970-01-01.</summary>
internal static class QueryPeriod
{
    public static (int First, int Last)? Parse(string text)
    {
        if (TryParse(text, "yyyy-MM-dd", out var day))
        {
            return (DayColumn.Of(day), DayColumn.Of(day));
        }

        if (TryParse(text, "yyyy-MM", out var month) && month.Year < DateOnly.MaxValue.Year)
        {
            return (DayColumn.Of(month), DayColumn.Of(month.AddMonths(1).AddDays(-1)));
        }

        return TryParse(text, "yyyy", out var year) && year.Year < DateOnly.MaxValue.Year ? (DayColumn.Of(year), DayColumn.Of(year.AddYears(1).AddDays(-1))) : null;
    }

    private static bool TryParse(string text, string format, out DateOnly day) => DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
