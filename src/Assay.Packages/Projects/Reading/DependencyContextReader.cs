namespace Assay.Packages.Projects;

/// <summary>Reads <c>*.deps.json</c>, which the host of a program reads: the packages that the program was published with.</summary>
internal static class DependencyContextReader
{
    private const string Pack = "runtimepack.";

    public static ProjectReading Read(SourceText source)
    {
        var root = source.Json("runtime", "runtimeTargets", "native", "resources", "compile", "compilationOptions", "runtimes");
        if (root is not null && (root["targets"] is not { IsObject: true } || root["libraries"] is not { IsObject: true }))
        {
            source.Add(null, "This is no deps.json: it has no objects 'targets' and 'libraries'.");
            root = null;
        }

        var libraries = new Dictionary<string, PlacedJson>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _, library) in root?["libraries"]?.Members ?? [])
        {
            libraries[name] = library;
        }

        var graphs = new List<ResolvedGraph>();
        foreach (var (target, _, packages) in root?["targets"]?.Members ?? [])
        {
            var nodes = packages.Members.Select(member => Node(source, member.Name, member.Offset, member.Value, libraries.GetValueOrDefault(member.Name))).ToList();
            // What projects of the program ask for is direct.
            var asked = nodes.Where(node => node.Community is null).SelectMany(node => node.DependsOn).ToHashSet(StringComparer.Ordinal);
            graphs.Add(new ResolvedGraph(FrameworkNames.Short(target.Split('/')[0]) + (target.Contains('/', StringComparison.Ordinal) ? target[target.IndexOf('/', StringComparison.Ordinal)..] : ""), [.. nodes.Select(node => node with { Direct = asked.Contains(node.Key) })]));
        }

        // A program that is published for a runtime has an empty target without it beside the full one.
        graphs.RemoveAll(graph => graph.Nodes.Count == 0);
        return new ProjectReading
        {
            Name = Path.GetFileName(source.Path),
            Path = source.Path,
            Kind = "deps-json",
            Frameworks = [.. graphs.Select(graph => graph.Framework!.Split('/')[0]).Distinct(StringComparer.OrdinalIgnoreCase)],
            Graphs = graphs,
            IsResolved = root is not null,
            Problems = source.Problems,
        };
    }

    private static ResolvedNode Node(SourceText source, string name, long offset, PlacedJson entry, PlacedJson? library)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var (id, version) = slash < 0 ? (name, null) : (name[..slash], name[(slash + 1)..]);
        var type = library?["type"]?.Text;
        var isPack = type == "runtimepack";
        var isPackage = isPack || type == "package";
        var shownId = isPack && id.StartsWith(Pack, StringComparison.OrdinalIgnoreCase) ? id[Pack.Length..] : id;
        return new ResolvedNode(id.ToLowerInvariant(), isPackage ? "nuget" : null, shownId, isPackage ? version : null, [.. (entry["dependencies"]?.Members ?? []).Select(dependency => dependency.Name.ToLowerInvariant())])
        {
            ContentHash = isPackage && library?["sha512"]?.Text is ['s', 'h', 'a', '5', '1', '2', '-', .. var hash] ? hash : null,
            Place = isPackage ? source.Place(offset, "lock") : null,
            Defect = isPackage && string.IsNullOrEmpty(version) ? "deps.json names no version." : null,
        };
    }
}
