using Assay.Model;

namespace Assay.Community.Index;

/// <summary>Tells from an index which packages ship a file. Thread-safe.</summary>
public sealed class IndexedFiles : IKnownFiles, IDisposable
{
    /// <summary>A file that more versions ship than this says nothing that fewer would not.</summary>
    private const int MaximumVersions = 500;

    private readonly Lock _lock = new();
    private readonly IndexDatabase _database;
    private readonly Statement _find;

    /// <summary>Opens an index; throws <see cref="IndexException"/> when it cannot be read.</summary>
    public IndexedFiles(string path)
    {
        _database = IndexDatabase.OpenToRead(path);
        _find = new Statement(_database, $"""
            SELECT DISTINCT version.community, package.spelling, version.version
            FROM content JOIN file ON file.content = content.id JOIN version ON version.id = file.version JOIN package ON package.id = version.package
            WHERE content.sha256 = $1 AND version.community IS NOT NULL
            ORDER BY package.name, version.version LIMIT {MaximumVersions}
            """);
    }

    /// <inheritdoc/>
    public IReadOnlyList<KnownFile> Of(string sha256)
    {
        if (sha256.Length != 64)
        {
            return [];
        }

        var files = new List<KnownFile>();
        lock (_lock)
        {
            using var rows = _find.Query(Convert.FromHexString(sha256));
            while (rows.Read())
            {
                files.Add(new KnownFile(rows.GetString(0), rows.GetString(1), rows.GetString(2)));
            }
        }

        return files;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find.Dispose();
        _database.Dispose();
    }
}
