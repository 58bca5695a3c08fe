using Assay.Community.Index;

namespace Assay.Community.Querying;

/// <summary>Asks the counted sets of an index.</summary>
internal sealed class IndexQuerySource(StoredPrevalence stored, string name) : IQuerySource
{
    private Dictionary<string, string>? _rules;

    public QueryPopulation Population { get; } = new(name, stored.Date, stored.Database.Setting("community"), stored.Scope.PopulationText, stored.Scope.VersionsText, stored.RankingKind == RankingKind.Downloads ? "downloads" : "dependents", stored.Packages, stored.IsCurrent);

    public int Capacity => stored.Capacity;

    public PackageSet Members => stored.Members();

    public IReadOnlyList<int> Ranking => stored.Ranking();

    public IReadOnlyDictionary<string, string> Rules => _rules ??= ReadRules();

    public IReadOnlyList<int> FirstSeen => stored.FirstSeen();

    public PackageSet Listed
    {
        get
        {
            using var rows = new Rows(stored.Database, "SELECT id FROM package WHERE latest_listed IS NOT NULL AND id < ?", Capacity);
            return Read(rows);
        }
    }

    public PackageSet? Set(string name) => stored.Set(name);

    public string? WhyMissing(string name) => null;

    // Brackets mean something in SQLite's GLOB and nothing here.
    public PackageSet WithId(string pattern)
    {
        using var rows = new Rows(stored.Database, pattern.Contains('*', StringComparison.Ordinal) ? "SELECT id FROM package WHERE name GLOB ? AND id < ?" : "SELECT id FROM package WHERE name = ? AND id < ?");
        rows.Bind(1, pattern.Contains('*', StringComparison.Ordinal) ? pattern.Replace("[", "[[]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal) : pattern);
        rows.Bind(2, Capacity);
        return Read(rows);
    }

    public (string Id, string Version) Describe(int package)
    {
        using var rows = new Rows(stored.Database, $"SELECT p.spelling, v.version FROM package p LEFT JOIN version v ON v.id = p.{stored.Scope.Standing} WHERE p.id = ?", package);
        return rows.Read() ? (rows.Text(0), rows.IsNull(1) ? "" : rows.Text(1)) : ("", "");
    }

    private PackageSet Read(Rows rows)
    {
        var set = new PackageSet(Capacity);
        while (rows.Read())
        {
            set.Add((int)rows.Number(0));
        }

        return set;
    }

    private Dictionary<string, string> ReadRules()
    {
        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        using var rows = new Rows(stored.Database, "SELECT r.name, p.condition FROM prevalence p JOIN rule r ON r.id = p.rule WHERE p.snapshot = ?", stored.Snapshot);
        while (rows.Read())
        {
            rules.Add(rows.Text(0), rows.Text(1));
        }

        return rules;
    }
}
