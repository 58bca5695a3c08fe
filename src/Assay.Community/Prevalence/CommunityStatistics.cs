using Microsoft.Data.Sqlite;

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

    /// <summary>Sums the bytes of each table with its indexes, the largest first. Reads every page of the file; null where the database cannot tell.</summary>
    public static IReadOnlyList<(string Table, long Bytes)>? Sizes(IndexDatabase database)
    {
        try
        {
            var sizes = new List<(string, long)>();
            using var command = database.Prepare("SELECT m.tbl_name, SUM(d.pgsize) FROM dbstat d JOIN sqlite_schema m ON m.name = d.name GROUP BY m.tbl_name ORDER BY 2 DESC, 1");
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                sizes.Add((rows.GetString(0), rows.GetInt64(1)));
            }

            return sizes;
        }
        catch (SqliteException)
        {
            return null;
        }
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
