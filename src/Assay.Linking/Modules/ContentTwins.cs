using System.Globalization;
using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Knows which files have the same content: it was analysed once, so what was derived from it is listed below the first of them alone.</summary>
internal sealed class ContentTwins
{
    private readonly IReadOnlyList<LinkedFile> _files;
    private readonly Dictionary<(string Sha256, ArtifactKind Kind), List<int>> _derived = [];
    private readonly Dictionary<(string Sha256, ArtifactKind Kind), List<int>> _copies = [];

    public ContentTwins(IReadOnlyList<LinkedFile> files)
    {
        _files = files;
        for (var i = 0; i < files.Count; i++)
        {
            var artifact = files[i].Artifact;
            if (artifact is { Derived: true, Parent: >= 0 })
            {
                Add(_derived, KeyOf(artifact.Parent), i);
            }

            if (artifact.Sha256.Length > 0)
            {
                Add(_copies, KeyOf(i), i);
            }
        }
    }

    /// <summary>Gives the artifacts that were found inside this content.</summary>
    public IReadOnlyList<int> DerivedFrom(int file) => _derived.TryGetValue(KeyOf(file), out var derived) ? derived : [];

    /// <summary>Gives all files of this content, the file itself among them.</summary>
    public IReadOnlyList<int> CopiesOf(int file) => _copies.TryGetValue(KeyOf(file), out var copies) ? copies : [file];

    // What was not read has no hash and no copy.
    private (string Sha256, ArtifactKind Kind) KeyOf(int file) => _files[file].Artifact is { Sha256.Length: > 0 } artifact
        ? (artifact.Sha256, artifact.Kind)
        : (file.ToString(CultureInfo.InvariantCulture), ArtifactKind.Unknown);

    private static void Add(Dictionary<(string Sha256, ArtifactKind Kind), List<int>> table, (string Sha256, ArtifactKind Kind) key, int file)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(table, key, out _);
        (list ??= []).Add(file);
    }
}
