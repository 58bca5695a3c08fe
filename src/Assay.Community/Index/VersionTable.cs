using System.Globalization;

namespace Assay.Community.Index;

/// <summary>A version as far as writing must know it.</summary>
internal sealed record VersionRow(long Number, byte[] Sha256, VersionState State, bool? Listed);

/// <summary>Rows of versions and what hangs on them.</summary>
internal sealed class VersionTable(IndexDatabase database) : IDisposable
{
    private readonly Statement _find = new(database, "SELECT id, sha256, state, listed FROM version WHERE package = $1 AND version = $2");
    private readonly Statement _insert = new(database, """
        INSERT INTO version (package, version, state, reason, community, sha256, sha512, content_hash, size, published, listed, deprecated, added)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id
        """);
    private readonly Statement _renew = new(database, """
        UPDATE version SET state = $2, reason = $3, community = $4, sha256 = $5, sha512 = COALESCE($6, sha512), content_hash = $7, size = $8,
            published = COALESCE($9, published), listed = COALESCE($10, listed), deprecated = COALESCE($11, deprecated) WHERE id = $1
        """);
    private readonly Statement _tell = new(database, "UPDATE version SET listed = COALESCE($2, listed), published = COALESCE($3, published), deprecated = $4 WHERE id = $1");
    private readonly Statement _tellListing = new(database, "UPDATE version SET listed = COALESCE($2, listed), published = COALESCE($3, published) WHERE id = $1");
    private readonly Statement _depend = new(database, "INSERT INTO dependency (version, name) VALUES ($1, $2) ON CONFLICT DO NOTHING");
    private readonly Statement _judge = new(database, "INSERT INTO finding (version, package, verdict, rules) VALUES ($1, $2, $3, $4)");
    private readonly Statement _keep = new(database, "INSERT INTO package_facts (version, extractor, facts) VALUES ($1, $2, $3)");
    private readonly Statement _hold = new(database, "INSERT INTO file (content, version) VALUES ($2, $1) ON CONFLICT DO NOTHING");
    private readonly Statement _describe = new(database, "INSERT INTO version_terms (version, terms) VALUES ($1, $2)");
    private readonly Statement _alarm = new(database, "INSERT INTO alarm (version, day, sha256, source) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");

    // Rows of `file` stay: they are of the same bytes, or of none when the version could not be read.
    private readonly Statement[] _clear = [.. ((string[])["dependency", "finding", "package_facts", "version_terms"]).Select(table => new Statement(database, $"DELETE FROM {table} WHERE version = $1"))];

    /// <summary>Finds a version of a package; null when the index does not know it.</summary>
    public VersionRow? Find(long package, string version)
    {
        using var rows = _find.Query(package, version);
        return rows.Read() ? new VersionRow(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), (VersionState)rows.GetInt32(2), rows.IsDBNull(3) ? null : rows.GetInt64(3) != 0) : null;
    }

    /// <summary>Writes a version that is not there; gives its number.</summary>
    public long Insert(long package, string version, IndexedVersion content) => (long)_insert.Scalar(
        package, version, (int)content.State, content.Reason, content.Community, content.Sha256, content.Sha512, content.ContentHash, content.Size, content.Published, Flag(content.Listed), content.Deprecated, Day(content.Added))!;

    /// <summary>Writes a version again and takes away what hung on it.</summary>
    public void Renew(long number, IndexedVersion content)
    {
        foreach (var statement in _clear)
        {
            statement.Run(number);
        }

        _renew.Run(number, (int)content.State, content.Reason, content.Community, content.Sha256, content.Sha512, content.ContentHash, content.Size, content.Published, Flag(content.Listed), content.Deprecated);
    }

    /// <summary>Writes what a feed says of a version.</summary>
    public void Tell(long number, bool? listed, string? published, string? deprecated) => _tell.Run(number, Flag(listed), published, deprecated);

    /// <summary>Writes whether a feed shows a version and when it was published there.</summary>
    public void TellListing(long number, bool? listed, string? published) => _tellListing.Run(number, Flag(listed), published);

    /// <summary>Writes dependencies, findings and facts of a version.</summary>
    public void Attach(long package, long number, IndexedVersion content, byte[] rules)
    {
        foreach (var dependency in content.Dependencies)
        {
            _depend.Run(number, dependency.ToLowerInvariant());
        }

        if (content.State == VersionState.Read)
        {
            _judge.Run(number, package, (int)content.Verdict, rules);
        }

        if (content.Facts is not { } facts)
        {
            return;
        }

        _keep.Run(number, facts.Extractor, facts.Package);
        foreach (var held in facts.Contents)
        {
            _hold.Run(number, held);
        }

        if (facts.Terms is { } terms)
        {
            _describe.Run(number, terms);
        }
    }

    /// <summary>Writes down that other bytes came under a pinned name; false when these were known.</summary>
    public bool Alarm(long number, DateOnly day, byte[] sha256, string source) => _alarm.Run(number, Day(day), sha256, source) > 0;

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_find, _insert, _renew, _tell, _tellListing, _depend, _judge, _keep, _hold, _describe, _alarm, .. _clear])
        {
            statement.Dispose();
        }
    }

    private static int? Flag(bool? value) => value is { } known ? known ? 1 : 0 : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
