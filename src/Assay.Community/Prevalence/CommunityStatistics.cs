namespace Assay.Community.Index;

/// <summary>What an index holds.</summary>
public sealed record CommunityStatistics
{
    /// <summary><c>nuget</c> or <c>psgallery</c>; null before the first build.</summary>
    public required string? Community { get; init; }
    /// <summary>Transactions that changed it.</summary>
    public required long Generation { get; init; }
    /// <summary>Distinct ids.</summary>
    public required long Packages { get; init; }
    /// <summary>Versions that were read and are counted.</summary>
    public required long Read { get; init; }
    /// <summary>Versions that could not be read.</summary>
    public required long Unreadable { get; init; }
    /// <summary>Versions that were read and are not counted.</summary>
    public required long NotCounted { get; init; }
    /// <summary>Versions that the feed hides.</summary>
    public required long Hidden { get; init; }
    /// <summary>Versions still to be read.</summary>
    public required long Pending { get; init; }
    /// <summary>Versions under whose name other bytes came later.</summary>
    public required long Alarms { get; init; }
    /// <summary>The days on which the first and the last version were read; null for an empty index.</summary>
    public required (string First, string Last)? Added { get; init; }
    /// <summary>Measures of popularity, the newest first.</summary>
    public required IReadOnlyList<(string Date, string Source)> Popularity { get; init; }
    /// <summary>The newest counts of each population that was ever counted.</summary>
    public required IReadOnlyList<StoredPrevalence> Counts { get; init; }

    /// <summary>Reads the figures.</summary>
    public static CommunityStatistics Of(IndexDatabase database) => new()
    {
        Community = database.Setting("community"),
        Generation = IndexGeneration.Of(database),
        Packages = Number(database, "SELECT COUNT(*) FROM package"),
        Read = Number(database, "SELECT COUNT(*) FROM finding"),
        Unreadable = Number(database, "SELECT COUNT(*) FROM version WHERE state = 1"),
        NotCounted = Number(database, "SELECT COUNT(*) FROM version WHERE state = 2"),
        Hidden = Number(database, "SELECT COUNT(*) FROM version WHERE listed = 0"),
        Pending = Number(database, "SELECT COUNT(*) FROM pending"),
        Alarms = Number(database, "SELECT COUNT(DISTINCT version) FROM alarm"),
        Added = database.Scalar("SELECT MIN(added) FROM version") is string first ? (first, (string)database.Scalar("SELECT MAX(added) FROM version")!) : null,
        Popularity = Snapshots(database),
        Counts = [.. from population in Enum.GetValues<PopulationKind>() from versions in Enum.GetValues<VersionScope>() let stored = StoredPrevalence.Newest(database, new PrevalenceScope(population, versions)) where stored is not null select stored],
    };

    /// <summary>Sums the bytes of the values in each table, the largest first; keys, indexes and what pages leave free come on top. Reads the whole file.</summary>
    public static IReadOnlyList<(string Table, long Bytes)> Sizes(IndexDatabase database) =>
    [
        .. Texts(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            .Select(table => (Table: table, Bytes: Number(database, $"SELECT COALESCE(SUM({string.Join(" + ", Texts(database, $"SELECT name FROM pragma_table_info('{table}')").Select(column => $"COALESCE(LENGTH(CAST({column} AS BLOB)), 0)"))}), 0) FROM {table}")))
            .OrderByDescending(size => size.Bytes).ThenBy(size => size.Table, StringComparer.Ordinal),
    ];

    private static List<string> Texts(IndexDatabase database, string sql)
    {
        var texts = new List<string>();
        using var rows = new Rows(database, sql);
        while (rows.Read())
        {
            texts.Add(rows.Text(0));
        }

        return texts;
    }

    private static List<(string Date, string Source)> Snapshots(IndexDatabase database)
    {
        var snapshots = new List<(string, string)>();
        using var command = database.Prepare("SELECT date, source FROM popularity_snapshot ORDER BY date DESC, id DESC");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            snapshots.Add((rows.GetString(0), rows.GetString(1)));
        }

        return snapshots;
    }

    private static long Number(IndexDatabase database, string sql) => (long)database.Scalar(sql)!;
}
