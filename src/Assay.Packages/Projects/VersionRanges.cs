using NuGet.Versioning;

namespace Assay.Packages.Projects;

/// <summary>Reads ranges as NuGet does.</summary>
internal static class VersionRanges
{
    private const int Longest = 256;

    /// <summary>Reads a range; null when it is none.</summary>
    public static NuGet.Versioning.VersionRange? Parse(string? text) =>
        text is { Length: > 0 and <= Longest } && NuGet.Versioning.VersionRange.TryParse(text.Trim(), allowFloating: true, out var range) ? range : null;

    /// <summary>Gives the version of a range that allows one alone; null for any other.</summary>
    public static string? Exact(string? text) =>
        Parse(text) is { HasLowerAndUpperBounds: true, IsMinInclusive: true, IsMaxInclusive: true } range && range.MinVersion == range.MaxVersion ? range.MinVersion!.ToNormalizedString() : null;

    /// <summary>True when two ranges in any notation are the same.</summary>
    public static bool AreEqual(string? left, string? right) => Parse(left) is { } first && Parse(right) is { } second ? first.ToNormalizedString().Equals(second.ToNormalizedString(), StringComparison.OrdinalIgnoreCase) : string.Equals(left?.Trim(), right?.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives the normal form of a version; the text itself when it is none.</summary>
    public static string Normalize(string version) => version.Length <= Longest && NuGetVersion.TryParse(version, out var parsed) ? parsed.ToNormalizedString() : version;
}
