namespace Assay.Community.Index;

/// <summary>Counts of a population that the index keeps with their sets. Sets are read when they are asked for; packages are given by their numbers in the index.</summary>
public sealed class StoredPrevalence
{
    private readonly IndexDatabase _database;
    private readonly long _snapshot;
    private readonly Dictionary<string, PackageSet?> _sets = new(StringComparer.Ordinal);
    private int[]? _ranking;
    private int[]? _firstSeen;

    private StoredPrevalence(IndexDatabase database, long snapshot) => (_database, _snapshot) = (database, snapshot);

    /// <summary>Whose findings were counted.</summary>
    public required PrevalenceScope Scope { get; init; }
    /// <summary>The day that the figures speak of, <c>yyyy-MM-dd</c>.</summary>
    public required string Date { get; init; }
    /// <summary>What the ranks say.</summary>
    public required RankingKind RankingKind { get; init; }
    /// <summary>How many packages were counted.</summary>
    public required int Packages { get; init; }
    /// <summary>How many of them have a rank.</summary>
    public required int Ranked { get; init; }
    /// <summary>The generation of the index that was counted.</summary>
    public required long Generation { get; init; }

    /// <summary>Whether the index has not changed since.</summary>
    public bool IsCurrent => IndexGeneration.Of(_database) == Generation;

    /// <summary>Numbers of packages are below this.</summary>
    internal int Capacity { get; private init; }

    internal IndexDatabase Database => _database;
    internal long Snapshot => _snapshot;

    /// <summary>Gives what was counted last of a population; null when it was never counted.</summary>
    public static StoredPrevalence? Newest(IndexDatabase database, PrevalenceScope scope)
    {
        using var command = database.Prepare(
            "SELECT id, date, ranking, packages, ranked, generation, capacity FROM prevalence_snapshot WHERE population = $population AND versions = $versions ORDER BY id DESC LIMIT 1",
            ("$population", scope.PopulationText), ("$versions", scope.VersionsText));
        using var rows = command.ExecuteReader();
        return rows.Read()
            ? new StoredPrevalence(database, rows.GetInt64(0))
            {
                Scope = scope,
                Date = rows.GetString(1),
                RankingKind = rows.GetString(2) == "downloads" ? RankingKind.Downloads : RankingKind.Dependents,
                Packages = rows.GetInt32(3),
                Ranked = rows.GetInt32(4),
                Generation = rows.GetInt64(5),
                Capacity = rows.GetInt32(6),
            }
            : null;
    }

    /// <summary>Gives the ids of all rules that an index knows.</summary>
    public static IReadOnlyList<string> RuleNames(IndexDatabase database)
    {
        var names = new List<string>();
        using var rows = new Rows(database, "SELECT name FROM rule ORDER BY name");
        while (rows.Read())
        {
            names.Add(rows.Text(0));
        }

        return names;
    }

    /// <summary>Counts the packages of a verdict by tier.</summary>
    public TierCounts CountVerdict(string verdict)
    {
        var set = Set(SetNames.Verdict + verdict) ?? throw Broken(SetNames.Verdict + verdict);
        return new TierCounts(In(Tiers.Top100), In(Tiers.Top1k), In(Tiers.Top10k), set.Count());

        int? In(int size) => Ranked < size ? null : set.CountWith(PackageSet.Of(Capacity, Ranking().AsSpan(0, size)));
    }

    /// <summary>Gives a set by its name; null when there is none.</summary>
    internal PackageSet? Set(string name)
    {
        if (!_sets.TryGetValue(name, out var set))
        {
            try
            {
                set = Bytes(name) is { } bytes ? PackageSetFormat.Read(bytes, Capacity) : null;
            }
            catch (InvalidDataException)
            {
                throw Broken(name);
            }

            _sets.Add(name, set);
        }

        return set;
    }

    /// <summary>The packages that were counted.</summary>
    internal PackageSet Members() => Set(SetNames.Members) ?? throw Broken(SetNames.Members);

    /// <summary>The packages that have a rank, the first one first.</summary>
    internal int[] Ranking() => _ranking ??= Bytes(SetNames.Ranking) is { } bytes && NumberColumn.Read(bytes, Ranked) is { } numbers ? numbers : throw Broken(SetNames.Ranking);

    /// <summary>Days since 1970-01-01 by package number.</summary>
    internal int[] FirstSeen() => _firstSeen ??= Bytes(SetNames.FirstSeen) is { } bytes && NumberColumn.Read(bytes, Capacity) is { } numbers ? numbers : throw Broken(SetNames.FirstSeen);

    private byte[]? Bytes(string name) => (byte[]?)_database.Scalar("SELECT members FROM package_set WHERE snapshot = $snapshot AND name = $name", ("$snapshot", _snapshot), ("$name", name));

    private static IndexException Broken(string name) => new($"The community index is broken: what was counted of '{name}' cannot be read.");
}
