using Assay.Model;

namespace Assay.Linking;

/// <summary>Follows what scripts of all languages and manifests load, from where somebody starts them, and says when each file and each function runs.</summary>
/// <remarks>
/// Import runs the top level of what it reaches, and those functions that this code calls, and theirs; every other function waits to be called, and with it the files that
/// it alone loads. Whoever starts a script (run, install) is taken to run all of its code. Binary files are loaded, not run: their members wait to be called.
/// A derived artifact (a decoded command, the C# of <c>Add-Type</c>) runs when the place of its host does.
/// </remarks>
internal sealed class LoadGraph
{
    private readonly IReadOnlyList<LinkedFile> _files;
    private readonly EntryIndex _entries;
    private readonly IncludeTargets _targets;
    private readonly ContentTwins _twins;
    private readonly Surface[] _loaded;
    private readonly ScriptCode?[] _code;
    private readonly HashSet<string> _called = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(int File, string Part)>> _declared = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, HashSet<string>> _importedParts = [];
    private readonly Queue<(int File, Surface Surface)> _work = new();

    public LoadGraph(IReadOnlyList<LinkedFile> files, ContentTwins twins, AnalysisLimits limits)
    {
        _files = files;
        _twins = twins;
        _entries = new EntryIndex(files, limits);
        _targets = new IncludeTargets(_entries);
        _loaded = new Surface[files.Count];
        _code = new ScriptCode?[files.Count];
    }

    /// <summary>The package's files by path.</summary>
    public EntryIndex Entries => _entries;

    /// <summary>True when something that code refers to was not followed.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>Starts from a file: its top level runs on this surface.</summary>
    public void Load(int file, Surface surface)
    {
        var kind = _files[file].Artifact.Kind;
        if (surface == Surface.Import && IsBinary(kind) && !_files[file].Artifact.Name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
        {
            // Initialisers of a library say by their places that they run when it is loaded.
            surface = Surface.Call;
        }

        if ((_loaded[file] & surface) == 0)
        {
            _loaded[file] |= surface;
            _work.Enqueue((file, surface));
        }
    }

    /// <summary>Follows everything to its end.</summary>
    public void Complete()
    {
        Drain();

        // What import does not call waits to be called; so do the files that such functions load. Loading on call never adds to what import runs.
        foreach (var (file, parts) in _importedParts.OrderBy(entry => entry.Key).ToArray())
        {
            foreach (var part in CodeOf(file)!.Parts.Where(part => !parts.Contains(part)))
            {
                Follow(file, part, Surface.Call);
            }
        }

        Drain();
        LoadNeighboursOfLibraries();
        Incomplete |= _entries.Exhausted;
    }

    /// <summary>Gives the surfaces of a file's top level; none when nothing loads it. A file that only declares functions does nothing when it is imported: it waits with them.</summary>
    public Surface SurfaceOf(int file) => (_loaded[file] & Surface.Import) != 0 && IsPowerShell(file) && CodeOf(file) is { OnlyDeclares: true } ? (_loaded[file] & ~Surface.Import) | Surface.Call : _loaded[file];

    /// <summary>Gives the surfaces of a place of a script; those of its file when nothing else is known.</summary>
    public Surface SurfaceOf(int file, int place)
    {
        var surfaces = _loaded[file];
        if ((surfaces & Surface.Import) == 0 || !IsPowerShell(file) || CodeOf(file) is not { } code)
        {
            return surfaces;
        }

        return _importedParts[file].Contains(code.PartOf(place)) ? surfaces : (surfaces & ~Surface.Import) | Surface.Call;
    }

    private void Drain()
    {
        while (_work.TryDequeue(out var item))
        {
            var (file, surface) = item;
            if (CodeOf(file) is not { } code)
            {
                FollowDerived(file, part: null, surface);
                continue;
            }

            if (surface == Surface.Import && IsPowerShell(file))
            {
                _importedParts.TryAdd(file, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
                Enter(file, ScriptCode.TopLevel);
                foreach (var part in code.Declared.Where(entry => _called.Contains(entry.Key)).SelectMany(entry => entry.Value))
                {
                    Enter(file, part);
                }

                continue;
            }

            foreach (var part in code.Parts)
            {
                Follow(file, part, surface);
            }
        }
    }

    // A part runs at import: so does what it includes and what it calls.
    private void Enter(int file, string part)
    {
        var pending = new Stack<(int File, string Part)>([(file, part)]);
        while (pending.TryPop(out var next))
        {
            if (!_importedParts[next.File].Add(next.Part))
            {
                continue;
            }

            Follow(next.File, next.Part, Surface.Import);
            foreach (var name in CodeOf(next.File)![next.Part].Names)
            {
                // A name that no file declares yet is kept for files that are loaded later.
                if (_called.Add(name) && _declared.TryGetValue(name, out var functions))
                {
                    foreach (var function in functions.Where(function => _importedParts.ContainsKey(function.File)))
                    {
                        pending.Push(function);
                    }
                }
            }
        }
    }

    private void Follow(int file, string part, Surface surface)
    {
        var content = CodeOf(file)![part];
        var folder = FolderOf(file);
        foreach (var (name, how) in content.Includes)
        {
            foreach (var target in _targets.Of(folder, name, how))
            {
                Load(target, surface);
            }
        }

        foreach (var program in content.Programs)
        {
            foreach (var target in _entries.WithStem(program).Where(target => IsProgram(_files[target].Artifact)))
            {
                Load(target, surface);
            }
        }

        FollowDerived(file, part, surface);
    }

    // Equal content is analysed once: its derived artifacts hang below the first copy and run with every one.
    private void FollowDerived(int file, string? part, Surface surface)
    {
        foreach (var child in _twins.DerivedFrom(file))
        {
            if (part is null || string.Equals(CodeOf(file)!.PartOf(_files[child].Artifact.Origin?.HostPlace ?? FactRecord.None), part, StringComparison.OrdinalIgnoreCase))
            {
                Load(child, surface);
            }
        }
    }

    private ScriptCode? CodeOf(int file)
    {
        if (_code[file] is null && IsScript(_files[file].Artifact.Kind))
        {
            var code = new ScriptCode(_files[file].Facts);
            _code[file] = code;
            Incomplete |= code.TooManyIncludes;
            foreach (var (name, parts) in IsPowerShell(file) ? code.Declared : [])
            {
                if (!_declared.TryGetValue(name, out var functions))
                {
                    functions = [];
                    _declared.Add(name, functions);
                }

                functions.AddRange(parts.Select(part => (file, part)));
            }
        }

        return _code[file];
    }

    // The runtime finds libraries beside the one that needs them.
    private void LoadNeighboursOfLibraries()
    {
        var surfaces = new Dictionary<string, Surface>(StringComparer.OrdinalIgnoreCase);
        for (var i = 1; i < _files.Count; i++)
        {
            if (_loaded[i] != Surface.None && IsBinary(_files[i].Artifact.Kind) && !_files[i].Artifact.Derived)
            {
                surfaces[FolderOf(i)] = surfaces.GetValueOrDefault(FolderOf(i)) | _loaded[i];
            }
        }

        for (var i = 1; surfaces.Count > 0 && i < _files.Count; i++)
        {
            if (_loaded[i] == Surface.None && _files[i].Artifact is { Parent: 0, Derived: false } artifact && IsBinary(artifact.Kind))
            {
                _loaded[i] = surfaces.GetValueOrDefault(FolderOf(i));
            }
        }
    }

    // What a derived script names is relative to the file that it was found in.
    private string FolderOf(int file)
    {
        while (_files[file].Artifact is { Derived: true, Parent: >= 0 } artifact)
        {
            file = artifact.Parent;
        }

        var name = file == 0 ? "" : _files[file].Artifact.Name.Replace('\\', '/');
        return name[..Math.Max(0, name.LastIndexOf('/'))];
    }

    private bool IsPowerShell(int file) => _files[file].Artifact.Kind == ArtifactKind.PowerShell;

    // What other languages start runs as a whole: they have no import that leaves functions for later.
    private static bool IsScript(ArtifactKind kind) => kind is ArtifactKind.PowerShell or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript
        or ArtifactKind.HtmlApplication or ArtifactKind.Shortcut or ArtifactKind.InternetShortcut or ArtifactKind.SetupInformation;

    private static bool IsProgram(ArtifactInfo artifact) =>
        artifact.Kind is ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript || (IsBinary(artifact.Kind) && !artifact.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));

    private static bool IsBinary(ArtifactKind kind) => kind is ArtifactKind.ManagedAssembly or ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO;
}
