using Assay.Model;

namespace Assay.Reports;

/// <summary>Who needs whom, as indexes into the packages of a report.</summary>
internal sealed class DependencyGraph
{
    private readonly int[][] _packages;

    public DependencyGraph(CheckReport report)
    {
        var byName = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < report.Packages.Count; i++)
        {
            byName.TryAdd(FormatText.Name(report.Packages[i]), i);
        }

        _packages = [.. report.Packages.Select((package, own) => Find(package.DependsOn, byName).Where(index => index != own).ToArray())];
        Projects = [.. Direct(report).Select(names => Find(names, byName))];
        var reached = _packages.SelectMany(indexes => indexes).Concat(Projects.SelectMany(indexes => indexes)).ToHashSet();
        Tops = [.. Enumerable.Range(0, report.Packages.Count).Where(index => !reached.Contains(index))];
    }

    /// <summary>What each project names, by project.</summary>
    public IReadOnlyList<int[]> Projects { get; }

    /// <summary>The packages that nothing is known to need.</summary>
    public IReadOnlyList<int> Tops { get; }

    /// <summary>What a package needs.</summary>
    public int[] Of(int package) => _packages[package];

    // The ways to a package begin with what the project names.
    private static IEnumerable<IEnumerable<string>> Direct(CheckReport report)
    {
        var byProject = report.Packages.SelectMany(package => package.IntroducedBy).Where(path => path.Packages.Count > 0).ToLookup(path => path.Project, path => path.Packages[0], StringComparer.Ordinal);
        return report.Projects.Select(project => byProject[project.Path]);
    }

    private static int[] Find(IEnumerable<string> names, Dictionary<string, int> byName) => [.. names.Where(byName.ContainsKey).Select(name => byName[name]).Distinct().Order()];
}
