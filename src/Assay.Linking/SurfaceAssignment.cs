using Assay.Model;

namespace Assay.Linking;

/// <summary>Gives every file and place its surfaces: by the load graph for what PowerShell loads, by the folders of the package and its build files for what NuGet and MSBuild do, by the host for what was found inside.</summary>
internal sealed class SurfaceAssignment(PackageFacts package, ModuleLayout layout, LoadGraph graph, BuildGraph build, ContentTwins twins, AnalysisLimits limits)
{
    // PowerShell calls OnImport of such a type when it imports the library.
    private const string ImportInitialiser = "System.Management.Automation.IModuleAssemblyInitializer";

    private readonly BuildTasks _tasks = new(package.Files);
    private readonly ReachGraph _reach = new(package.Files);
    private readonly LinkedFile[] _linked = new LinkedFile[package.Files.Count];

    /// <summary>Ways to the places that run by themselves.</summary>
    public CodePaths Paths => _reach.Paths;

    /// <summary>True when calls between files were not all followed.</summary>
    public bool Incomplete { get; private set; }

    public LinkedFile[] Run()
    {
        var calls = new CrossFileCalls(package.Files, _reach, limits[Limit.CallSteps]);
        calls.Join();
        Incomplete = calls.Exhausted;

        // Files of the package first: a derived artifact runs when any copy of its host does, and copies may follow it; what is found in it comes after it.
        var levels = Levels();
        for (var level = 0; level <= levels.Max(); level++)
        {
            var hasCode = false;
            for (var i = 0; i < _linked.Length; i++)
            {
                if (levels[i] == level)
                {
                    _linked[i] = Assign(i);
                    hasCode |= calls.HasAssemblies && AddStarts(i);
                }
            }

            if (hasCode)
            {
                _reach.Follow();
                AddReached();
            }
        }

        return _linked;
    }

    private int[] Levels()
    {
        var levels = new int[Math.Max(1, _linked.Length)];
        for (var i = 0; i < _linked.Length; i++)
        {
            var artifact = package.Files[i].Artifact;
            levels[i] = (artifact.Parent >= 0 && artifact.Parent < i ? levels[artifact.Parent] : 0) + (artifact.Derived ? 1 : 0);
        }

        return levels;
    }

    private bool AddStarts(int index)
    {
        var file = _linked[index];
        switch (file.Artifact.Kind)
        {
            case ArtifactKind.ManagedAssembly:
                StartPlaces.Add(_reach, index, file);
                return true;
            case ArtifactKind.PowerShell:
                for (var i = FactRecord.None; i < file.Facts.Places.Count; i++)
                {
                    _reach.Start(index, i, file.SurfacesOf(i) & SurfaceNames.Automatic);
                }

                return true;
            default:
                return false;
        }
    }

    private void AddReached()
    {
        for (var i = 0; i < _linked.Length; i++)
        {
            if (_linked[i] is not { Artifact.Kind: ArtifactKind.ManagedAssembly, Surfaces: not (Surface.None or Surface.Shipped) } file)
            {
                continue;
            }

            Surface[]? places = null;
            for (var place = 0; place < file.Facts.Places.Count; place++)
            {
                var surfaces = file.SurfacesOf(place);
                if ((_reach.SurfacesOf(i, place) & ~surfaces) is var more && more != Surface.None)
                {
                    places ??= Writable(file);
                    places[place] = surfaces | more;
                }
            }

            _linked[i] = places is null ? file : file with { PlaceSurfaces = places };
        }
    }

    private static Surface[] Writable(LinkedFile file)
    {
        var places = new Surface[file.Facts.Places.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = file.SurfacesOf(i);
        }

        return places;
    }

    private LinkedFile Assign(int index)
    {
        var file = package.Files[index];
        var surfaces = SurfacesOf(index, file.Artifact);
        return file with { Surfaces = surfaces, PlaceSurfaces = PlaceSurfaces(index, file, surfaces) };
    }

    private Surface SurfacesOf(int index, ArtifactInfo artifact)
    {
        var loaded = graph.SurfaceOf(index);
        if (artifact.Parent < 0)
        {
            return loaded != Surface.None ? loaded : PackageLayout.OfLooseFile(artifact.Kind);
        }

        if (loaded != Surface.None && !FromBinary(artifact))
        {
            // What the build reaches may be a library of the package as well.
            return loaded | (layout.IsModule ? OfNuGet(index, artifact) : (loaded & (Surface.Build | Surface.Compile)) != 0 && !artifact.Derived && artifact.Parent == 0 ? OfLayout(index, artifact) & ~Surface.Shipped : Surface.None);
        }

        if (artifact.Derived)
        {
            return OfHost(artifact);
        }

        var parent = _linked[artifact.Parent];
        if (artifact.Parent != 0 || parent.Artifact.Kind is not (ArtifactKind.NuGetPackage or ArtifactKind.Folder))
        {
            return parent.Surfaces;
        }

        return layout.IsGalleryPackage || parent.Artifact.Kind == ArtifactKind.Folder
            ? OfNuGet(index, artifact) is var surfaces && surfaces != Surface.None ? surfaces : Surface.Shipped
            : OfLayout(index, artifact);
    }

    private Surface OfLayout(int index, ArtifactInfo artifact)
    {
        var surfaces = PackageLayout.Of(artifact.Name, artifact.Kind, package.Manifest?.PackageTypes ?? []);
        if (surfaces == Surface.Build && artifact.Kind == ArtifactKind.MSBuild)
        {
            // A build file that nothing imports is only shipped.
            return build.Reaches(index) ? surfaces : Surface.Shipped;
        }

        return surfaces == Surface.Build && artifact.Kind == ArtifactKind.ManagedAssembly && !_tasks.MayLoad(artifact.Name) ? Surface.Call : surfaces;
    }

    // A module manifest does not keep NuGet from installing the package: what runs by NuGet's rules alone still does. A folder on disk is no package of NuGet's.
    private Surface OfNuGet(int index, ArtifactInfo artifact)
    {
        if (package.Files[0].Artifact.Kind != ArtifactKind.NuGetPackage || artifact.Parent != 0 || artifact.Derived)
        {
            return Surface.None;
        }

        var surfaces = OfLayout(index, artifact);
        if (package.Community == "nuget")
        {
            return surfaces & ~Surface.Shipped;
        }

        surfaces &= Surface.Install | Surface.Build | Surface.Compile;
        return artifact.Kind == ArtifactKind.PowerShell ? surfaces & Surface.Install : surfaces;
    }

    private Surface OfHost(ArtifactInfo artifact)
    {
        var surfaces = Surface.None;
        foreach (var copy in twins.CopiesOf(artifact.Parent))
        {
            var host = _linked[copy] ?? _linked[artifact.Parent];
            var place = artifact.Origin?.HostPlace ?? FactRecord.None;
            surfaces |= place >= 0 && place < host.PlaceSurfaces.Count ? host.PlaceSurfaces[place] : host.Surfaces;
        }

        // What runs in one copy is not merely shipped because another copy is.
        return surfaces == Surface.Shipped ? surfaces : surfaces & ~Surface.Shipped;
    }

    private Surface[] PlaceSurfaces(int index, LinkedFile file, Surface surfaces)
    {
        var initialisers = ImportInitialisers(file, surfaces);

        // A script that was found in a library runs when the place that holds it does, whatever loads the library.
        var isLoaded = file.Artifact.Kind == ArtifactKind.PowerShell && graph.SurfaceOf(index) != Surface.None && !FromBinary(file.Artifact);
        Surface[]? places = null;
        for (var i = 0; i < file.Facts.Places.Count; i++)
        {
            var place = isLoaded ? graph.SurfaceOf(index, i)
                : initialisers.Contains(i) ? Surface.Import
                : file.Facts.PlaceSurface(i) is var own && own != Surface.None ? PackageLayout.Combine(surfaces, own)
                : surfaces;
            if (place != surfaces)
            {
                if (places is null)
                {
                    places = new Surface[file.Facts.Places.Count];
                    Array.Fill(places, surfaces);
                }

                places[i] = place;
            }
        }

        return places ?? [];
    }

    private HashSet<int> ImportInitialisers(LinkedFile file, Surface surfaces)
    {
        var places = new HashSet<int>();
        if (!layout.IsModule || surfaces != Surface.Call || file.Artifact.Kind != ArtifactKind.ManagedAssembly)
        {
            return places;
        }

        var facts = file.Facts;
        var types = facts.Records.Where(record => record.Kind == FactKind.Base && record.Place >= 0 && facts.Strings[record.Value] == ImportInitialiser).Select(record => facts.PlaceNames(record.Place).Type).ToHashSet();
        for (var i = 0; types.Count > 0 && i < facts.Places.Count; i++)
        {
            var (type, method) = facts.PlaceNames(i);
            if (type >= 0 && method >= 0 && types.Contains(type) && facts.Strings[method] == "OnImport")
            {
                places.Add(i);
            }
        }

        return places;
    }

    private bool FromBinary(ArtifactInfo artifact) => artifact.Derived && package.Files[artifact.Parent].Artifact.Kind is not (ArtifactKind.PowerShell or ArtifactKind.PowerShellXml);
}
