using Assay.Model;
using Assay.Packages;

namespace Assay.Scan;

/// <summary>Says of the contents of a package which can stand for equal ones in other packages.</summary>
internal static class ReadContents
{
    /// <summary>Gives the content of each artifact; null where it was not read on its own, or where reading it led to more than is kept.</summary>
    public static ReadContent?[] Of(IReadOnlyList<ArtifactInfo> artifacts, IReadOnlyDictionary<int, ReadContent> read)
    {
        var derived = artifacts.Index().Where(entry => entry.Item is { Derived: true, Parent: >= 0 }).ToLookup(entry => entry.Item.Parent, entry => entry.Index);
        var containers = artifacts.Where(artifact => artifact is { Derived: false, Parent: >= 0 }).Select(artifact => artifact.Parent).ToHashSet();
        return [.. artifacts.Select((_, index) => read.TryGetValue(index, out var content) ? content.IsNew ? Kept(index, content) : content : null)];

        ReadContent? Kept(int index, ReadContent content)
        {
            var found = content.Reading.Derived;
            int[] children = [.. derived[index]];
            // A child that a budget refused, or that holds files of its own, cannot be had again without its bytes.
            return children.Length == found.Count && !Array.Exists(children, child => IsOpened(child)) && children.Zip(found).All(pair => IsWhole(artifacts[pair.First]))
                ? content with { Reading = content.Reading with { Derived = [.. children.Zip(found, (child, what) => Known(artifacts[child], what))] } }
                : null;
        }

        bool IsOpened(int child) => containers.Contains(child)
            || artifacts[child].Kind is ArtifactKind.Zip or ArtifactKind.NuGetPackage or ArtifactKind.GZip or ArtifactKind.Tar or ArtifactKind.OtherArchive or ArtifactKind.Nuspec or ArtifactKind.PackagingPart or ArtifactKind.InstalledModule;
    }

    // An excerpt that is missing fell to the budget of the package that the content was read in.
    private static bool IsWhole(ArtifactInfo child) => child.Sha256.Length > 0 && (child.Origin?.Excerpt is not null || !Unpacker.HasExcerpt(child.Kind));

    private static DerivedArtifact Known(ArtifactInfo child, DerivedArtifact found) => found with
    {
        Bytes = ReadOnlyMemory<byte>.Empty,
        Known = new KnownContent(child.Kind, child.Size, child.Sha256, child.Origin?.Excerpt),
    };
}
