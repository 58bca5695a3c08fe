using System.Globalization;

namespace Assay.Packages.Feeds;

/// <summary>Reads and writes instants as feeds tell them.</summary>
internal static class FeedInstant
{
    // NuGet V3 registration and NuGet V2: publication in this year marks versions that are not listed.
    private const int HiddenYear = 1900;

    /// <summary>Reads an instant; without an offset it is UTC.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    /// <summary>True for the publication of a version that is hidden.</summary>
    public static bool IsHidden(DateTimeOffset? instant) => instant?.Year == HiddenYear;

    /// <summary>Writes an instant to the second; null for none and for that of a hidden version.</summary>
    public static string? Write(DateTimeOffset? instant) =>
        IsHidden(instant) ? null : instant?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
