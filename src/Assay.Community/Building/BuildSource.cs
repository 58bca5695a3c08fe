using Assay.Packages;

namespace Assay.Community;

/// <summary>Where the packages of an index come from.</summary>
public sealed record BuildSource
{
    private BuildSource(string name) => Name = name;

    /// <summary>What it is called in the index: a folder or the name of a feed.</summary>
    public string Name { get; }

    internal IReadOnlyList<PackageLocation> Locations { get; private init; } = [];

    internal IFeedCatalog? Catalog { get; private init; }

    /// <summary>A folder with the packages that lie in it.</summary>
    public static BuildSource Folder(string name, IReadOnlyList<PackageLocation> locations) => new(name) { Locations = locations };

    /// <summary>A feed.</summary>
    public static BuildSource Feed(IFeedCatalog catalog) => new(catalog.Name) { Catalog = catalog };
}
