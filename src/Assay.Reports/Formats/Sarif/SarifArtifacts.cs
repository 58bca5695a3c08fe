using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.Sarif;

/// <summary>The files that results speak of: manifests and lock files of the repository, package files, and the files in them, each below the one that holds it.</summary>
internal sealed class SarifArtifacts
{
    /// <summary>The folder that paths of the repository are relative to.</summary>
    public const string RepositoryBase = "%SRCROOT%";

    private readonly List<(string Uri, string? Base, int Parent, string? Sha256, long? Length, string? Description)> _artifacts = [];
    private readonly Dictionary<(string Uri, int Parent), int> _indexes = [];

    /// <summary>A file of the repository.</summary>
    public (string Uri, int Index) Manifest(string path)
    {
        var uri = RelativeAddress.Of(path);
        return (uri, IndexOf(uri, -1, RepositoryBase, null, null, null));
    }

    /// <summary>The package file.</summary>
    public (string Uri, int Index) PackageFile(CheckedPackage package)
    {
        var described = package.Package;
        var isFile = described.Version is null;
        var uri = RelativeAddress.Of(isFile ? described.Id : $"{described.Id}.{described.Version}.nupkg");
        return (uri, IndexOf(uri, -1, null, described.Sha256, described.Size, isFile ? null : FormatText.Name(package)));
    }

    /// <summary>A file in a package, <c>tools/b.zip!c.dll</c>: <c>c.dll</c> below <c>tools/b.zip</c> below the package.</summary>
    public (string Uri, int Index) Inner(CheckedPackage package, string artifact)
    {
        var (uri, index) = PackageFile(package);

        // What is known of the package as a whole names its file.
        if (RelativeAddress.Of(artifact).Equals(uri, StringComparison.OrdinalIgnoreCase))
        {
            return (uri, index);
        }

        foreach (var name in artifact.Split('!', StringSplitOptions.RemoveEmptyEntries))
        {
            uri = RelativeAddress.Of(name);
            index = IndexOf(uri, index, null, null, null, null);
        }

        return (uri, index);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("artifacts");
        foreach (var (uri, baseId, parent, sha256, length, description) in _artifacts)
        {
            json.WriteStartObject();
            if (description is not null)
            {
                json.WriteStartObject("description");
                json.WriteString("text", SarifText.Of(description));
                json.WriteEndObject();
            }

            json.WriteStartObject("location");
            json.WriteString("uri", uri);
            if (baseId is not null)
            {
                json.WriteString("uriBaseId", baseId);
            }

            json.WriteEndObject();
            if (parent >= 0)
            {
                json.WriteNumber("parentIndex", parent);
            }

            if (length is > 0)
            {
                json.WriteNumber("length", length.Value);
            }

            if (Digest.IsSha256(sha256))
            {
                json.WriteStartObject("hashes");
                json.WriteString("sha-256", sha256);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private int IndexOf(string uri, int parent, string? baseId, string? sha256, long? length, string? description)
    {
        // A manifest and a package file of the same name differ by the folder they are relative to.
        var key = baseId is null ? (uri, parent) : (uri, -2);
        if (!_indexes.TryGetValue(key, out var index))
        {
            index = _artifacts.Count;
            _indexes.Add(key, index);
            _artifacts.Add((uri, baseId, parent, sha256, length, description));
        }

        return index;
    }
}
