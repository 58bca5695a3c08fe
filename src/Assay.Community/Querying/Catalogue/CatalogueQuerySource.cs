using System.Text;
using Assay.Community.Index;
using Assay.Model;

namespace Assay.Community.Querying;

/// <summary>Asks a catalogue; sets that it does not hold are read from the index once.</summary>
internal sealed class CatalogueQuerySource(SearchCatalogue catalogue, StoredPrevalence stored) : IQuerySource
{
    public QueryPopulation Population { get; } = new(
        catalogue.Name, catalogue.Date, catalogue.Community, stored.Scope.PopulationText, stored.Scope.VersionsText, catalogue.RankingKind == RankingKind.Downloads ? "downloads" : "dependents", catalogue.Packages, stored.IsCurrent);

    public int Capacity => catalogue.Names.Capacity;

    public PackageSet Members => catalogue.Members;

    public IReadOnlyList<int> Ranking => catalogue.Ranking;

    public IReadOnlyDictionary<string, string> Rules => catalogue.Conditions;

    public IReadOnlyList<int> FirstSeen => catalogue.FirstSeen;

    // What is counted is listed (PrevalenceScope.Usual).
    public PackageSet Listed => catalogue.Members;

    public PackageSet? Set(string name) => catalogue.Set(name, stored);

    public string? WhyMissing(string name) => null;

    public PackageSet? Category(string category) => catalogue.Category(category);

    public PackageSet? Risk(Risk risk) => catalogue.Risks[(int)risk];

    public PackageSet WithId(string pattern)
    {
        if (pattern.Contains('*', StringComparison.Ordinal))
        {
            return catalogue.Names.Matching(pattern);
        }

        return catalogue.Find(Encoding.UTF8.GetBytes(pattern)) is { } package ? PackageSet.Of(Capacity, package) : new PackageSet(Capacity);
    }

    public (string Id, string Version) Describe(int package) => (catalogue.Names.Text(package), "");
}
