using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Assay.Model;
using Assay.Scan;
using Microsoft.Data.Sqlite;
using NuGet.Versioning;

namespace Assay.Community.Index;

/// <summary>Looks packages and their versions up in an index. For one thread at a time.</summary>
public sealed class IndexReader : IDisposable
{
    private const string Columns = """
        SELECT v.id, p.id, p.spelling, v.version, v.state, v.reason, v.community, v.sha256, v.size, v.published, v.listed, v.deprecated, v.added, f.verdict, f.rules, p.first_seen
        FROM version v JOIN package p ON p.id = v.package LEFT JOIN finding f ON f.version = v.id
        """;

    private readonly Statement _versions;
    private readonly Statement _version;
    private readonly Statement _bytes;
    private readonly Statement _recent;
    private readonly Statement _standing;
    private readonly Statement _number;
    private readonly Statement _feedState;
    private readonly Statement _state;
    private readonly Statement _downloads;
    private RuleTable _rules;

    private IndexReader(IndexDatabase database)
    {
        Database = database;
        _rules = RuleTable.Load(database);
        _versions = new Statement(database, $"{Columns} WHERE p.name = $1");
        _version = new Statement(database, $"{Columns} WHERE p.name = $1 AND v.version = $2");
        _bytes = new Statement(database, $"{Columns} WHERE substr(v.sha256, 1, 8) = $1 AND v.sha256 = $2");
        _recent = new Statement(database, $"{Columns} ORDER BY v.id DESC LIMIT $1");
        _number = new Statement(database, $"{Columns} WHERE v.id = $1");
        _standing = new Statement(database, $"{Columns} WHERE v.id = (SELECT latest_listed FROM package WHERE id = $1)");
        _feedState = new Statement(database, "SELECT version, published, listed, CASE id WHEN $2 THEN deprecated END FROM version WHERE package = $1 ORDER BY id");
        _downloads = new Statement(database, "SELECT p.downloads, s.date FROM popularity_snapshot s JOIN popularity p ON p.snapshot = s.id WHERE p.name = $1 ORDER BY s.date DESC, s.id DESC LIMIT 1");
        _state = new Statement(database, "SELECT value FROM setting WHERE name = 'generation'");
    }

    /// <summary>The database, for queries of other kinds.</summary>
    public IndexDatabase Database { get; }

    /// <summary>Opens an index; throws <see cref="IndexException"/> when there is none or it cannot be read.</summary>
    public static IndexReader Open(string path)
    {
        var database = IndexDatabase.OpenToRead(path);
        try
        {
            return new IndexReader(database);
        }
        catch (SqliteException exception)
        {
            database.Dispose();
            throw new IndexException($"The community index {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Gives the versions of a package, the highest first; none when the index does not know it.</summary>
    /// <param name="id">Its id in any case.</param>
    public IReadOnlyList<VersionEntry> Versions(string id) =>
        [.. Read(_versions, id.ToLowerInvariant()).OrderByDescending(entry => NuGetVersion.TryParse(entry.Version, out var version) ? version : null)];

    /// <summary>Gives a version; null when the index does not know it.</summary>
    /// <param name="id">Id in any case.</param>
    /// <param name="version">Version in any spelling.</param>
    public VersionEntry? Find(string id, string version) =>
        NuGetVersion.TryParse(version, out var parsed) && Read(_version, id.ToLowerInvariant(), parsed.ToNormalizedString().ToLowerInvariant()) is [var entry, ..] ? entry : null;

    /// <summary>Gives the version that a file is; null when the index does not know its bytes.</summary>
    public VersionEntry? Find(byte[] sha256) => Read(_bytes, sha256[..8], sha256) is [var entry, ..] ? entry : null;

    /// <summary>Changes whenever the index does: what was read of it before is of another state.</summary>
    public string State => (string?)_state.Scalar() ?? "";

    /// <summary>Changes whenever what feeds say of a version does, or which other versions of its package there are.</summary>
    public string FeedState(VersionEntry version)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var rows = _feedState.Query(version.Package, version.Number);
        while (rows.Read())
        {
            for (var column = 0; column < rows.FieldCount; column++)
            {
                hash.AppendData(Encoding.UTF8.GetBytes((rows.IsDBNull(column) ? "" : Convert.ToString(rows.GetValue(column), CultureInfo.InvariantCulture)) + "\n"));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Gives the downloads of all versions together as they were measured last, and the day (<c>yyyy-MM-dd</c>); null when nobody has measured them.</summary>
    /// <param name="id">Its id in any case.</param>
    public (long Count, string Day)? Downloads(string id)
    {
        using var rows = _downloads.Query(id.ToLowerInvariant());
        return rows.Read() ? (rows.GetInt64(0), rows.GetString(1)) : null;
    }

    /// <summary>Gives the versions that were added last, the newest first.</summary>
    public IReadOnlyList<VersionEntry> Recent(int count) => Read(_recent, count);

    /// <summary>Gives a version by its number; null when there is none.</summary>
    public VersionEntry? ByNumber(long number) => Read(_number, number) is [var entry, ..] ? entry : null;

    /// <summary>Gives the version that stands for a package in the usual population; null when none does.</summary>
    /// <param name="package">Number of the package.</param>
    public VersionEntry? Standing(int package) => Read(_standing, package) is [var entry, ..] ? entry : null;

    /// <summary>Looks several things up in one state of the index, whatever is written meanwhile.</summary>
    public T AtOneState<T>(Func<T> look)
    {
        Database.Execute("BEGIN");
        try
        {
            return look();
        }
        finally
        {
            Database.Execute("COMMIT");
        }
    }

    /// <summary>Gives what was read of a version; null when it was not, or by another extractor. Throws <see cref="IndexException"/> when the index is damaged.</summary>
    public PackageReading? Reading(VersionEntry version, string extractor)
    {
        try
        {
            using var stored = new StoredPackages(Database, extractor);
            return stored.Find(version.Number);
        }
        catch (InvalidDataException exception)
        {
            throw new IndexException($"The community index is damaged: the facts of {version.Id} {version.Version} cannot be read.", exception);
        }
    }

    /// <summary>Whether the index keeps what an extractor has read of a version.</summary>
    public bool IsReadBy(VersionEntry version, string extractor) =>
        Database.Scalar("SELECT 1 FROM package_facts WHERE version = $version AND extractor = $extractor AND length(facts) > 0", ("$version", version.Number), ("$extractor", extractor)) is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_versions, _version, _bytes, _recent, _feedState, _state, _downloads, _standing, _number])
        {
            statement.Dispose();
        }

        Database.Dispose();
    }

    private List<VersionEntry> Read(Statement statement, params ReadOnlySpan<object?> values)
    {
        var entries = new List<VersionEntry>();
        using var rows = statement.Query(values);
        while (rows.Read())
        {
            entries.Add(new VersionEntry
            {
                Number = rows.GetInt64(0),
                Package = rows.GetInt32(1),
                Id = rows.GetString(2),
                Version = rows.GetString(3),
                State = (VersionState)rows.GetInt32(4),
                Reason = Text(rows, 5),
                Community = Text(rows, 6),
                Sha256 = Convert.ToHexStringLower(rows.GetFieldValue<byte[]>(7)),
                Size = rows.GetInt64(8),
                Published = Text(rows, 9),
                Listed = rows.IsDBNull(10) ? null : rows.GetInt64(10) != 0,
                Deprecated = Text(rows, 11),
                Added = rows.GetString(12),
                Verdict = rows.IsDBNull(13) ? null : (VerdictStatus)rows.GetInt32(13),
                Rules = rows.IsDBNull(14) ? [] : Names(rows.GetFieldValue<byte[]>(14)),
                FirstSeen = rows.GetString(15),
            });
        }

        return entries;
    }

    private string[] Names(byte[] rules)
    {
        var numbers = new List<int>();
        RuleList.Read(rules, numbers);
        return [.. numbers.Select(NameOf).OfType<string>()];
    }

    // A reader may be older than a rule.
    private string? NameOf(int number) => _rules.NameOf(number) ?? (_rules = RuleTable.Load(Database)).NameOf(number);

    private static string? Text(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}

/// <summary>A version in an index.</summary>
public sealed record VersionEntry
{
    /// <summary>Its number in the index.</summary>
    public required long Number { get; init; }
    /// <summary>Number of its package in the index.</summary>
    public required int Package { get; init; }
    /// <summary>Package id as the manifest of the latest version writes it.</summary>
    public required string Id { get; init; }
    /// <summary>Normalised version in lower case.</summary>
    public required string Version { get; init; }
    /// <summary>Whether it could be read and is counted.</summary>
    public required VersionState State { get; init; }
    /// <summary>Why it could not be read or is not counted.</summary>
    public string? Reason { get; init; }
    /// <summary><c>nuget</c> or <c>psgallery</c>; null when it could not be read.</summary>
    public string? Community { get; init; }
    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
    /// <summary>Bytes of the file.</summary>
    public required long Size { get; init; }
    /// <summary>When it was published, <c>yyyy-MM-ddTHH:mm:ssZ</c>; null where the feed does not tell.</summary>
    public string? Published { get; init; }
    /// <summary>Whether the feed shows it; null where it does not tell.</summary>
    public bool? Listed { get; init; }
    /// <summary>What the feed says about its deprecation.</summary>
    public string? Deprecated { get; init; }
    /// <summary>The day on which the index read it, <c>yyyy-MM-dd</c>.</summary>
    public required string Added { get; init; }
    /// <summary>The verdict when it was judged for the index; null for a version that was not.</summary>
    public VerdictStatus? Verdict { get; init; }
    /// <summary>Ids of the rules that hold, drafts included, by their numbers in the index.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
    /// <summary>The day since which its package is known, <c>yyyy-MM-dd</c>.</summary>
    public required string FirstSeen { get; init; }
}
