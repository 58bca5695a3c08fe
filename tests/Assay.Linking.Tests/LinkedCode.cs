using Assay.Linking;
using Assay.Model;

namespace Assay.Linking.Tests;

/// <summary>Links packages of assemblies and reads what was reached.</summary>
internal static class LinkedCode
{
    public const string Library = "lib/net8.0/A.dll";

    public static IEnumerable<Surface> SurfacesOf(PackageFacts package, int file) => Enumerable.Range(0, package.Files[file].Facts.Places.Count).Select(place => package.Files[file].SurfacesOf(place));

    public static IEnumerable<string> Way(PackageFacts package, int file, int place) =>
        package.Paths.To(file, place).Select(step => package.Files[step.File].Facts.Places[step.Place]).Select(step => $"{step.Type}::{step.Method}");

    public static PackageFacts Link((string Path, Code Code) file) => Link((file.Path, file.Code.Facts()));

    public static PackageFacts Link(params (string Path, FileFacts Facts)[] files) => PackageLinker.Link(Package(files));

    public static PackageFacts Package(params (string Path, FileFacts Facts)[] files) => new()
    {
        FileName = "a.nupkg",
        Sha256 = "",
        Size = 1,
        Community = "nuget",
        Manifest = new PackageManifest { Id = "A", Version = "1", NormalizedVersion = "1.0.0" },
        Files =
        [
            new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", ArtifactKind.NuGetPackage, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None),
            .. files.Select(file => new LinkedFile(new ArtifactInfo("a.nupkg!" + file.Path, file.Path, KindOf(file.Path), 1, "", 0, 1, false), file.Facts, [], Surface.None)),
        ],
        Problems = [],
        Incomplete = false,
    };

    private static ArtifactKind KindOf(string path) =>
        path.EndsWith(".ps1", StringComparison.Ordinal) ? ArtifactKind.PowerShell : path.EndsWith(".targets", StringComparison.Ordinal) ? ArtifactKind.MSBuild : ArtifactKind.ManagedAssembly;
}

/// <summary>Facts of an assembly, written by hand.</summary>
internal sealed class Code
{
    private readonly FactWriter _writer = new();

    public Code(string name, params string[] references)
    {
        _writer.Add(FactKind.Metadata, "assembly.kind", arguments: new ArgumentList(new Argument("value", "library")));
        _writer.Add(FactKind.Metadata, "assembly.name", arguments: new ArgumentList(new Argument("value", name)));
        foreach (var reference in references)
        {
            _writer.AddReference(reference);
        }
    }

    public int Method(string type, string name, Surface surface = Surface.None, string? body = null)
    {
        var end = body?.IndexOf("::", StringComparison.Ordinal) ?? -1;
        return _writer.AddPlace(new StoredPlace(_writer.Intern(type), _writer.Intern(name), end < 0 ? -1 : _writer.Intern(body![..end]), end < 0 ? -1 : _writer.Intern(body![(end + 2)..]), -1, surface));
    }

    public int Type(string outer, string? name = null) => _writer.AddPlace(new StoredPlace(_writer.Intern(outer), -1, name is null ? -1 : _writer.Intern(name), -1, -1, Surface.None));

    public Code Link(int from, int to)
    {
        _writer.AddLink(from, to);
        return this;
    }

    public Code Dispatch(int slot, int type, int body)
    {
        _writer.AddDispatch(new Dispatch(slot, type, body));
        return this;
    }

    public int Junction() => _writer.AddJunction();

    public Code State(FactKind kind, string value, int place)
    {
        _writer.Add(kind, value, place);
        return this;
    }

    public FileFacts Facts() => _writer.ToFacts();
}
