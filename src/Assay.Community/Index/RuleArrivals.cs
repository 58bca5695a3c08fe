namespace Assay.Community.Index;

/// <summary>Finds versions that have a finding which the version before them does not have.</summary>
public static class RuleArrivals
{
    // Of a finding that nearly all versions have, few are new; the work is bounded all the same.
    private const int MostVersionsRead = 20_000;
    private const int MostPackagesRead = 400;

    /// <summary>Gives such versions, the one that the index read last first. Looks at the last 20,000 versions only; hidden versions are left out.</summary>
    /// <param name="reader">The index.</param>
    /// <param name="rule">Id of a rule.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<VersionEntry> Newest(IndexReader reader, string rule, int count)
    {
        var arrivals = new List<VersionEntry>();
        if (reader.Database.Scalar("SELECT id FROM rule WHERE name = $name", ("$name", rule)) is not long number)
        {
            return arrivals;
        }

        var read = 0;
        foreach (var version in Having(reader.Database, (int)number))
        {
            if (arrivals.Count == count || ++read > MostPackagesRead)
            {
                break;
            }

            if (reader.ByNumber(version) is { Listed: not false } entry && !HadBefore(reader, entry, rule))
            {
                arrivals.Add(entry);
            }
        }

        return arrivals;
    }

    private static List<long> Having(IndexDatabase database, int rule)
    {
        var having = new List<long>();
        var rules = new List<int>();
        using var rows = new Rows(database, "SELECT version, rules FROM finding ORDER BY version DESC LIMIT ?", MostVersionsRead);
        while (rows.Read())
        {
            rules.Clear();
            RuleList.Read(rows.Bytes(1), rules);
            if (rules.BinarySearch(rule) >= 0)
            {
                having.Add(rows.Number(0));
            }
        }

        return having;
    }

    // The first version of a package has nothing before it: everything in it is new.
    private static bool HadBefore(IndexReader reader, VersionEntry version, string rule) =>
        reader.Versions(version.Id).SkipWhile(other => other.Number != version.Number).Skip(1).FirstOrDefault(other => other.State == VersionState.Read) is { } before && before.Rules.Contains(rule, StringComparer.Ordinal);
}
