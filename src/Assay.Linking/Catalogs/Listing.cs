using Assay.Model;

namespace Assay.Linking.Catalogs;

/// <summary>A catalogue with the files that its entries mean.</summary>
internal sealed class Listing
{
    private readonly HashSet<int> _listed = [];
    private readonly IReadOnlyDictionary<string, int> _tree;

    private Listing(int catalogue, IReadOnlyDictionary<string, int> tree, IReadOnlyList<(ListedFile Listed, int File)> pairs)
    {
        Catalogue = catalogue;
        Pairs = pairs;
        _tree = tree;
        _listed.UnionWith(pairs.Select(pair => pair.File));
    }

    /// <summary>Index of the catalogue.</summary>
    public int Catalogue { get; }

    /// <summary>Each named entry with the index of its file, -1 where it is absent.</summary>
    public IReadOnlyList<(ListedFile Listed, int File)> Pairs { get; }

    /// <summary>Reads a catalogue; null when it lists nothing of the container that it lies in.</summary>
    public static Listing? Of(IReadOnlyList<LinkedFile> files, int catalogue)
    {
        var artifact = files[catalogue].Artifact;
        if (artifact.Derived || artifact.Parent < 0)
        {
            return null;
        }

        var listed = ListedFile.Read(files[catalogue].Facts).FindAll(file => file.Name is not null);
        var folder = artifact.Name[..(artifact.Name.LastIndexOf('/') + 1)];
        foreach (var root in folder.Length == 0 ? [""] : new[] { folder, "" })
        {
            var tree = Tree(files, artifact.Parent, root);
            var pairs = listed.ConvertAll(file => (file, tree.GetValueOrDefault(file.Name!, -1)));
            if (pairs.Exists(pair => pair.Item2 >= 0))
            {
                return new Listing(catalogue, tree, pairs);
            }
        }

        return null;
    }

    /// <summary>Gives the files that a list of a whole folder should name and does not.</summary>
    public IEnumerable<int> Unlisted(IReadOnlyList<LinkedFile> files) => Pairs.Any(pair => pair.Listed.IsOfTree)
        ? _tree.Where(pair => !_listed.Contains(pair.Value) && !IsAdded(files[pair.Value].Artifact)).Select(pair => pair.Value).Order()
        : [];

    // Windows tells no letter case apart; of two files that lead to one name the first counts.
    private static Dictionary<string, int> Tree(IReadOnlyList<LinkedFile> files, int container, string root)
    {
        var tree = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Artifact is { Derived: false } artifact && artifact.Parent == container && artifact.Name.StartsWith(root, StringComparison.OrdinalIgnoreCase))
            {
                tree.TryAdd(artifact.Name[root.Length..].Replace('\\', '/'), i);
            }
        }

        return tree;
    }

    private static bool IsAdded(ArtifactInfo artifact) => artifact.Kind is ArtifactKind.Catalogue or ArtifactKind.PackagingPart or ArtifactKind.Nuspec or ArtifactKind.PackageSignature or ArtifactKind.InstalledModule
        || artifact.Name.StartsWith("_rels/", StringComparison.OrdinalIgnoreCase) || artifact.Name.StartsWith("package/services/", StringComparison.OrdinalIgnoreCase);
}
