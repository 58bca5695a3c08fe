using Assay.Model;

namespace Assay.Linking;

/// <summary>Follows the build files of a package from those that NuGet imports into a project, to all that they import, run and load.</summary>
/// <remarks>
/// NuGet imports <c>ID.props</c> and <c>ID.targets</c> of <c>build</c>, <c>buildTransitive</c> and <c>buildMultiTargeting</c>, of the folder itself or of one framework below it; MSBuild imports <c>Sdk/Sdk.props</c> and
/// <c>Sdk/Sdk.targets</c> of an SDK. Content of a package is copied into projects, where MSBuild finds <c>Directory.Build.props</c> and its like by their names.
/// </remarks>
internal sealed class BuildGraph
{
    private const int MaximumReferences = 20_000;

    private static readonly string[] Folders = ["build", "buildTransitive", "buildMultiTargeting", "buildCrossTargeting"];

    private readonly PackageFacts _package;
    private readonly BuildReferences _references;
    private readonly HashSet<int> _reached = [];
    private readonly SortedDictionary<int, Surface> _surfaces = [];
    private readonly Queue<int> _work = new();
    private int _followed;

    public BuildGraph(PackageFacts package, EntryIndex entries)
    {
        _package = package;
        _references = new BuildReferences(package.Files, entries);
        if (package.Files.Count == 0 || package.Files[0].Artifact.Kind != ArtifactKind.NuGetPackage)
        {
            return;
        }

        for (var i = 1; i < package.Files.Count; i++)
        {
            if (package.Files[i].Artifact is { Parent: 0, Derived: false } artifact && IsRoot(artifact, package.Manifest?.Id))
            {
                Reach(i, Surface.Build);
            }
        }

        while (_work.TryDequeue(out var file))
        {
            Follow(file);
        }
    }

    /// <summary>True when more references were found than are followed.</summary>
    public bool Incomplete => _followed > MaximumReferences;

    /// <summary>True for a file that runs, is loaded or is imported while a project is opened or built.</summary>
    public bool Reaches(int file) => _reached.Contains(file);

    /// <summary>Starts the load graph from all that the build reaches: scripts load others.</summary>
    public void Start(LoadGraph graph)
    {
        foreach (var (file, surfaces) in _surfaces)
        {
            foreach (var surface in new[] { Surface.Build, Surface.Compile, Surface.Call })
            {
                if ((surfaces & surface) != 0)
                {
                    graph.Load(file, surface);
                }
            }
        }
    }

    private void Follow(int file)
    {
        var facts = _package.Files[file].Facts;
        var kind = _package.Files[file].Artifact.Kind;
        if (kind is ArtifactKind.PowerShell or ArtifactKind.PowerShellXml or ArtifactKind.ManagedAssembly)
        {
            return;
        }

        // A file that was not read to its end may import any other.
        if (kind == ArtifactKind.MSBuild && !facts.Complete)
        {
            ReachAll(_references.BuildFiles(), Surface.Build);
        }

        foreach (var record in facts.Records)
        {
            if (record.Kind == FactKind.Include)
            {
                if (++_followed > MaximumReferences)
                {
                    return;
                }

                var how = record.Arguments == FactRecord.None ? "" : facts.Arguments[record.Arguments]["how"] ?? "";
                ReachAll(_references.Of(file, facts.Strings[record.Value], how), SurfaceOf(how));
            }
        }
    }

    // Items name libraries for the compiler, and source that becomes part of the consumer's program.
    private static Surface SurfaceOf(string how) => how switch
    {
        "analyzer" => Surface.Compile,
        "compile" => Surface.Call,
        _ => Surface.Build,
    };

    private void ReachAll(IReadOnlyList<int> files, Surface surface)
    {
        foreach (var file in files)
        {
            Reach(file, surface);
        }
    }

    private void Reach(int file, Surface surface)
    {
        _surfaces[file] = _surfaces.GetValueOrDefault(file) | surface;
        if (surface == Surface.Build && _reached.Add(file))
        {
            _work.Enqueue(file);
        }
    }

    private static bool IsRoot(ArtifactInfo artifact, string? id)
    {
        var segments = artifact.Name.Split('/', '\\');
        var name = segments[^1];
        var stem = Path.GetFileNameWithoutExtension(name);
        if (segments.Length is 2 or 3 && Array.Exists(Folders, folder => folder.Equals(segments[0], StringComparison.OrdinalIgnoreCase)))
        {
            return artifact.Kind == ArtifactKind.MSBuild && IsBuildFile(name) && (id is null || stem.Equals(id, StringComparison.OrdinalIgnoreCase));
        }

        return segments switch
        {
            [var folder, _] when folder.Equals("Sdk", StringComparison.OrdinalIgnoreCase) => IsBuildFile(name) && stem.Equals("Sdk", StringComparison.OrdinalIgnoreCase),
            [var folder, ..] when folder.Equals("content", StringComparison.OrdinalIgnoreCase) || folder.Equals("contentFiles", StringComparison.OrdinalIgnoreCase) => IsFoundByName(name),
            _ => false,
        };
    }

    private static bool IsBuildFile(string name) => name.EndsWith(".props", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".targets", StringComparison.OrdinalIgnoreCase);

    private static bool IsFoundByName(string name) => name.ToUpperInvariant() is "DIRECTORY.BUILD.PROPS" or "DIRECTORY.BUILD.TARGETS" or "DIRECTORY.PACKAGES.PROPS" or "DIRECTORY.BUILD.RSP" or "DIRECTORY.SOLUTION.PROPS" or "DIRECTORY.SOLUTION.TARGETS";
}
