namespace Assay.Community.Index;

/// <summary>What a listing has named, to find what it names no longer. Lives as long as the object.</summary>
internal sealed class ListedNow : IDisposable
{
    private readonly IndexDatabase _database;
    private readonly Statement _add;

    public ListedNow(IndexDatabase database)
    {
        _database = database;
        database.Execute("CREATE TEMP TABLE listed_now (name TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (name, version)) WITHOUT ROWID");
        _add = new Statement(database, "INSERT INTO listed_now (name, version) VALUES ($1, $2) ON CONFLICT DO NOTHING");
    }

    /// <summary>Hears of a version.</summary>
    public void Add(string name, string version) => _add.Run(name, version);

    /// <summary>Gives the versions of the index that were not named and are not hidden yet.</summary>
    public IReadOnlyList<(string Name, string Version)> Missing()
    {
        var missing = new List<(string, string)>();
        using var command = _database.Prepare("""
            SELECT p.name, v.version FROM version v JOIN package p ON p.id = v.package
            WHERE v.listed IS NOT 0 AND NOT EXISTS (SELECT 1 FROM listed_now n WHERE n.name = p.name AND n.version = v.version)
            """);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            missing.Add((rows.GetString(0), rows.GetString(1)));
        }

        return missing;
    }

    public void Dispose()
    {
        _add.Dispose();
        _database.Execute("DROP TABLE listed_now");
    }
}
