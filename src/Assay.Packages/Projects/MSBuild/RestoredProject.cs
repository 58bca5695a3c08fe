using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Finds what NuGet wrote when a project was restored, and says whether it still belongs to the project.</summary>
internal static class RestoredProject
{
    /// <summary>Gives the project with its closures where they are known; as declared where they are not.</summary>
    public static ProjectReading Of(CheckedFiles files, string path, ProjectEvaluation evaluation, ProjectReading declared, bool isTest)
    {
        var problems = new List<CheckProblem>(declared.Problems);
        var lockFile = ReadLockFile(files, path, evaluation, problems);
        var assets = ReadAssets(files, path, evaluation, problems);
        if (assets is not null && Difference(declared, assets.Asked.Select(asked => (asked.Id, asked.Range)).ToArray()) is { } stale)
        {
            problems.Add(new CheckProblem(assets.Reading.Path, null, $"The project was changed after it was restored ({stale}): this file is not used. 'dotnet restore' brings it up to date.") { Notice = true });
            assets = null;
        }

        if (lockFile is not null && Difference(declared, [.. lockFile.Graphs.SelectMany(graph => graph.Nodes).Where(node => node is { Direct: true, Community: not null }).Select(node => (node.Id, (string?)null))]) is { } old)
        {
            problems.Add(new CheckProblem(lockFile.Path, null, $"The project was changed after the lock file was written ({old}): this file is not used. 'dotnet restore --force-evaluate' brings it up to date.") { Notice = true });
            lockFile = null;
        }

        var closure = assets?.Reading ?? lockFile;
        if (closure is null)
        {
            return declared with { Problems = problems };
        }

        var locked = lockFile is null ? [] : Locked(lockFile);
        if (assets is not null && lockFile is not null && Contradiction(assets.Reading, locked) is { } contradiction)
        {
            problems.Add(new CheckProblem(lockFile.Path, contradiction.Line, contradiction.Text) { Notice = true });
        }

        return declared with
        {
            IsResolved = true,
            Frameworks = closure.Frameworks.Count > 0 ? closure.Frameworks : declared.Frameworks,
            Graphs = [.. closure.Graphs.Select(graph => graph with { Nodes = [.. graph.Nodes.Select(node => Complete(node, declared, locked, isTest))] }), .. Beside(declared)],
            PackageFolders = closure.PackageFolders,
            Problems = problems,
        };
    }

    // SDKs, tools and downloads are restored by others than the closure.
    private static ResolvedGraph[] Beside(ProjectReading declared)
    {
        ResolvedNode[] nodes =
        [
            .. from package in declared.Named
               let version = VersionRanges.Exact(package.Range)
               where version is not null && (package.Alone || package.IsSdk)
               select new ResolvedNode($"{package.Id.ToLowerInvariant()}/{version}", "nuget", package.Id, version, []) { Direct = true, Development = true },
        ];
        return nodes.Length == 0 ? [] : [new ResolvedGraph(null, nodes)];
    }

    private static ResolvedNode Complete(ResolvedNode node, ProjectReading declared, Dictionary<string, ResolvedNode> locked, bool isTest)
    {
        if (node.Community is null)
        {
            return node;
        }

        var isDevelopment = isTest || node.Development || (node.Direct && declared.Named.Any(package => package.Id.Equals(node.Id, StringComparison.OrdinalIgnoreCase)) && declared.Named.Where(package => package.Id.Equals(node.Id, StringComparison.OrdinalIgnoreCase)).All(package => package.Development));
        return locked.TryGetValue($"{node.Key}/{VersionRanges.Normalize(node.Version ?? "")}", out var lockedNode)
            ? node with { Development = isDevelopment, Place = lockedNode.Place, ContentHash = lockedNode.ContentHash ?? node.ContentHash }
            : node with { Development = isDevelopment };
    }

    private static Dictionary<string, ResolvedNode> Locked(ProjectReading lockFile)
    {
        var nodes = new Dictionary<string, ResolvedNode>(StringComparer.Ordinal);
        foreach (var node in lockFile.Graphs.SelectMany(graph => graph.Nodes).Where(node => node.Community is not null))
        {
            nodes.TryAdd($"{node.Key}/{VersionRanges.Normalize(node.Version ?? "")}", node);
        }

        return nodes;
    }

    private static (int? Line, string Text)? Contradiction(ProjectReading assets, Dictionary<string, ResolvedNode> locked)
    {
        foreach (var node in assets.Graphs.SelectMany(graph => graph.Nodes).Where(node => node is { Community: not null, Development: false }))
        {
            if (!locked.ContainsKey($"{node.Key}/{VersionRanges.Normalize(node.Version ?? "")}") && locked.Values.FirstOrDefault(other => other.Key == node.Key) is { } other)
            {
                return (other.Place?.Line, $"The lock file has {other.Id} {other.Version}, the last restore {node.Version}: the restore is reported.");
            }
        }

        return null;
    }

    // Everything that the project asks for without a condition must be there, with the range of today. What is there beyond that may be from files of SDKs.
    private static string? Difference(ProjectReading declared, (string Id, string? Range)[] asked)
    {
        var known = asked.ToLookup(one => one.Id, one => one.Range, StringComparer.OrdinalIgnoreCase);
        foreach (var package in declared.Named)
        {
            if (package is { Conditional: true } or { Alone: true } or { Development: true, IsSdk: true } or { ThroughProject: true } || package.Id.Contains("$(", StringComparison.Ordinal))
            {
                continue;
            }

            if (!known.Contains(package.Id))
            {
                return $"{package.Id} is asked for";
            }

            if (package.Range is { } range && !range.Contains("$(", StringComparison.Ordinal) && known[package.Id].All(other => other is not null && !VersionRanges.AreEqual(other, range)))
            {
                return $"{package.Id} is asked for as {range}, not {known[package.Id].First()}";
            }
        }

        return null;
    }

    private static ProjectReading? ReadLockFile(CheckedFiles files, string path, ProjectEvaluation evaluation, List<CheckProblem> problems)
    {
        var folder = Path.GetDirectoryName(path)!;
        string?[] candidates =
        [
            evaluation.Properties["NuGetLockFilePath"] is { Length: > 0 } named && !named.Contains("$(", StringComparison.Ordinal) ? Path.GetFullPath(named.Replace('\\', '/'), folder) : null,
            Path.Combine(folder, $"packages.{Path.GetFileNameWithoutExtension(path).Replace(' ', '_')}.lock.json"),
            Path.Combine(folder, "packages.lock.json"),
        ];
        if (candidates.FirstOrDefault(File.Exists) is not { } found)
        {
            return null;
        }

        if (files.Read(found, out var problem) is not { } source)
        {
            problems.Add(problem!);
            return null;
        }

        var reading = LockFileReader.Read(source);
        problems.AddRange(reading.Problems);
        return reading.IsResolved ? reading : null;
    }

    private static AssetsFile? ReadAssets(CheckedFiles files, string path, ProjectEvaluation evaluation, List<CheckProblem> problems)
    {
        foreach (var candidate in AssetsFolders(path, evaluation).Select(folder => Path.Combine(folder, "project.assets.json")).Where(File.Exists))
        {
            if (files.Read(candidate, out var problem) is not { } source)
            {
                problems.Add(problem!);
                continue;
            }

            var assets = AssetsFileReader.Read(source);
            problems.AddRange(assets.Reading.Problems);

            // Two projects of one folder write to the same place: the later one wins.
            if (assets.Reading.IsResolved && (assets.ProjectPath is null || Path.GetFileName(assets.ProjectPath.Replace('\\', '/')).Equals(Path.GetFileName(path), StringComparison.OrdinalIgnoreCase)))
            {
                return assets;
            }
        }

        return null;
    }

    private static IEnumerable<string> AssetsFolders(string path, ProjectEvaluation evaluation)
    {
        var folder = Path.GetDirectoryName(path)!;
        foreach (var property in (ReadOnlySpan<string>)["MSBuildProjectExtensionsPath", "BaseIntermediateOutputPath"])
        {
            if (evaluation.Properties[property] is { Length: > 0 } named && !named.Contains("$(", StringComparison.Ordinal))
            {
                return [Path.GetFullPath(named.Replace('\\', '/'), folder)];
            }
        }

        // Documentation of the .NET SDK, "Artifacts output layout".
        var artifacts = evaluation.Properties["ArtifactsPath"] is { Length: > 0 } set && !set.Contains("$(", StringComparison.Ordinal) ? Path.GetFullPath(set.Replace('\\', '/'), folder)
            : evaluation.Properties.Is("UseArtifactsOutput") && evaluation.BuildFolder is { } root ? Path.Combine(root, "artifacts") : null;
        return artifacts is null ? [Path.Combine(folder, "obj")] : [Path.Combine(artifacts, "obj", Path.GetFileNameWithoutExtension(path)), Path.Combine(folder, "obj")];
    }
}
