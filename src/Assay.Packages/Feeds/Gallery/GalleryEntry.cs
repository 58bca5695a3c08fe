using System.Globalization;
using Assay.Packages.Manifest;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>One version as a V2 feed tells it: an Atom entry with <c>m:properties</c>.</summary>
internal sealed record GalleryEntry(string Id, NuGetVersion Version)
{
    private const string Module = "PSModule";
    private const string Script = "PSScript";
    private const int OwnersLimit = 100;

    public string? Published { get; init; }
    public bool? Listed { get; init; }
    /// <summary>Downloads of all versions.</summary>
    public long? Downloads { get; init; }
    public string? Sha512 { get; init; }
    public long? Size { get; init; }
    /// <summary>Where the file is; null when the entry does not say.</summary>
    public Uri? Content { get; init; }
    /// <summary>True for a module or script of a PowerShell gallery, which its item type or a tag says.</summary>
    public bool IsPowerShell { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Makes an entry of its properties; null when they name no version.</summary>
    public static GalleryEntry? Read(IReadOnlyDictionary<string, string> properties, string? title, Uri? content)
    {
        var id = properties.GetValueOrDefault("Id") ?? title ?? "";
        if (PackageIdentity.DefectOfId(id) is not null || !NuGetVersion.TryParse(properties.GetValueOrDefault("Version") ?? properties.GetValueOrDefault("NormalizedVersion"), out var version))
        {
            return null;
        }

        var published = FeedInstant.Read(properties.GetValueOrDefault("Published"));
        var tags = FeedTags.Bound(FeedTags.Split(properties.GetValueOrDefault("Tags") ?? ""));
        return new GalleryEntry(id, version)
        {
            Published = FeedInstant.Write(published) ?? FeedInstant.Write(FeedInstant.Read(properties.GetValueOrDefault("Created"))),
            Listed = FeedInstant.IsHidden(published) || IsFalse(properties.GetValueOrDefault("Listed")) ? false : published is null ? null : true,
            Downloads = Number(properties.GetValueOrDefault("DownloadCount")),
            Sha512 = string.Equals(properties.GetValueOrDefault("PackageHashAlgorithm"), "SHA512", StringComparison.OrdinalIgnoreCase) ? Hash(properties.GetValueOrDefault("PackageHash")) : null,
            Size = Number(properties.GetValueOrDefault("PackageSize")),
            Content = content,
            IsPowerShell = properties.GetValueOrDefault("ItemType") is "Module" or "Script" || tags.Contains(Module, StringComparer.OrdinalIgnoreCase) || tags.Contains(Script, StringComparer.OrdinalIgnoreCase),
            Tags = tags,
            Owners = [.. (properties.GetValueOrDefault("Owners") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(OwnersLimit)],
        };
    }

    public FeedListing Listing => new(Id, Version.ToNormalizedString(), Published, Listed, null, Downloads, Sha512, Size, Tags) { Owners = Owners };

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsFalse(string? text) => string.Equals(text, "false", StringComparison.OrdinalIgnoreCase);

    // Some servers name an algorithm and no hash.
    private static string? Hash(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
