namespace Assay.Packages.Projects;

/// <summary>What <c>obj/project.assets.json</c> says beyond the closure.</summary>
/// <param name="Reading">The closure.</param>
/// <param name="Asked">What the project asked for when it was restored, by framework: id and range.</param>
/// <param name="ProjectPath">The project file, as written.</param>
internal sealed record AssetsFile(ProjectReading Reading, IReadOnlyList<(string Framework, string Id, string? Range)> Asked, string? ProjectPath);

/// <summary>Reads <c>project.assets.json</c>, versions 2 to 4: the exact closure of every target, hashes, and where packages lie.</summary>
internal static class AssetsFileReader
{
    // Lists of files are most of it.
    private static readonly string[] Skipped = ["files", "compile", "runtime", "runtimeTargets", "resource", "contentFiles", "build", "buildMultiTargeting", "native", "frameworkAssemblies", "imports", "centralPackageVersions", "configFilePaths", "warningProperties", "packageSpec", "logs"];

    public static AssetsFile Read(SourceText source)
    {
        var root = source.Json(Skipped);
        if (root is not null && root["targets"] is not { IsObject: true })
        {
            source.Add(null, "This is no project.assets.json: it has no object 'targets'.");
        }

        var project = root?["project"];
        var hashes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _, library) in root?["libraries"]?.Members ?? [])
        {
            if (library["sha512"]?.Text is { Length: > 0 } hash)
            {
                hashes[name] = hash;
            }
        }

        var asked = Asked(project).ToArray();
        var direct = new HashSet<(string, string)>(asked.Select(one => (one.Framework.ToUpperInvariant(), one.Id.ToUpperInvariant())));
        var aliases = Aliases(project);
        var graphs = new List<ResolvedGraph>();
        foreach (var (target, _, packages) in root?["targets"]?.Members ?? [])
        {
            var framework = FrameworkNames.Short(aliases.GetValueOrDefault(target.Split('/')[0], target.Split('/')[0]));
            var groups = root!["projectFileDependencyGroups"];
            var named = new HashSet<string>((groups?[target.Split('/')[0]] ?? groups?[framework])?.Items.Select(item => (item.Text ?? "").Split(' ')[0]) ?? [], StringComparer.OrdinalIgnoreCase);
            graphs.Add(new ResolvedGraph(target.Contains('/', StringComparison.Ordinal) ? $"{framework}/{target.Split('/')[1]}" : framework,
            [
                .. packages.Members.Select(member => Node(member.Name, member.Value, hashes) is var node && (named.Contains(node.Id) || direct.Contains((framework.ToUpperInvariant(), node.Id.ToUpperInvariant())))
                    ? node with { Direct = true, Development = IsPrivate(project, framework, node.Id) }
                    : node),
                .. Downloads(project, framework),
            ]));
        }

        var reading = new ProjectReading
        {
            Name = project?["restore"]?["projectName"]?.Text ?? source.Path,
            Path = source.Path,
            Kind = "project-assets",
            Frameworks = [.. graphs.Select(graph => graph.Framework!.Split('/')[0]).Distinct(StringComparer.OrdinalIgnoreCase)],
            Graphs = graphs,
            IsResolved = root is not null,
            PackageFolders = [.. (root?["packageFolders"]?.Members ?? []).Select(folder => folder.Name)],
            Problems = source.Problems,
        };
        return new AssetsFile(reading, asked, project?["restore"]?["projectPath"]?.Text);
    }

    // "Serilog/4.2.0": { "type": "package", "dependencies": { "A": "1.0.0" } }
    private static ResolvedNode Node(string name, PlacedJson entry, Dictionary<string, string> hashes)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var (id, version) = slash < 0 ? (name, null) : (name[..slash], name[(slash + 1)..]);
        var isPackage = string.Equals(entry["type"]?.Text, "package", StringComparison.OrdinalIgnoreCase);
        return new ResolvedNode(id.ToLowerInvariant(), isPackage ? "nuget" : null, id, isPackage ? version : null, [.. (entry["dependencies"]?.Members ?? []).Select(dependency => dependency.Name.ToLowerInvariant())])
        {
            ContentHash = isPackage ? hashes.GetValueOrDefault(name) : null,
        };
    }

    private static IEnumerable<(string Framework, string Id, string? Range)> Asked(PlacedJson? project) =>
        from framework in project?["frameworks"]?.Members ?? []
        from dependency in framework.Value["dependencies"]?.Members ?? []
        where dependency.Value["autoReferenced"]?.Text != "true" && dependency.Value["target"]?.Text is null or "Package"
        select (FrameworkNames.Short(framework.Name), dependency.Name, dependency.Value.IsObject ? dependency.Value["version"]?.Text : dependency.Value.Text);

    // <PackageReference PrivateAssets="all" />
    private static bool IsPrivate(PlacedJson? project, string framework, string id) =>
        Dependencies(project, framework).Any(dependency => string.Equals(dependency.Name, id, StringComparison.OrdinalIgnoreCase) && string.Equals(dependency.Value["suppressParent"]?.Text, "All", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Name, long Offset, PlacedJson Value)> Dependencies(PlacedJson? project, string framework) =>
        (project?["frameworks"]?.Members ?? []).Where(member => string.Equals(FrameworkNames.Short(member.Name), framework, StringComparison.OrdinalIgnoreCase)).SelectMany(member => member.Value["dependencies"]?.Members ?? []);

    // <PackageDownload Include="A" Version="[1.0.0]" />: laid down beside the closure, as targeting and runtime packs are.
    private static IEnumerable<ResolvedNode> Downloads(PlacedJson? project, string framework) =>
        from member in project?["frameworks"]?.Members ?? []
        where string.Equals(FrameworkNames.Short(member.Name), framework, StringComparison.OrdinalIgnoreCase)
        from download in member.Value["downloadDependencies"]?.Items ?? []
        let id = download["name"]?.Text
        where id is not null
        from range in (download["version"]?.Text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let version = VersionRanges.Exact(range)
        where version is not null
        select new ResolvedNode($"{id.ToLowerInvariant()}/{version}", "nuget", id, version, []) { Direct = true, Development = true };

    // Targets are called by the full name of the framework in older files, by the alias of the project in newer ones.
    private static Dictionary<string, string> Aliases(PlacedJson? project) => (project?["frameworks"]?.Members ?? [])
        .Where(framework => framework.Value["targetAlias"]?.Text is { Length: > 0 })
        .DistinctBy(framework => framework.Value["targetAlias"]!.Text, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(framework => framework.Value["targetAlias"]!.Text!, framework => framework.Name, StringComparer.OrdinalIgnoreCase);
}
