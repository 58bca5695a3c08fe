using System.Security.Cryptography;
using Assay.Community.Index;
using Assay.Model;
using Assay.Model.Storing;
using Assay.Scan;

namespace Assay.Community.Tests.Building;

/// <summary>Says what an index holds, line by line, without the numbers that depend on the order of writing.</summary>
internal static class IndexDump
{
    private static readonly string[] Queries =
    [
        "SELECT 'setting', name, value FROM setting WHERE name <> 'generation'",
        "SELECT 'package', p.name, p.spelling, p.first_seen, p.tags, a.version, l.version FROM package p LEFT JOIN version a ON a.id = p.latest LEFT JOIN version l ON l.id = p.latest_listed",
        """
        SELECT 'version', p.name, v.version, v.state, v.reason, v.community, hex(v.sha256), hex(v.sha512), hex(v.content_hash), v.size, v.published, v.listed, v.deprecated, v.added
        FROM version v JOIN package p ON p.id = v.package
        """,
        "SELECT 'dependency', p.name, v.version, d.name FROM dependency d JOIN version v ON v.id = d.version JOIN package p ON p.id = v.package",
        "SELECT 'alarm', p.name, v.version, a.day, hex(a.sha256), a.source FROM alarm a JOIN version v ON v.id = a.version JOIN package p ON p.id = v.package",
        "SELECT 'rule', r.name, r.policy, c.hash, c.since FROM rule r JOIN rule_condition c ON c.rule = r.id",
        "SELECT 'file', hex(c.key), p.name, v.version FROM file f JOIN content c ON c.id = f.content JOIN version v ON v.id = f.version JOIN package p ON p.id = v.package",
        "SELECT 'content', hex(key), hex(sha256), length(facts) FROM content",
        "SELECT 'popularity', s.date, s.source, p.name, p.downloads FROM popularity p JOIN popularity_snapshot s ON s.id = p.snapshot",
        "SELECT 'pending', name, version FROM pending",
        "SELECT 'cursor', feed, cursor FROM feed_cursor",
        "SELECT 'terms without a version', version FROM version_terms WHERE version NOT IN (SELECT id FROM version)",
        "SELECT 'package of other versions', f.version FROM finding f JOIN version v ON v.id = f.version WHERE v.package <> f.package",
    ];

    /// <summary>Gives the lines in ordinal order.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        using var database = IndexDatabase.OpenToRead(path);
        var lines = new List<string>();
        foreach (var query in Queries)
        {
            using var command = database.Prepare(query);
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(column => rows.GetValue(column))));
            }
        }

        lines.AddRange(Findings(database));
        lines.AddRange(Terms(database));
        lines.AddRange(Facts(database));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static IEnumerable<string> Findings(IndexDatabase database)
    {
        var rules = RuleTable.Load(database);
        using var command = database.Prepare("SELECT p.name, v.version, f.verdict, f.rules FROM finding f JOIN version v ON v.id = f.version JOIN package p ON p.id = v.package");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var numbers = new List<int>();
            RuleList.Read(rows.GetFieldValue<byte[]>(3), numbers);
            yield return $"finding|{rows.GetString(0)}|{rows.GetString(1)}|{rows.GetInt64(2)}|{string.Join(' ', numbers.Select(rules.NameOf).Order(StringComparer.Ordinal))}";
        }
    }

    // Whether a version waits or lies in a segment depends on when runs ended; that it is found once does not.
    private static IEnumerable<string> Terms(IndexDatabase database)
    {
        var found = new List<long>();
        using (var command = database.Prepare("SELECT versions FROM term_segment"))
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                found.AddRange(VersionList.Read(rows.GetFieldValue<byte[]>(0)));
            }
        }

        using var waiting = database.Prepare("SELECT version FROM version_terms");
        using var left = waiting.ExecuteReader();
        while (left.Read())
        {
            found.Add(left.GetInt64(0));
        }

        return found.CountBy(version => version).Select(version => $"terms|{NameOf(database, version.Key)}|{version.Value}");
    }

    // What is stored of a package names contents by number: read back and written with the hash of each content's facts in place of it.
    private static IEnumerable<string> Facts(IndexDatabase database)
    {
        var versions = new List<(long Version, string Extractor)>();
        using (var command = database.Prepare("SELECT version, extractor FROM package_facts"))
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                versions.Add((rows.GetInt64(0), rows.GetString(1)));
            }
        }

        foreach (var (version, extractor) in versions)
        {
            using var stored = new StoredPackages(database, extractor);
            var reading = stored.Find(version);
            yield return $"facts|{NameOf(database, version)}|{extractor}|{(reading is null ? "none" : Hash(reading))}";
        }
    }

    private static string Hash(PackageReading reading)
    {
        var buffer = new StoredBuffer();
        PackageReadingFormat.Write(reading, _ => 0, buffer);
        return Convert.ToHexString(SHA256.HashData(buffer.Written));
    }

    private static string NameOf(IndexDatabase database, long version) =>
        (string?)database.Scalar("SELECT p.name || ' ' || v.version FROM version v JOIN package p ON p.id = v.package WHERE v.id = $version", ("$version", version)) ?? $"no version {version}";
}
