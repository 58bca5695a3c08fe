using System.IO.Enumeration;

namespace Assay.Community.Querying;

/// <summary>Asks a snapshot.</summary>
internal sealed class SnapshotQuerySource(CommunitySnapshot snapshot) : IQuerySource
{
    private Dictionary<string, string>? _rules;

    public QueryPopulation Population { get; } = new(
        snapshot.Id, snapshot.Date, snapshot.Community, snapshot.Population == PopulationKind.Listed ? "listed" : "all", snapshot.Versions == VersionScope.Latest ? "latest" : "any",
        snapshot.Ranking == RankingKind.Downloads ? "downloads" : "dependents", snapshot.Packages.Count, IsCurrent: true);

    public int Capacity => snapshot.Packages.Count;

    public PackageSet Members => PackageSet.All(Capacity);

    public IReadOnlyList<int> Ranking => snapshot.Packages.Ranking;

    public IReadOnlyDictionary<string, string> Rules => _rules ??= snapshot.Rules.ToDictionary(rule => rule.Id, rule => rule.ConditionHash, StringComparer.Ordinal);

    public IReadOnlyList<int>? FirstSeen => null;

    public PackageSet? Listed => snapshot.Population == PopulationKind.Listed ? Members : null;

    public PackageSet? Set(string name) => name.StartsWith(SetNames.Rule, StringComparison.Ordinal) ? snapshot.Rule(name[SetNames.Rule.Length..])?.Packages : snapshot.Set(name)?.Packages;

    public string? WhyMissing(string name) => name.StartsWith(SetNames.Rule, StringComparison.Ordinal) ? null
        : name.StartsWith(SetNames.Verdict, StringComparison.Ordinal) ? "the snapshot does not hold verdicts"
        : $"the snapshot holds sets of {SnapshotExport.LeastPackagesOfSet} packages and more";

    public PackageSet WithId(string pattern)
    {
        var set = new PackageSet(Capacity);
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            if (snapshot.Packages.IndexOf(pattern) is >= 0 and var index)
            {
                set.Add(index);
            }

            return set;
        }

        // Only the star is special here.
        var expression = pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);
        foreach (var (place, name) in snapshot.Packages.Names.All().Index())
        {
            if (FileSystemName.MatchesSimpleExpression(expression, name, ignoreCase: false))
            {
                set.Add(place);
            }
        }

        return set;
    }

    public (string Id, string Version) Describe(int package) => (snapshot.Packages.Name(package), snapshot.Packages.Version(package));
}
