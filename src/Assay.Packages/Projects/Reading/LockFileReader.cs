namespace Assay.Packages.Projects;

/// <summary>Reads <c>packages.lock.json</c>, versions 1 and 2.</summary>
/// <remarks>Type <c>CentralTransitive</c>, of version 2, is a package that a central version pins without being asked for.</remarks>
internal static class LockFileReader
{
    public static ProjectReading Read(SourceText source)
    {
        var graphs = new List<ResolvedGraph>();
        var root = source.Json();
        if (root is not null && root["dependencies"] is not { IsObject: true })
        {
            source.Add(null, "This is no lock file of NuGet: it has no object 'dependencies'.");
        }

        if (root?["version"]?.Text is { } version && version is not ("1" or "2"))
        {
            source.Add(null, $"Version {version} of lock files is not known; it is read as version 2.", notice: true);
        }

        foreach (var (framework, _, packages) in root?["dependencies"]?.Members ?? [])
        {
            graphs.Add(new ResolvedGraph(framework, [.. packages.Members.Select(member => Node(source, member.Name, member.Offset, member.Value))]));
        }

        return new ProjectReading
        {
            Name = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(source.Path)) is { Length: > 0 } folder ? folder : source.Path,
            Path = source.Path,
            Kind = "packages-lock",
            Frameworks = [.. graphs.Select(graph => graph.Framework!.Split('/')[0]).Distinct(StringComparer.OrdinalIgnoreCase)],
            Graphs = graphs,
            IsResolved = root is not null,
            Problems = source.Problems,
        };
    }

    // "Serilog": { "type": "Direct", "requested": "[4.2.0, )", "resolved": "4.2.0", "contentHash": "...", "dependencies": { "A": "1.0.0" } }
    private static ResolvedNode Node(SourceText source, string id, long offset, PlacedJson entry)
    {
        var type = entry["type"]?.Text;
        var isProject = string.Equals(type, "Project", StringComparison.OrdinalIgnoreCase);
        var version = entry["resolved"]?.Text;
        if (!isProject && version is null)
        {
            source.Add(source.Place(offset, "lock").Line, $"{id} has no resolved version.");
        }

        return new ResolvedNode(id.ToLowerInvariant(), isProject ? null : "nuget", id, version, [.. (entry["dependencies"]?.Members ?? []).Select(dependency => dependency.Name.ToLowerInvariant())])
        {
            // A referenced project has no version and is asked for by the project file.
            Direct = string.Equals(type, "Direct", StringComparison.OrdinalIgnoreCase) || isProject,
            ContentHash = entry["contentHash"]?.Text,
            Place = source.Place(offset, "lock"),
            Defect = isProject || version is not null ? null : "The lock file has no resolved version.",
        };
    }
}
