using Assay.Model;

namespace Assay.Linking.Tests;

/// <summary>Builds packages of scripts from facts as docs/design/powershell.md describes them.</summary>
internal sealed class ModulePackage
{
    private readonly List<LinkedFile> _files = [];
    private readonly PackageManifest? _manifest;
    private readonly string _name;

    public ModulePackage(ArtifactKind container = ArtifactKind.Folder, string? id = null)
    {
        _name = container == ArtifactKind.Folder ? "Sample" : "sample.1.0.0.nupkg";
        _manifest = id is null ? null : new PackageManifest { Id = id, Version = "1.0.0", NormalizedVersion = "1.0.0" };
        _files.Add(new LinkedFile(new ArtifactInfo(_name, _name, container, 1, "0", -1, 0, false), FileFacts.Empty, [], Surface.None));
    }

    public string? Community { get; init; }

    /// <summary>Adds a file; equal <paramref name="content"/> makes copies.</summary>
    public ModulePackage Add(string name, Action<Script>? write = null, ArtifactKind? kind = null, string? content = null)
    {
        var script = new Script();
        write?.Invoke(script);
        _files.Add(new LinkedFile(new ArtifactInfo($"{_name}!{name}", name, kind ?? KindOf(name), 1, content ?? name, 0, 1, false), script.ToFacts(), [], Surface.None));
        return this;
    }

    /// <summary>Adds what was found inside a file.</summary>
    public ModulePackage Derive(string host, string name, Action<Script>? write = null, int hostPlace = -1)
    {
        var script = new Script();
        write?.Invoke(script);
        var parent = _files.FindIndex(file => file.Artifact.Name == host);
        _files.Add(new LinkedFile(new ArtifactInfo($"{_files[parent].Artifact.Path}!{name}", name, KindOf(name), 1, $"{host}!{name}", parent, _files[parent].Artifact.Depth + 1, true)
        {
            Origin = new DerivedOrigin("base-64", hostPlace, "text"),
        }, script.ToFacts(), [], Surface.None));
        return this;
    }

    public PackageFacts Link() => PackageLinker.Link(new PackageFacts
    {
        FileName = _name, Sha256 = "", Size = 1, Manifest = _manifest, Community = Community, Files = _files, Problems = [], Incomplete = false,
    });

    /// <summary>Gives the surfaces of each file's top level by name, with those of functions as <c>file:function</c>.</summary>
    public Dictionary<string, string> Surfaces()
    {
        var surfaces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Link().Files.Skip(1))
        {
            surfaces[file.Artifact.Name] = string.Join(' ', file.Surfaces.Names());
            for (var i = 0; i < file.Facts.Places.Count; i++)
            {
                if (file.Facts.Places[i].Type is { } type)
                {
                    surfaces[$"{file.Artifact.Name}:{type}"] = string.Join(' ', (file.PlaceSurfaces.Count > 0 ? file.PlaceSurfaces[i] : file.Surfaces).Names());
                }
            }
        }

        return surfaces;
    }

    private static ArtifactKind KindOf(string name) => Path.GetExtension(name) switch
    {
        ".ps1" or ".psm1" or ".psd1" => ArtifactKind.PowerShell,
        ".ps1xml" or ".cdxml" => ArtifactKind.PowerShellXml,
        ".dll" => ArtifactKind.ManagedAssembly,
        ".exe" => ArtifactKind.NativeImage,
        ".targets" or ".props" => ArtifactKind.MSBuild,
        ".cs" => ArtifactKind.DotNetSource,
        _ => ArtifactKind.Text,
    };
}

/// <summary>Writes the facts of a script.</summary>
internal sealed class Script
{
    private readonly FactWriter _writer = new();
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public Script Include(string name, string how, string? function = null) => Add(FactKind.Include, name, function, new Argument("how", how));

    public Script Command(string name, string? function = null) => Add(FactKind.Command, name, function);

    public Script Function(string name) => Add(FactKind.Method, name, name);

    public Script Call(string member, string? function = null, params string[] arguments) => Add(FactKind.Call, member, function, [.. arguments.Select(value => new Argument(null, value))]);

    public Script Fact(FactKind kind, string value, string? function = null) => Add(kind, value, function);

    /// <summary>States a manifest entry; its keys that load files state an <c>include</c> as well.</summary>
    public Script Metadata(string key, string value, string? include = null)
    {
        Add(FactKind.Metadata, key, null, new Argument("value", value));
        return include is null ? this : Include(value, include);
    }

    public Script Dependency(string name, string? range = null)
    {
        Add(FactKind.Dependency, name, null, new Argument("range", range), new Argument("kind", "module"));
        return this;
    }

    /// <summary>Index of the place of a function.</summary>
    public int PlaceOf(string function)
    {
        if (!_places.TryGetValue(function, out var place))
        {
            place = _writer.AddPlace(new Place(function, null));
            _places.Add(function, place);
        }

        return place;
    }

    public FileFacts ToFacts() => _writer.ToFacts();

    private Script Add(FactKind kind, string value, string? function, params Argument[] arguments)
    {
        _writer.Add(kind, value, function is null ? FactRecord.None : PlaceOf(function), arguments.Length == 0 ? null : new ArgumentList(arguments));
        return this;
    }
}
