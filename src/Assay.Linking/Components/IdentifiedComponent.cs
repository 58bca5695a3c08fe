using Assay.Model;

namespace Assay.Linking.Components;

/// <summary>A file, or a part of one, that is known to be of a package or library.</summary>
/// <param name="Community"><c>nuget</c>, or <c>generic</c> for libraries by their upstream name.</param>
/// <param name="Package">Id of the package, or name of the library.</param>
/// <param name="Version">Null where nothing tells it for certain.</param>
/// <param name="IdentifiedBy"><c>file-hash</c>, <c>assembly-identity</c>, <c>version-resource</c> or <c>version-string</c>.</param>
/// <param name="Confidence"><c>certain</c>, <c>high</c> or <c>medium</c>: the lower one of package and version.</param>
internal sealed record IdentifiedComponent(string Community, string Package, ComponentVersion? Version, string IdentifiedBy, string Confidence)
{
    /// <summary>Package URL.</summary>
    public string Purl => $"pkg:{Community}/{Uri.EscapeDataString(Package)}{(Version is null ? "" : $"@{Uri.EscapeDataString(Version.Text)}")}";

    /// <summary>Gives what a report says of the file that is it.</summary>
    public ReportedComponent Report(string path, string sha256) => new(Purl, Package, Version?.Text, path, sha256, IdentifiedBy, Confidence);
}
