using System.Globalization;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Points in time of documents: never those of a clock, always those of the report.</summary>
internal static class Instant
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>What stands where a format wants a time and the report has none.</summary>
    public const string Unknown = "1970-01-01T00:00:00Z";

    /// <summary>The day or instant that the report speaks of, in UTC; null when it does not say.</summary>
    public static string? Of(CheckReport report) => Of(report.Inputs.AsOf);

    /// <summary>Reads a day or an instant; null for anything else.</summary>
    public static string? Of(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant.ToString(Form, CultureInfo.InvariantCulture) : null;
}
