using System.Globalization;

namespace Assay.Community.Index;

/// <summary>Rows of packages: which versions stand for them, how they are spelled, since when they are there.</summary>
internal sealed class PackageTable(IndexDatabase database) : IDisposable
{
    private readonly Statement _find = new(database, "SELECT id FROM package WHERE name = $1");
    private readonly Statement _insert = new(database, "INSERT INTO package (name, spelling, first_seen) VALUES ($1, $2, $3) RETURNING id");
    private readonly Statement _earlier = new(database, "UPDATE package SET first_seen = $2 WHERE id = $1 AND first_seen > $2");
    private readonly Statement _standing = new(database, "SELECT a.version, l.version FROM package p LEFT JOIN version a ON a.id = p.latest LEFT JOIN version l ON l.id = p.latest_listed WHERE p.id = $1");
    private readonly Statement _all = new(database, "SELECT id, version, listed FROM version WHERE package = $1 AND state <> 1");
    private readonly Statement _setLatest = new(database, "UPDATE package SET latest = $2 WHERE id = $1");
    private readonly Statement _setListed = new(database, "UPDATE package SET latest_listed = $2 WHERE id = $1");
    private readonly Statement _describe = new(database, "UPDATE package SET spelling = $3, tags = $4 WHERE id = $1 AND latest = $2");

    /// <summary>Gives the number of a package; null when the index does not know it.</summary>
    public long? Find(string name) => (long?)_find.Scalar(name);

    /// <summary>Gives the number of the package of a version; a new one when the index does not know it.</summary>
    public long Number(string name, IndexedVersion version)
    {
        var seen = FirstSeen(version.Published, version.Added);
        if (Find(name) is not { } package)
        {
            return (long)_insert.Scalar(name, version.Id, seen)!;
        }

        _earlier.Run(package, seen);
        return package;
    }

    /// <summary>Lets a publication that a feed tells make a package older.</summary>
    public void Publish(long package, string published) => _earlier.Run(package, FirstSeen(published, DateOnly.MaxValue));

    /// <summary>Lets a new version that was read stand for its package where it is better than the one that does.</summary>
    public void Raise(long package, long number, string version, bool? listed)
    {
        string? latest = null, latestListed = null;
        using (var rows = _standing.Query(package))
        {
            if (rows.Read())
            {
                latest = rows.IsDBNull(0) ? null : rows.GetString(0);
                latestListed = rows.IsDBNull(1) ? null : rows.GetString(1);
            }
        }

        if (VersionOrder.IsBetter(version, latest))
        {
            _setLatest.Run(package, number);
        }

        if (listed is not false && VersionOrder.IsBetter(version, latestListed))
        {
            _setListed.Run(package, number);
        }
    }

    /// <summary>Finds again which versions stand for a package, after one has changed.</summary>
    public void Choose(long package)
    {
        (long Number, string Version)? latest = null, latestListed = null;
        using (var rows = _all.Query(package))
        {
            while (rows.Read())
            {
                var candidate = (rows.GetInt64(0), rows.GetString(1));
                latest = VersionOrder.IsBetter(candidate.Item2, latest?.Version) ? candidate : latest;
                var isShown = rows.IsDBNull(2) || rows.GetInt64(2) != 0;
                latestListed = isShown && VersionOrder.IsBetter(candidate.Item2, latestListed?.Version) ? candidate : latestListed;
            }
        }

        _setLatest.Run(package, latest?.Number);
        _setListed.Run(package, latestListed?.Number);
    }

    /// <summary>Takes spelling and tags from a version, when it is the one that stands for the package.</summary>
    public void Describe(long package, long number, IndexedVersion version)
    {
        string[] tags = [.. version.Tags.SelectMany(tag => tag.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(tag => tag.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _describe.Run(package, number, version.Id, tags.Length == 0 ? null : string.Join(' ', tags));
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_find, _insert, _earlier, _standing, _all, _setLatest, _setListed, _describe])
        {
            statement.Dispose();
        }
    }

    // A publication in the year 1900 is how some feeds say that a version is hidden.
    private static string FirstSeen(string? published, DateOnly added)
    {
        var day = added.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return published is { Length: >= 10 } && string.CompareOrdinal(published, "1901") > 0 && string.CompareOrdinal(published[..10], day) < 0 ? published[..10] : day;
    }
}
