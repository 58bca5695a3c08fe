using System.Globalization;
using System.Text.Json;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>What a registration says of one version.</summary>
internal sealed record RegistrationEntry(NuGetVersion Version, string? Published, bool? Listed, string? Deprecated, string? Sha512, Uri? CatalogLeaf)
{
    // NuGet V3 registration, catalog entry: this year marks versions that are not listed.
    private const int UnlistedYear = 1900;

    /// <summary>Reads a leaf of a registration page; null when it names no version.</summary>
    public static RegistrationEntry? Read(JsonElement leaf)
    {
        // The catalog entry is an object, or only its address.
        var entry = leaf.Member("catalogEntry") is { ValueKind: JsonValueKind.Object } inlined ? inlined : leaf;
        if (!NuGetVersion.TryParse(entry.Text("version"), out var version))
        {
            return null;
        }

        var published = DateTimeOffset.TryParse(entry.Text("published") ?? leaf.Text("published"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : (DateTimeOffset?)null;
        var isHidden = published?.Year == UnlistedYear;
        return new RegistrationEntry(
            version,
            isHidden ? null : published?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            isHidden ? false : entry.Flag("listed") ?? leaf.Flag("listed"),
            entry.Member("deprecation") is { ValueKind: JsonValueKind.Object } deprecation ? Describe(deprecation) : null,
            HashOf(entry),
            entry.Address("@id"));
    }

    /// <summary>Gives the SHA-512 (base-64) that a catalog leaf or an entry names; null when it names none.</summary>
    public static string? HashOf(JsonElement entry) =>
        string.Equals(entry.Text("packageHashAlgorithm") ?? "SHA512", "SHA512", StringComparison.OrdinalIgnoreCase) ? entry.Text("packageHash") : null;

    private static string Describe(JsonElement deprecation)
    {
        var reasons = string.Join(", ", deprecation.Texts("reasons"));
        var text = string.Join(": ", new[] { reasons.Length == 0 ? "Deprecated" : reasons, deprecation.Text("message") }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var whole = deprecation.Member("alternatePackage")?.Text("id") is { Length: > 0 } alternative ? $"{text} (use {alternative})" : text;
        return whole.Length > FeedLimits.DeprecationLength ? whole[..FeedLimits.DeprecationLength] : whole;
    }
}
