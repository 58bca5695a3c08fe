using Assay.Community.Index;
using Assay.Model;

namespace Assay.Community.Querying;

/// <summary>
/// What was counted last of an index, held in memory for many readers: ids, orders, and the sets that lists and charts ask for. Sets of single rules, tags and dependencies are read when they
/// are first asked for and kept up to a bound. Thread-safe.
/// </summary>
public sealed class SearchCatalogue
{
    private const long BytesOfKeptSets = 64 << 20;
    private static readonly string[] VerdictWords = ["pass", "review", "unknown", "fail"];

    private readonly RecentlyUsed<string, PackageSet> _sets;
    private readonly Dictionary<string, PackageSet> _categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Condition, TierCounts Counts)> _rules = new(StringComparer.Ordinal);
    private readonly int[] _byName;
    private readonly int[] _bySight;
    private readonly int[] _ranks;

    private SearchCatalogue(StoredPrevalence stored, RulePack pack, string name)
    {
        Snapshot = stored.Snapshot;
        (Name, Date, Generation, RankingKind, Packages) = (name, stored.Date, stored.Generation, stored.RankingKind, stored.Packages);
        Community = stored.Database.Setting("community");
        Pack = pack with { Behaviors = [.. pack.Behaviors.Where(IsShown)], Policies = [.. pack.Policies.Where(IsShown)] };
        Members = stored.Members();
        FirstSeen = stored.FirstSeen();
        _sets = new RecentlyUsed<string, PackageSet>(BytesOfKeptSets, static set => (set.Capacity / 8) + 100);
        (Names, _byName) = ReadNames(stored);
        (ByRank, _ranks) = Rank(stored.Ranking());
        Ranking = stored.Ranking();
        ShortNames = [.. _byName.Where(package => Names[package].Length <= NearNames.LongestShortName)];
        _bySight = [.. _byName];
        Array.Sort(_byName.Select((package, place) => ((long)(int.MaxValue - FirstSeen[package]) << 32) | (uint)place).ToArray(), _bySight);
        ReadRules(stored, pack);
        Tiers = [.. Assay.Community.Tiers.All.Where(tier => Ranking.Count >= tier.Size).Select(tier => (tier.Name, PackageSet.Of(stored.Capacity, stored.Ranking().AsSpan(0, tier.Size))))];
        Verdicts = [.. VerdictWords.Select(word => stored.Set(SetNames.Verdict + word) ?? new PackageSet(stored.Capacity))];
    }

    /// <summary>What the index calls itself.</summary>
    public string Name { get; }
    /// <summary>The day that the figures speak of, <c>yyyy-MM-dd</c>.</summary>
    public string Date { get; }
    /// <summary><c>nuget</c> or <c>psgallery</c>; null when the index does not say.</summary>
    public string? Community { get; }
    /// <summary>The generation of the index that was counted.</summary>
    public long Generation { get; }
    /// <summary>Number of the counts in the index: equal ones are of one state.</summary>
    public long Snapshot { get; }
    /// <summary>What the ranks say.</summary>
    public RankingKind RankingKind { get; }
    /// <summary>How many packages were counted.</summary>
    public int Packages { get; }
    /// <summary>How many of them have a rank.</summary>
    public int Ranked => Ranking.Count;
    /// <summary>The rules that are shown.</summary>
    public RulePack Pack { get; }
    /// <summary>The population, for sentences.</summary>
    public SnapshotInfo Info => new(Name, Date, Community ?? "", Packages, ReportNamingPolicy.Instance.ConvertName(RankingKind.ToString()));
    /// <summary>Bytes of memory that it takes, kept sets included.</summary>
    public long Bytes => Names.Bytes + (5L * sizeof(int) * Names.Capacity) + ((long)(_categories.Count + Risks.Count + Verdicts.Count + Tiers.Count + 1) * Names.Capacity / 8) + _sets.Weight;

    internal CatalogueNames Names { get; }
    /// <summary>Packages whose ids are so short that slips in them are looked for among these alone.</summary>
    internal int[] ShortNames { get; }
    internal PackageSet Members { get; }
    internal IReadOnlyList<int> Ranking { get; }
    internal int[] ByRank { get; }
    internal int[] FirstSeen { get; }
    internal Dictionary<string, string> Conditions { get; } = new(StringComparer.Ordinal);
    internal IReadOnlyList<PackageSet> Risks { get; private set; } = [];
    internal IReadOnlyList<PackageSet> Verdicts { get; }
    internal IReadOnlyList<(string Name, PackageSet Packages)> Tiers { get; }
    internal IEnumerable<(string Name, PackageSet Packages)> Categories => _categories.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value));

    /// <summary>Reads what was counted last; null before the first count.</summary>
    /// <param name="database">The index, in a transaction.</param>
    /// <param name="pack">The rules of today.</param>
    /// <param name="name">What the index is called when it does not say so itself.</param>
    public static SearchCatalogue? Load(IndexDatabase database, RulePack pack, string name) =>
        StoredPrevalence.Newest(database, PrevalenceScope.Usual) is { Packages: > 0 } stored ? new SearchCatalogue(stored, pack, database.CommunityName ?? name) : null;

    /// <summary>Whether it holds these counts.</summary>
    public bool IsOf(StoredPrevalence stored) => stored.Snapshot == Snapshot && stored.Generation == Generation;

    /// <summary>Gives condition and figures of a rule as it was counted; null when it was not.</summary>
    public (string Condition, TierCounts Counts)? Rule(string id) => _rules.TryGetValue(id, out var figures) ? figures : null;

    /// <summary>Says how usual the finding of a rule is.</summary>
    public Prevalence Of(Rule rule) => CountedPrevalence.Of(rule, _rules.TryGetValue(rule.Id, out var figures) ? figures : null, Packages, Info);

    /// <summary>Counts the packages of a verdict by tier.</summary>
    public TierCounts CountVerdict(VerdictStatus verdict)
    {
        var set = Verdicts[(int)verdict];
        return new TierCounts(In("top100"), In("top1k"), In("top10k"), set.Count());

        int? In(string tier) => Tiers.FirstOrDefault(known => known.Name == tier).Packages is { } packages ? set.CountWith(packages) : null;
    }

    /// <summary>Gives the rank of a package, from 1; null when the ranking does not know it.</summary>
    public int? Rank(int package) => _ranks[package] is > 0 and var rank ? rank : null;

    /// <summary>Gives the day on which a package was first seen, <c>yyyy-MM-dd</c>.</summary>
    public string FirstSeenOn(int package) => DayColumn.Text(FirstSeen[package]);

    /// <summary>Gives ids that somebody may have meant, the nearest first, then by rank.</summary>
    public IReadOnlyList<int> Near(string text, int count) => NearNames.Find(this, text, count);

    /// <summary>Gives the lower-case id of a package.</summary>
    public string IdOf(int package) => Names.Text(package);

    /// <summary>Finds a package by the bytes of its lower-case id.</summary>
    internal int? Find(ReadOnlySpan<byte> name)
    {
        var (low, high) = (0, _byName.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Names[_byName[middle]].SequenceCompareTo(name);
            if (order == 0)
            {
                return _byName[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    internal PackageSet? Category(string name) => _categories.GetValueOrDefault(name);

    internal PackageSet? Set(string name, StoredPrevalence stored)
    {
        if (_sets.TryGet(name, out var set))
        {
            return set;
        }

        if (stored.Set(name) is { } read)
        {
            _sets.Keep(name, read);
            return read;
        }

        return null;
    }

    internal int[] Order(CatalogueOrder order) => order switch
    {
        CatalogueOrder.Id => _byName,
        CatalogueOrder.FirstSeen => _bySight,
        _ => ByRank,
    };

    private static bool IsShown(Rule rule) => rule.Stage == RuleStage.Stable;

    private static (CatalogueNames Names, int[] ByName) ReadNames(StoredPrevalence stored)
    {
        var members = stored.Members();
        var names = CatalogueNames.Of(stored.Capacity, ByNumber());
        var byName = members.ToArray();
        Array.Sort(byName, (left, right) => names[left].SequenceCompareTo(names[right]));
        return (names, byName);

        IEnumerable<(int, byte[])> ByNumber()
        {
            using var rows = new Rows(stored.Database, "SELECT id, name FROM package WHERE id < ? ORDER BY id", stored.Capacity);
            while (rows.Read())
            {
                if (members.Contains((int)rows.Number(0)))
                {
                    yield return ((int)rows.Number(0), rows.Bytes(1).ToArray());
                }
            }
        }
    }

    private (int[] ByRank, int[] Ranks) Rank(int[] ranking)
    {
        var ranks = new int[Names.Capacity];
        for (var place = 0; place < ranking.Length; place++)
        {
            ranks[ranking[place]] = place + 1;
        }

        return ([.. ranking, .. _byName.Where(package => ranks[package] == 0)], ranks);
    }

    private void ReadRules(StoredPrevalence stored, RulePack pack)
    {
        var rules = pack.Behaviors.Concat<Rule>(pack.Policies).ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var risks = Enum.GetValues<Risk>().Select(_ => new PackageSet(stored.Capacity)).ToArray();
        foreach (var (id, condition, counts) in StoredFigures.Read(stored))
        {
            if (rules.TryGetValue(id, out var rule) && !IsShown(rule))
            {
                continue;
            }

            _rules.Add(id, (condition, counts));
            Conditions.Add(id, condition);
            if (rule is null || counts.Community == 0 || stored.Set(SetNames.Rule + id) is not { } packages)
            {
                continue;
            }

            Add(rule.Category, packages, stored.Capacity);
            if (rule is BehaviorRule behavior)
            {
                risks[(int)behavior.Risk].AddAll(packages);
            }
        }

        Risks = risks;
    }

    private void Add(string category, PackageSet packages, int capacity)
    {
        if (!_categories.TryGetValue(category, out var set))
        {
            _categories.Add(category, set = new PackageSet(capacity));
        }

        set.AddAll(packages);
    }
}

/// <summary>In which order packages are listed.</summary>
public enum CatalogueOrder
{
    /// <summary>By rank, then those without a rank by id.</summary>
    Rank,
    /// <summary>By id.</summary>
    Id,
    /// <summary>The newest first, then by id.</summary>
    FirstSeen,
}
