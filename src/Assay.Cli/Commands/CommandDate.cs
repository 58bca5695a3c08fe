using System.Globalization;

namespace Assay.Cli;

/// <summary>Reads days of the command line.</summary>
internal static class CommandDate
{
    /// <summary>Reads <c>yyyy-MM-dd</c>; null for anything else.</summary>
    public static DateOnly? Of(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
