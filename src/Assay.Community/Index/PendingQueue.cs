namespace Assay.Community.Index;

/// <summary>A version that is still to be read.</summary>
/// <param name="Number">Its place in the queue.</param>
/// <param name="Name">Lower-case id.</param>
/// <param name="Version">Normalised version, lower-case.</param>
/// <param name="Source">A folder or the name of a feed.</param>
/// <param name="Published">When it was published, where the source tells.</param>
/// <param name="Listed">Whether the source shows it, where it tells.</param>
/// <param name="Attempts">How often it could not be fetched.</param>
internal sealed record PendingVersion(long Number, string Name, string Version, string Source, string? Published, bool? Listed, int Attempts);

/// <summary>What is still to be read, in the order in which it was put in. For the thread of the writer.</summary>
internal sealed class PendingQueue(IndexDatabase database) : IDisposable
{
    private const int PageSize = 256;

    private readonly Statement _put = new(database, """
        INSERT INTO pending (name, version, source, published, listed) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (name, version) DO UPDATE SET source = excluded.source, published = COALESCE(excluded.published, published), listed = COALESCE(excluded.listed, listed)
        """);
    private readonly Statement _page = new(database, "SELECT id, name, version, source, published, listed, attempts FROM pending WHERE id > $1 AND source = $2 ORDER BY id LIMIT $3");
    private readonly Statement _drop = new(database, "DELETE FROM pending WHERE name = $1 AND version = $2");
    private readonly Statement _clear = new(database, "DELETE FROM pending WHERE source = $1");
    private readonly Statement _fail = new(database, "UPDATE pending SET attempts = attempts + 1, error = $2 WHERE id = $1");
    private readonly Statement _count = new(database, "SELECT COUNT(*) FROM pending WHERE source = $1");

    /// <summary>Puts a version at the end; one that waits already keeps its place.</summary>
    public void Put(string name, string version, string source, string? published = null, bool? listed = null) => _put.Run(name, version, source, published, listed is { } known ? known ? 1 : 0 : null);

    /// <summary>Gives the next versions of a source after a place.</summary>
    public IReadOnlyList<PendingVersion> Page(string source, long after)
    {
        var page = new List<PendingVersion>();
        using var rows = _page.Query(after, source, PageSize);
        while (rows.Read())
        {
            page.Add(new PendingVersion(rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.IsDBNull(4) ? null : rows.GetString(4), rows.IsDBNull(5) ? null : rows.GetInt64(5) != 0, rows.GetInt32(6)));
        }

        return page;
    }

    /// <summary>Takes a version out that is not to be read.</summary>
    public void Drop(string name, string version) => _drop.Run(name, version);

    /// <summary>Takes everything of a source out, before it is listed again.</summary>
    public void Clear(string source) => _clear.Run(source);

    /// <summary>Remembers that a version could not be fetched; it stays for the next run.</summary>
    public void Fail(long number, string error) => _fail.Run(number, error);

    /// <summary>Counts what waits of a source.</summary>
    public int Count(string source) => (int)(long)_count.Scalar(source)!;

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_put, _page, _drop, _clear, _fail, _count])
        {
            statement.Dispose();
        }
    }
}
