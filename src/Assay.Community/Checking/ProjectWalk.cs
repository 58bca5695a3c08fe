using Assay.Model;
using Assay.Packages.Projects;

namespace Assay.Community.Checking;

/// <summary>The packages of one project: how each is reached first, and whether anything but building and testing needs it.</summary>
internal sealed class ProjectWalk
{
    private readonly Dictionary<PackageKey, string[]> _paths = [];
    private readonly HashSet<PackageKey> _used = [];

    /// <summary>Walks all targets of a project.</summary>
    public ProjectWalk(ProjectReading project)
    {
        foreach (var graph in project.Graphs)
        {
            Walk(graph);
        }
    }

    /// <summary>The shortest way to each package: ids with versions, the package itself last.</summary>
    public IReadOnlyDictionary<PackageKey, string[]> Paths => _paths;

    /// <summary>True for a package that something needs which is not for development alone.</summary>
    public bool IsUsed(PackageKey key) => _used.Contains(key);

    private void Walk(ResolvedGraph graph)
    {
        var nodes = new Dictionary<string, ResolvedNode>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            nodes.TryAdd(node.Key, node);
        }

        // Packages that nothing leads to are there all the same: those of a file without edges, and those that central versions pin.
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Spread(nodes, [.. graph.Nodes.Where(node => node.Direct)], reached);
        ResolvedNode[] others = [.. graph.Nodes.Where(node => !reached.Contains(node.Key))];
        Spread(nodes, others, reached);
        MarkUsed(nodes, graph.Nodes.Where(node => node is { Direct: true, Development: false }).Concat(others.Where(node => !node.Development)));
    }

    // Breadth first, in ordinal order: equal files give equal ways.
    private void Spread(Dictionary<string, ResolvedNode> nodes, ResolvedNode[] roots, HashSet<string> reached)
    {
        var level = new List<(ResolvedNode Node, string[] Path)>();
        foreach (var root in roots.OrderBy(root => root.Community is null).ThenBy(root => root.Key, StringComparer.Ordinal))
        {
            level.Add((root, []));
        }

        while (level.Count > 0)
        {
            var next = new List<(ResolvedNode, string[])>();
            foreach (var (node, path) in level)
            {
                if (!reached.Add(node.Key))
                {
                    continue;
                }

                // Projects between packages are no part of the way.
                string[] way = node.Community is null ? path : [.. path, NameOf(node)];
                if (node.Community is not null && (!_paths.TryGetValue(PackageKey.Of(node), out var known) || known.Length > way.Length))
                {
                    _paths[PackageKey.Of(node)] = way;
                }

                foreach (var key in node.DependsOn.Order(StringComparer.Ordinal))
                {
                    if (nodes.TryGetValue(key, out var needed) && !reached.Contains(key))
                    {
                        next.Add((needed, way));
                    }
                }
            }

            level = next;
        }
    }

    private void MarkUsed(Dictionary<string, ResolvedNode> nodes, IEnumerable<ResolvedNode> roots)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<ResolvedNode>(roots);
        while (queue.TryDequeue(out var node))
        {
            if (!seen.Add(node.Key))
            {
                continue;
            }

            if (node.Community is not null)
            {
                _used.Add(PackageKey.Of(node));
            }

            foreach (var key in node.DependsOn)
            {
                if (nodes.TryGetValue(key, out var needed))
                {
                    queue.Enqueue(needed);
                }
            }
        }
    }

    public static string NameOf(ResolvedNode node) => PackageKey.Of(node) is { Version: { } version } ? $"{node.Id}@{version}" : node.Id;
}
