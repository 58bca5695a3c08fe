namespace Assay.Packages.Projects;

/// <summary>Makes a closure of the components of a bill of materials.</summary>
internal static class BillGraph
{
    /// <summary>Says which components are direct: those that the subject of the bill depends on; without such edges, those that nothing else depends on.</summary>
    public static ProjectReading Build(SourceText source, string kind, string? name, string? subject, IReadOnlyList<string> ofSubject, List<ResolvedNode> nodes)
    {
        // The same reference twice would be two nodes of one name.
        ResolvedNode[] distinct = [.. nodes.Where(node => node.Key != subject).DistinctBy(node => node.Key, StringComparer.Ordinal)];
        var direct = ofSubject.Count > 0 ? ofSubject.ToHashSet(StringComparer.Ordinal)
            : distinct.Select(node => node.Key).Except(distinct.SelectMany(node => node.DependsOn.Where(key => key != node.Key)), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        if (distinct.Length > 0 && !Array.Exists(distinct, node => node.Community is not null))
        {
            source.Add(null, "No component of the bill has a package URL of NuGet or the PowerShell Gallery.", notice: true);
        }

        return new ProjectReading
        {
            Name = string.IsNullOrWhiteSpace(name) ? Path.GetFileName(source.Path) : name,
            Path = source.Path,
            Kind = kind,
            Graphs = [new ResolvedGraph(null, [.. distinct.Select(node => node with { Direct = direct.Contains(node.Key) })])],
            IsResolved = true,
            Problems = source.Problems,
        };
    }
}
