using Assay.Model;
using Assay.Packages.Projects;
using NuGet.Versioning;

namespace Assay.Community.Checking;

/// <summary>Joins what all checked projects need: one entry for each package version, by community, id and version.</summary>
public static class NeededPackages
{
    private const int PlaceLimit = 50;

    /// <summary>Joins projects whose closures are known.</summary>
    public static IReadOnlyList<NeededPackage> Of(IReadOnlyList<ProjectReading> projects)
    {
        var entries = new Dictionary<PackageKey, Entry>();
        foreach (var project in projects.OrderBy(project => project.Path, StringComparer.Ordinal))
        {
            Add(project, entries);
        }

        return [.. entries.Select(entry => entry.Value.Complete(entry.Key)).OrderBy(package => package.Community, StringComparer.Ordinal).ThenBy(package => package.Id, StringComparer.OrdinalIgnoreCase)
            .ThenBy(package => package.Version is { } version ? NuGetVersion.Parse(version) : null).ThenBy(package => package.Defect, StringComparer.Ordinal)];
    }

    private static void Add(ProjectReading project, Dictionary<PackageKey, Entry> entries)
    {
        var walk = new ProjectWalk(project);
        var named = project.Named.ToLookup(package => package.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var graph in project.Graphs)
        {
            var nodes = graph.Nodes.DistinctBy(node => node.Key, StringComparer.Ordinal).ToDictionary(node => node.Key, StringComparer.Ordinal);
            foreach (var node in graph.Nodes.Where(node => node.Community is not null))
            {
                var key = PackageKey.Of(node);
                if (!entries.TryGetValue(key, out var entry))
                {
                    entries.Add(key, entry = new Entry(node.Id, key.Version is null ? null : NuGetVersion.Parse(node.Version!).ToNormalizedString()));
                }

                entry.Add(node, project, walk, key);
                entry.DependsOn.UnionWith(node.DependsOn.Where(nodes.ContainsKey).SelectMany(needed => PackagesBehind(nodes, nodes[needed])));
                if (node.Direct)
                {
                    entry.Add(named[node.Id].Where(package => Fits(package, node, graph)).SelectMany(package => package.Places));
                }
                else if (walk.Paths.GetValueOrDefault(key) is [var first, _, ..])
                {
                    var id = first.Split('@')[0];
                    entry.AddIntroducing(named[id].SelectMany(package => package.Places));
                }
            }
        }
    }

    // Two versions under two conditions have a line each; a closure has a version that the range gave.
    private static bool Fits(NamedPackage package, ResolvedNode node, ResolvedGraph graph)
    {
        if (package.Framework is { } framework && graph.Framework is { } target && !target.Split('/')[0].Equals(framework, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return !package.Conditional || package.Range is null || !NuGet.Versioning.VersionRange.TryParse(package.Range, out var range) || !NuGetVersion.TryParse(node.Version, out var version) || range.Satisfies(version);
    }

    // What projects between packages need is needed through them.
    private static SortedSet<string> PackagesBehind(Dictionary<string, ResolvedNode> nodes, ResolvedNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var queue = new Queue<ResolvedNode>([node]);
        while (queue.TryDequeue(out var next))
        {
            if (next.Community is not null)
            {
                found.Add(ProjectWalk.NameOf(next));
                continue;
            }

            foreach (var key in next.DependsOn.Where(key => nodes.ContainsKey(key) && seen.Add(key)))
            {
                queue.Enqueue(nodes[key]);
            }
        }

        return found;
    }

    private sealed class Entry(string id, string? version)
    {
        private readonly SortedSet<string> _hashes = new(StringComparer.Ordinal);
        private readonly List<ManifestPlace> _places = [];
        private readonly List<ManifestPlace> _introducing = [];
        private readonly SortedDictionary<string, IntroductionPath> _paths = new(StringComparer.Ordinal);
        private bool _direct;
        private bool _used;

        public SortedSet<string> DependsOn { get; } = new(StringComparer.OrdinalIgnoreCase);

        public void Add(ResolvedNode node, ProjectReading project, ProjectWalk walk, PackageKey key)
        {
            _direct |= node.Direct;
            _used |= walk.IsUsed(key);
            if (node.ContentHash is { Length: > 0 } hash)
            {
                _hashes.Add(hash);
            }

            if (node.Place is { } place)
            {
                _places.Add(place);
            }

            if (walk.Paths.TryGetValue(key, out var path))
            {
                _paths[project.Path] = new IntroductionPath(project.Path, path);
            }
        }

        public void Add(IEnumerable<ManifestPlace> places) => _places.AddRange(places);

        public void AddIntroducing(IEnumerable<ManifestPlace> places) => _introducing.AddRange(places.Select(place => place with { Role = "introduces" }));

        public NeededPackage Complete(PackageKey key) => new(key.Community, id, version)
        {
            Defect = key.Unresolved,
            Direct = _direct,
            Development = !_used,
            ContentHashes = [.. _hashes],
            DependsOn = [.. DependsOn],
            Places = [.. _places.Concat(_introducing).DistinctBy(place => (place.Path, place.Line, place.Column)).OrderBy(place => Rank(place.Role)).ThenBy(place => place.Path, StringComparer.Ordinal).ThenBy(place => place.Line).ThenBy(place => place.Column).Take(PlaceLimit)],
            IntroducedBy = [.. _paths.Values.OrderBy(path => path.Packages.Count).ThenBy(path => path.Project, StringComparer.Ordinal).Take(CheckedPackage.PathLimit)],
            IntroducedByTotal = _paths.Count,
        };

        private static int Rank(string role) => role switch
        {
            "version" => 0,
            "reference" => 1,
            "lock" => 2,
            _ => 3,
        };
    }
}
