using Assay.Model;

namespace Assay.Linking;

/// <summary>What a package is by the names in its root, and from where its code starts.</summary>
/// <remarks>
/// A module has a manifest <c>NAME.psd1</c> named like it, or without one a script module <c>NAME.psm1</c>; a gallery script is <c>NAME.ps1</c> with a <c>PSScriptInfo</c> block.
/// The name is the id of the package, or that of the folder.
/// </remarks>
internal sealed class ModuleLayout
{
    private readonly IReadOnlyList<LinkedFile> _files;
    private readonly IReadOnlyList<int> _scriptModules = [];

    public ModuleLayout(PackageFacts package, EntryIndex entries)
    {
        _files = package.Files;
        if (_files.Count == 0)
        {
            return;
        }

        if (_files[0].Artifact.Kind is ArtifactKind.NuGetPackage or ArtifactKind.Folder)
        {
            var name = package.Manifest?.Id ?? package.FileName;
            Manifest = FirstOf(entries.At(name + ".psd1"));
            _scriptModules = entries.At(name + ".psm1");
            Script = Manifest is null && FirstOf(entries.At(name + ".ps1")) is { } script && IsGalleryScript(script) ? script : null;
            IsModule = Manifest is not null || (_files[0].Artifact.Kind == ArtifactKind.Folder && _scriptModules.Count > 0);
        }
        else
        {
            Script = _files[0].Artifact.Kind == ArtifactKind.PowerShell && IsGalleryScript(0) ? 0 : null;
        }
    }

    /// <summary>Index of the module manifest.</summary>
    public int? Manifest { get; }

    /// <summary>Index of the gallery script.</summary>
    public int? Script { get; }

    /// <summary>True for a module.</summary>
    public bool IsModule { get; }

    /// <summary>True for everything that a PowerShell gallery would take.</summary>
    public bool IsGalleryPackage => IsModule || Script is not null;

    /// <summary>Starts the graph from everything that somebody starts.</summary>
    public void Start(LoadGraph graph)
    {
        if (IsModule)
        {
            StartModule(graph);
        }

        if (Script is { } script)
        {
            graph.Load(script, Surface.Run);
        }
        else if (_files.Count > 0 && _files[0].Artifact.Kind == ArtifactKind.PowerShell)
        {
            // A script module or manifest by itself is imported, a script is started.
            graph.Load(0, HasExtension(_files[0], ".psm1") || HasExtension(_files[0], ".psd1") ? Surface.Import : Surface.Run);
        }

        if (_files.Count > 0 && _files[0].Artifact.Kind == ArtifactKind.NuGetPackage)
        {
            // Visual Studio runs these three by name; PowerShell takes no part in it.
            foreach (var name in new[] { "tools/init.ps1", "tools/install.ps1", "tools/uninstall.ps1" })
            {
                foreach (var file in graph.Entries.At(name))
                {
                    graph.Load(file, Surface.Install);
                }
            }
        }
    }

    private void StartModule(LoadGraph graph)
    {
        if (Manifest is { } manifest)
        {
            graph.Load(manifest, Surface.Import);
        }

        // Without a manifest, or with one that was not understood, the script module of its name is what is imported.
        if (Manifest is null || !IsUnderstood(_files[Manifest.Value].Facts))
        {
            foreach (var script in _scriptModules)
            {
                graph.Load(script, Surface.Import);
            }
        }

        // The configuration manager finds resources by these folders when a configuration that names them is applied.
        foreach (var resource in graph.Entries.Matching(["DSCResources", "*", "*"], name => name.EndsWith(".psm1", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase)))
        {
            graph.Load(resource, Surface.Call);
        }
    }

    private bool IsGalleryScript(int file) => ManifestFacts.HasKey(_files[file].Facts, "script.");

    private static bool IsUnderstood(FileFacts facts) => facts.Complete && ManifestFacts.HasKey(facts, "module.");

    private static bool HasExtension(LinkedFile file, string extension) => file.Artifact.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static int? FirstOf(IReadOnlyList<int> files) => files.Count > 0 ? files[0] : null;
}
