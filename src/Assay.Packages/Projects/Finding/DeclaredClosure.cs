using System.Collections.Concurrent;
using Assay.Model;
using NuGet.Versioning;
using VersionRange = NuGet.Versioning.VersionRange;

namespace Assay.Packages.Projects;

/// <summary>Works out what a project needs from what it asks for, where NuGet has not written that down.</summary>
/// <remarks>
/// A simplification of NuGet's resolver: what the project names wins; of everything else the highest of the lowest versions that all who need it allow is taken.
/// A range stands for its lowest version, a floating one for the highest that fits. Upper bounds and <c>exclude</c> of dependencies are not looked at.
/// </remarks>
public sealed class DeclaredClosure(PackageFinder finder)
{
    private const int Rounds = 16;
    private const int PackageLimit = DocumentLimits.ClosurePackages;

    private readonly ConcurrentDictionary<(string Community, string Id, string Version), Task<Entry>> _entries = new();
    private readonly ConcurrentDictionary<(string Community, string Id, string? Range), Task<Choice>> _choices = new();

    private sealed record Entry(IReadOnlyList<PackageDependency> Dependencies, IReadOnlyList<string?> Groups);

    private sealed record Choice(NuGetVersion? Version, string? Defect);

    private sealed record Need(string Community, string Id, string? Range);

    /// <summary>Gives the closures of a project that was not restored, one for each of its frameworks.</summary>
    public async Task<ProjectReading> CompleteAsync(ProjectReading project, CancellationToken cancellation)
    {
        if (project.IsResolved)
        {
            return project;
        }

        var graphs = new List<ResolvedGraph>(project.Graphs);
        IReadOnlyList<string?> frameworks = project.Frameworks.Count == 0 ? [null] : [.. project.Frameworks];
        foreach (var framework in frameworks)
        {
            graphs.Add(new ResolvedGraph(framework, await ResolveAsync(project, framework, cancellation)));
        }

        return project with { Graphs = graphs };
    }

    private async Task<IReadOnlyList<ResolvedNode>> ResolveAsync(ProjectReading project, string? framework, CancellationToken cancellation)
    {
        var nodes = new List<ResolvedNode>();
        var direct = new Dictionary<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase);
        var roots = new List<(NamedPackage Package, NuGetVersion Version)>();
        foreach (var package in project.Named.Where(package => package.Framework is null || framework is null || string.Equals(FrameworkNames.Short(package.Framework), FrameworkNames.Short(framework), StringComparison.OrdinalIgnoreCase)))
        {
            var choice = await ChooseAsync(package.Community, package.Id, package.Range, isNamed: true, cancellation);
            if (choice.Version is null)
            {
                nodes.Add(new ResolvedNode($"{package.Id.ToLowerInvariant()}/{package.Range}", package.Community, package.Id, null, []) { Direct = !package.ThroughProject, Development = package.Development, Defect = choice.Defect });
            }
            else if (package.Alone || package.IsSdk)
            {
                nodes.Add(new ResolvedNode($"{package.Id.ToLowerInvariant()}/{choice.Version.ToNormalizedString()}", package.Community, package.Id, choice.Version.ToNormalizedString(), []) { Direct = true, Development = package.Development });
            }
            else
            {
                roots.Add((package, choice.Version));
                if (!package.ThroughProject)
                {
                    direct.TryAdd(package.Id, choice.Version);
                }
            }
        }

        var chosen = new Dictionary<string, NuGetVersion>(direct, StringComparer.OrdinalIgnoreCase);
        var edges = new Dictionary<string, (Need Package, NuGetVersion Version, List<string> DependsOn)>(StringComparer.OrdinalIgnoreCase);
        for (var round = 0; round < Rounds; round++)
        {
            var next = new Dictionary<string, NuGetVersion>(direct, StringComparer.OrdinalIgnoreCase);
            edges.Clear();
            await WalkAsync(roots, framework, direct, chosen, next, edges, cancellation);
            var isStable = next.Count == chosen.Count && next.All(pair => chosen.TryGetValue(pair.Key, out var before) && before == pair.Value);
            chosen = next;
            if (isStable)
            {
                break;
            }
        }

        // The same id with two versions under two conditions: both sides are kept.
        foreach (var (package, version) in roots.Where(root => !root.Package.ThroughProject && direct[root.Package.Id] != root.Version))
        {
            nodes.Add(new ResolvedNode($"{package.Id.ToLowerInvariant()}/{version.ToNormalizedString()}", package.Community, package.Id, version.ToNormalizedString(), []) { Direct = true, Development = package.Development });
        }

        foreach (var (key, (package, version, dependsOn)) in edges.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            NamedPackage[] named = [.. roots.Select(root => root.Package).Where(root => root.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase))];
            nodes.Add(new ResolvedNode(key.ToLowerInvariant(), package.Community, package.Id, version.ToNormalizedString(), dependsOn)
            {
                Direct = Array.Exists(named, root => !root.ThroughProject),
                Development = named.Length > 0 && Array.TrueForAll(named, root => root.Development),
            });
        }

        return nodes;
    }

    private async Task WalkAsync(List<(NamedPackage Package, NuGetVersion Version)> roots, string? framework, Dictionary<string, NuGetVersion> direct, Dictionary<string, NuGetVersion> chosen, Dictionary<string, NuGetVersion> next,
        Dictionary<string, (Need Package, NuGetVersion Version, List<string> DependsOn)> edges, CancellationToken cancellation)
    {
        var queue = new Queue<Need>();
        foreach (var (package, version) in roots)
        {
            Raise(package.Id, version);
            queue.Enqueue(new Need(package.Community, package.Id, package.Range));
        }

        while (queue.TryDequeue(out var need))
        {
            cancellation.ThrowIfCancellationRequested();
            var version = chosen.TryGetValue(need.Id, out var before) && before >= next[need.Id] ? before : next[need.Id];
            if (edges.ContainsKey(need.Id) || edges.Count >= PackageLimit)
            {
                continue;
            }

            var dependsOn = new List<string>();
            edges.Add(need.Id, (need, version, dependsOn));
            foreach (var dependency in OfFramework(await ReadAsync(need.Community, need.Id, version.ToNormalizedString(), cancellation), framework))
            {
                var choice = await ChooseAsync(need.Community, dependency.Id, dependency.Range, isNamed: false, cancellation);
                if (choice.Version is not null)
                {
                    dependsOn.Add(dependency.Id.ToLowerInvariant());
                    Raise(dependency.Id, choice.Version);
                    queue.Enqueue(new Need(need.Community, dependency.Id, dependency.Range));
                }
            }
        }

        void Raise(string id, NuGetVersion version)
        {
            if (!direct.ContainsKey(id) && (!next.TryGetValue(id, out var known) || known < version))
            {
                next[id] = version;
            }
        }
    }

    private static IEnumerable<PackageDependency> OfFramework(Entry entry, string? framework)
    {
        PackageDependency[] packages = [.. entry.Dependencies.Where(dependency => dependency.Kind == "package")];
        if (framework is null || FrameworkNames.Parse(framework) is null)
        {
            return packages.DistinctBy(dependency => dependency.Id, StringComparer.OrdinalIgnoreCase);
        }

        // A group without dependencies counts too: it says that this framework needs none.
        string?[] groups = [.. packages.Select(dependency => dependency.Framework).Concat(entry.Groups).Distinct(StringComparer.OrdinalIgnoreCase)];
        return FrameworkNames.Nearest(framework, groups) is { } nearest ? packages.Where(dependency => string.Equals(dependency.Framework ?? "", nearest, StringComparison.OrdinalIgnoreCase)) : [];
    }

    private Task<Entry> ReadAsync(string community, string id, string version, CancellationToken cancellation) =>
        _entries.GetOrAdd((community, id.ToLowerInvariant(), version), async key =>
        {
            var found = await finder.FindAsync(community, id, version, null, cancellation);
            try
            {
                return found.Location is { Module: null } location && ManifestLookup.FindWithGroups(location.Open(), cancellation) is var (manifest, groups) ? new Entry(manifest.Dependencies, groups) : new Entry([], []);
            }
            catch (PackageSourceException)
            {
                // Scanning it says so.
                return new Entry([], []);
            }
        });

    private Task<Choice> ChooseAsync(string community, string id, string? text, bool isNamed, CancellationToken cancellation) =>
        _choices.GetOrAdd((community, id.ToLowerInvariant(), isNamed ? text : text ?? "0.0.0"), key => ChooseNewAsync(key.Community, id, key.Range, cancellation));

    private async Task<Choice> ChooseNewAsync(string community, string id, string? text, CancellationToken cancellation)
    {
        if (text is null && community == "nuget")
        {
            return new Choice(null, "The file names no version.");
        }

        if (text is not null && text.Contains("$(", StringComparison.Ordinal))
        {
            return new Choice(null, $"The version is {text}, and nothing that was read sets it.");
        }

        var range = VersionRanges.Parse(text ?? "*");
        if (range is null)
        {
            return new Choice(null, $"{text} is no version range.");
        }

        // What a range begins with is nearly always a version that exists.
        if (!range.IsFloating && range is { MinVersion: { } lowest, IsMinInclusive: true } && (VersionRanges.Exact(text) is not null || (await finder.FindAsync(community, id, lowest.ToNormalizedString(), null, cancellation)).Location is not null))
        {
            return new Choice(lowest, null);
        }

        return await ChooseAmongAsync(community, id, range, text ?? "*", cancellation);
    }

    // The sources know more versions than are at hand; where they cannot be asked, those at hand must do.
    private async Task<Choice> ChooseAmongAsync(string community, string id, VersionRange range, string text, CancellationToken cancellation)
    {
        var (versions, failure) = await finder.VersionsAsync(community, id, cancellation);
        var best = Best(range, versions) ?? Best(range, finder.VersionsAtHand(community, id));
        return best is not null ? new Choice(best, null)
            : range is { IsFloating: false, MinVersion: { } lowest, IsMinInclusive: true } ? new Choice(lowest, null)
            : new Choice(null, failure?.Message ?? (text == "*" ? $"No version of {id} is known." : $"No version of {id} that is known fits {text}."));
    }

    private static NuGetVersion? Best(VersionRange range, IReadOnlyList<NuGetVersion> versions) => range.IsFloating ? range.FindBestMatch(versions) : versions.Where(range.Satisfies).Order().FirstOrDefault();
}
