using System.Globalization;

namespace Assay.Web.Pages.Packages;

/// <summary>The addresses of packages and what belongs to them. Texts of packages are encoded, so that each is one part of an address.</summary>
internal static class PackageAddress
{
    /// <summary>A package with all its versions.</summary>
    public static string Of(string community, string id) => SiteAddress.Package(community, id);

    /// <summary>A version.</summary>
    public static string Of(string community, string id, string version) => SiteAddress.Package(community, id, version);

    /// <summary>Two versions side by side.</summary>
    public static string Compare(string community, string id, string before, string after) => $"{Of(community, id)}/compare/{Part(before)}...{Part(after)}";

    /// <summary>A file of a version, with the line where something stands.</summary>
    /// <param name="version">Address of the version.</param>
    /// <param name="path">Path of the artifact below the package.</param>
    /// <param name="line">Line from 1; null for the file as a whole.</param>
    public static string File(string version, string path, int? line = null) =>
        line is { } number ? string.Create(CultureInfo.InvariantCulture, $"{version}/files/view?path={Part(path)}&line={number}#L{number}") : $"{version}/files/view?path={Part(path)}";

    /// <summary>One part of an address.</summary>
    public static string Part(string text) => Uri.EscapeDataString(text);
}
