using System.Text.Json;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>What a registration says of one version.</summary>
internal sealed record RegistrationEntry(NuGetVersion Version, string? Published, bool? Listed, string? Deprecated, string? Sha512, Uri? CatalogLeaf)
{
    /// <summary>Id as the entry writes it; null when it does not.</summary>
    public string? Id { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>Bytes of the file; null where the entry does not tell.</summary>
    public long? Size { get; init; }

    /// <summary>Reads a leaf of a registration page; null when it names no version.</summary>
    public static RegistrationEntry? Read(JsonElement leaf)
    {
        // The catalog entry is an object, or only its address.
        var entry = leaf.Member("catalogEntry") is { ValueKind: JsonValueKind.Object } inlined ? inlined : leaf;
        if (!NuGetVersion.TryParse(entry.Text("version"), out var version))
        {
            return null;
        }

        // A leaf of the catalog tells the creation too, which stays when the publication is hidden.
        var published = FeedInstant.Read(entry.Text("published") ?? leaf.Text("published"));
        return new RegistrationEntry(
            version,
            FeedInstant.Write(published) ?? FeedInstant.Write(FeedInstant.Read(entry.Text("created"))),
            FeedInstant.IsHidden(published) ? false : entry.Flag("listed") ?? leaf.Flag("listed"),
            entry.Member("deprecation") is { ValueKind: JsonValueKind.Object } deprecation ? Describe(deprecation) : null,
            HashOf(entry),
            entry.Address("@id"))
        {
            Id = entry.Text("id"),
            Tags = FeedTags.Bound(entry.Texts("tags").SelectMany(FeedTags.Split)),
            Size = entry.Number("packageSize"),
        };
    }

    /// <summary>Gives the SHA-512 (base-64) that a catalog leaf or an entry names; null when it names none.</summary>
    public static string? HashOf(JsonElement entry) =>
        string.Equals(entry.Text("packageHashAlgorithm") ?? "SHA512", "SHA512", StringComparison.OrdinalIgnoreCase) ? entry.Text("packageHash") : null;

    /// <summary>Says in one sentence why and in favour of what a version is deprecated.</summary>
    public static string Describe(JsonElement deprecation)
    {
        var reasons = string.Join(", ", deprecation.Texts("reasons"));
        var text = string.Join(": ", new[] { reasons.Length == 0 ? "Deprecated" : reasons, deprecation.Text("message") }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var whole = deprecation.Member("alternatePackage")?.Text("id") is { Length: > 0 } alternative ? $"{text} (use {alternative})" : text;
        return whole.Length > FeedLimits.DeprecationLength ? whole[..FeedLimits.DeprecationLength] : whole;
    }
}
