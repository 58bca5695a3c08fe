using Assay.Community.Index;

namespace Assay.Community.Querying;

/// <summary>The packages that a query means.</summary>
public sealed class QueryAnswer
{
    private readonly IQuerySource _source;
    private readonly PackageSet _packages;

    internal QueryAnswer(IQuerySource source, PackageSet packages, IReadOnlyList<string> changed)
    {
        _source = source;
        _packages = packages;
        ChangedRules = changed;
        Count = packages.Count();
        Tiers = [.. Community.Tiers.All.Where(tier => source.Ranking.Count >= tier.Size).Select(tier => (tier.Name, tier.Size, CountIn(tier.Size)))];
    }

    /// <summary>What was asked.</summary>
    public QueryPopulation Population => _source.Population;
    /// <summary>How many packages.</summary>
    public int Count { get; }
    /// <summary>How many of the first ones; tiers that the ranking does not fill are left out.</summary>
    public IReadOnlyList<(string Name, int Of, int Count)> Tiers { get; }
    /// <summary>Rules of the query whose condition is another one today: the answer is about the older one.</summary>
    public IReadOnlyList<string> ChangedRules { get; }

    /// <summary>Lists the packages: by rank, then those without a rank by id.</summary>
    public IEnumerable<QueriedPackage> Packages()
    {
        var rest = _packages.And(_source.Members);
        var ranked = new PackageSet(_source.Capacity);
        for (var place = 0; place < _source.Ranking.Count; place++)
        {
            var package = _source.Ranking[place];
            if (_packages.Contains(package))
            {
                ranked.Add(package);
                yield return Describe(package, place + 1);
            }
        }

        foreach (var package in rest.Except(ranked).Members().Select(package => Describe(package, null)).OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase))
        {
            yield return package;
        }
    }

    private QueriedPackage Describe(int package, int? rank)
    {
        var (id, version) = _source.Describe(package);
        return new QueriedPackage(id, version, rank, _source.FirstSeen is { } days ? DayColumn.Text(days[package]) : null);
    }

    private int CountIn(int size)
    {
        var count = 0;
        for (var place = 0; place < size; place++)
        {
            count += _packages.Contains(_source.Ranking[place]) ? 1 : 0;
        }

        return count;
    }
}

/// <summary>A package of an answer.</summary>
/// <param name="Id">Id.</param>
/// <param name="Version">The version that stands for it.</param>
/// <param name="Rank">From 1; null when the ranking does not know it.</param>
/// <param name="FirstSeen"><c>yyyy-MM-dd</c>; null when a snapshot was asked.</param>
public sealed record QueriedPackage(string Id, string Version, int? Rank, string? FirstSeen);
