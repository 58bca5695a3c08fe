using Assay.Model;

namespace Assay.Rules.Tests;

/// <summary>Builds the facts of a package by hand.</summary>
internal sealed class PackageBuilder
{
    private readonly List<LinkedFile> _files = [new(Info("p.nupkg", "p.nupkg", ArtifactKind.NuGetPackage, -1, derived: false), FileFacts.Empty, [], Surface.Shipped)];
    private readonly List<Problem> _problems = [];

    public string? Community { get; set; } = "nuget";

    public bool Incomplete { get; set; }

    public bool HasManifest { get; set; } = true;

    public PackageBuilder File(string name, Action<FileBuilder> facts, bool complete = true, int host = 0, bool derived = false, ArtifactKind kind = ArtifactKind.ManagedAssembly)
    {
        var file = new FileBuilder();
        facts(file);
        if (!complete)
        {
            file.Writer.AddProblem(ProblemId.MetadataInvalid, "cut");
        }

        _files.Add(new LinkedFile(Info($"{_files[host].Artifact.Path}!{name}", name, kind, host, derived), file.Writer.ToFacts(), file.Surfaces, Surface.Call));
        return this;
    }

    public PackageBuilder Same(string name, int file)
    {
        _files.Add(_files[file] with { Artifact = _files[file].Artifact with { Path = $"p.nupkg!{name}", Name = name } });
        return this;
    }

    public PackageBuilder Problem(ProblemId id, string artifact)
    {
        _problems.Add(new Problem(id, artifact, null, "broken"));
        return this;
    }

    public PackageFacts Build() => new()
    {
        FileName = "p.nupkg",
        Sha256 = new string('0', 64),
        Size = 1,
        Community = Community,
        Manifest = HasManifest ? new PackageManifest { Id = "P", Version = "1.0.0", NormalizedVersion = "1.0.0" } : null,
        Files = _files,
        Problems = _problems,
        Incomplete = Incomplete,
    };

    private static ArtifactInfo Info(string path, string name, ArtifactKind kind, int parent, bool derived) => new(path, name, kind, 1, new string('0', 64), parent, parent + 1, derived);
}

/// <summary>Builds the facts of a file by hand.</summary>
internal sealed class FileBuilder
{
    private readonly Dictionary<(string?, string?, Surface), int> _places = [];

    public FactWriter Writer { get; } = new();

    public List<Surface> Surfaces { get; } = [];

    public FileBuilder Add(FactKind kind, string value, string? type = "T", string? method = "M", Surface surface = Surface.Call, Derivation derivation = Derivation.Literal, params Argument[] arguments)
    {
        if (!_places.TryGetValue((type, method, surface), out var place))
        {
            place = Writer.AddPlace(new Place(type, method));
            _places.Add((type, method, surface), place);
            Surfaces.Add(surface);
        }

        Writer.Add(kind, value, place, arguments.Length == 0 ? null : new ArgumentList(arguments), derivation, PositionKind.IlOffset, Writer.Count);
        return this;
    }

    public FileBuilder Call(string value, string? type = "T", string? method = "M", params Argument[] arguments) => Add(FactKind.Call, value, type, method, arguments: arguments);
}
