using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Assay.Packages.Manifest;
using NuGet.Versioning;

namespace Assay.Packages.Sources;

/// <summary>A package by id and perhaps version.</summary>
internal sealed record PackageReference(string Id, NuGetVersion? Version)
{
    private const string NuGetPurl = "pkg:nuget/";
    private const string GalleryPurl = "pkg:psgallery/";

    private static readonly SearchValues<char> RangeCharacters = SearchValues.Create("*[](),");

    /// <summary>True for a module or script of a PowerShell gallery, which only a purl says.</summary>
    public bool IsGallery { get; init; }

    /// <summary>Reads <c>id</c>, <c>id@version</c>, <c>pkg:nuget/id@version</c> or <c>pkg:psgallery/id@version</c>; qualifiers and subpath of a purl are left out.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PackageReference? reference, out string defect)
    {
        reference = null;
        defect = "";
        var isPurl = text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase);
        var isGallery = text.StartsWith(GalleryPurl, StringComparison.OrdinalIgnoreCase);
        if (isPurl && !isGallery && !text.StartsWith(NuGetPurl, StringComparison.OrdinalIgnoreCase))
        {
            defect = $"{text}: only {NuGetPurl} and {GalleryPurl} are supported.";
            return false;
        }

        var rest = isPurl ? text[(isGallery ? GalleryPurl : NuGetPurl).Length..].Split('?', '#')[0] : text;
        var at = rest.LastIndexOf('@');
        var id = Unescape(at < 0 ? rest : rest[..at], isPurl);
        var version = at < 0 ? null : Unescape(rest[(at + 1)..], isPurl);
        if (PackageIdentity.DefectOfId(id) is not null)
        {
            defect = $"{text} is neither a file, a folder nor a package id.";
            return false;
        }

        if (version is not null && version.AsSpan().ContainsAny(RangeCharacters))
        {
            defect = $"{text}: floating versions and ranges are not resolved; name one version, or none for the latest.";
            return false;
        }

        NuGetVersion? parsed = null;
        if (version is not null && !NuGetVersion.TryParse(version, out parsed))
        {
            defect = $"{text}: {version} is no version.";
            return false;
        }

        reference = new PackageReference(id, parsed) { IsGallery = isGallery };
        return true;
    }

    public override string ToString() => Version is null ? Id : $"{Id}@{Version.ToNormalizedString()}";

    private static string Unescape(string text, bool isPurl) => isPurl ? Uri.UnescapeDataString(text) : text;
}
