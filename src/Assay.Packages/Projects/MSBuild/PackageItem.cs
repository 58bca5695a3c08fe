using System.Xml.Linq;
using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>An item of a project that names a package.</summary>
internal sealed class PackageItem(string id, string kind, ManifestPlace place)
{
    public string Id { get; } = id;
    /// <summary>The item's name: <c>PackageReference</c>, <c>PackageVersion</c> and others.</summary>
    public string Kind { get; } = kind;
    public ManifestPlace Place { get; } = place;
    public string? Version { get; set; }
    public ManifestPlace? VersionPlace { get; set; }
    public string? VersionOverride { get; set; }
    public ManifestPlace? OverridePlace { get; set; }
    public string? PrivateAssets { get; set; }
    /// <summary>The framework that a condition names; null for all.</summary>
    public string? Framework { get; set; }
    /// <summary>It stands under another condition.</summary>
    public bool Conditional { get; set; }

    /// <summary>PrivateAssets="all": nothing of it reaches those who use the project.</summary>
    public bool IsPrivate => PrivateAssets is { } assets && assets.Split(';').Any(asset => asset.Trim().Equals("all", StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes metadata, attributes and child elements alike.</summary>
    public void Take(XElement element, ProjectProperties properties, SourceText source)
    {
        foreach (var attribute in element.Attributes())
        {
            Take(attribute.Name.LocalName, properties.Expand(attribute.Value), source.Place(attribute, "version"));
        }

        foreach (var child in element.Elements())
        {
            Take(child.Name.LocalName, properties.Expand(child.Value), source.Place(child, "version"));
        }
    }

    private void Take(string name, string value, ManifestPlace place)
    {
        switch (name.ToUpperInvariant())
        {
            case "VERSION":
                (Version, VersionPlace) = (value.Trim(), place);
                break;
            case "VERSIONOVERRIDE":
                (VersionOverride, OverridePlace) = (value.Trim(), place);
                break;
            case "PRIVATEASSETS":
                PrivateAssets = value;
                break;
        }
    }
}
