using NuGet.Versioning;

namespace Assay.Packages.Manifest;

/// <summary>Checks id and version as they are used in paths, URLs and reports.</summary>
public static class PackageIdentity
{
    private const int IdLimit = 128;
    private const int VersionLimit = 64;

    /// <summary>Says what is wrong with an id; null for letters, digits, <c>.</c>, <c>-</c> and <c>_</c> that start and end well.</summary>
    public static string? DefectOfId(string id)
    {
        if (id.Length is 0 or > IdLimit)
        {
            return id.Length == 0 ? "The manifest has no id." : $"The id has {id.Length} characters; the limit is {IdLimit}.";
        }

        var isPlain = id.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_') && !id.Contains("..", StringComparison.Ordinal) && id[0] is not ('.' or '-') && id[^1] is not ('.' or '-');
        return isPlain ? null : "The id has characters or dots that no package id has.";
    }

    /// <summary>Says what is wrong with a version and gives its normal form, the text itself when it is none.</summary>
    public static string? DefectOfVersion(string version, out string normalized)
    {
        normalized = version;
        if (version.Length is 0 or > VersionLimit)
        {
            return version.Length == 0 ? "The manifest has no version." : $"The version has {version.Length} characters; the limit is {VersionLimit}.";
        }

        if (version.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || !NuGetVersion.TryParse(version, out var parsed))
        {
            return "The version is no NuGet version.";
        }

        normalized = parsed.ToNormalizedString();
        return null;
    }
}
