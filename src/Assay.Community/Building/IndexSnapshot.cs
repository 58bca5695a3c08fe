using System.Globalization;
using Assay.Community.Index;

namespace Assay.Community.Building;

/// <summary>Counts an index into a snapshot: the latest listed version of each package, every rule of the pack.</summary>
internal static class IndexSnapshot
{
    /// <summary>Counts; throws <see cref="SnapshotException"/> when no package is counted.</summary>
    public static CommunitySnapshot Count(IndexDatabase database, CommunityBuildOptions options)
    {
        var members = Members(database);
        if (members.Count == 0)
        {
            throw new SnapshotException("There is no package that can be counted.");
        }

        var downloads = Downloads(database, options.Date);
        var ranks = downloads is null ? Ranking.ByDependents(members, Dependencies(database)) : Ranking.ByDownloads(members, downloads);
        CommunityPackage[] packages = [.. members.Select(member => new CommunityPackage(member.Name, member.Version, ranks.TryGetValue(member.Name, out var rank) ? rank : null))];
        var table = RuleTable.Load(database);
        var sets = new SortedDictionary<string, (string Hash, byte[] Set)>(StringComparer.Ordinal);
        foreach (var rule in options.Rules.Behaviors.Concat<Model.Rule>(options.Rules.Policies))
        {
            sets[rule.Id] = (rule.ConditionHash, PackageSet.Empty(packages.Length));
        }

        var numbers = new List<int>();
        for (var i = 0; i < members.Count; i++)
        {
            numbers.Clear();
            RuleList.Read(members[i].Rules, numbers);
            foreach (var number in numbers)
            {
                if (table.NameOf(number) is { } rule && sets.TryGetValue(rule, out var set))
                {
                    PackageSet.Add(set.Set, i);
                }
            }
        }

        return new CommunitySnapshot
        {
            Id = options.Name,
            Date = Text(options.Date),
            Community = CommunityChoice.Of(database)!,
            Ranking = downloads is null ? RankingKind.Dependents : RankingKind.Downloads,
            Packages = packages,
            Rules = [.. sets.Select(set => new RuleFigures(set.Key, set.Value.Hash, set.Value.Set, Tiers.Count(set.Value.Set, packages, ranks.Count)))],
        };
    }

    private static List<IndexMember> Members(IndexDatabase database)
    {
        var members = new List<IndexMember>();
        using var command = database.Prepare("SELECT p.name, p.first_seen, v.version, f.rules FROM package p JOIN version v ON v.id = p.latest_listed JOIN finding f ON f.version = v.id");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            members.Add(new IndexMember(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<byte[]>(3)));
        }

        members.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return members;
    }

    private static IEnumerable<(string From, string To)> Dependencies(IndexDatabase database)
    {
        using var command = database.Prepare("SELECT p.name, d.name FROM package p JOIN finding f ON f.version = p.latest_listed JOIN dependency d ON d.version = p.latest_listed");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (rows.GetString(0), rows.GetString(1));
        }
    }

    private static Dictionary<string, long>? Downloads(IndexDatabase database, DateOnly day)
    {
        if (database.Scalar("SELECT id FROM popularity_snapshot WHERE date <= $date ORDER BY date DESC, id DESC LIMIT 1", ("$date", Text(day))) is not { } snapshot)
        {
            return null;
        }

        var downloads = new Dictionary<string, long>(StringComparer.Ordinal);
        using var command = database.Prepare("SELECT name, downloads FROM popularity WHERE snapshot = $snapshot", ("$snapshot", snapshot));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            downloads.Add(rows.GetString(0), rows.GetInt64(1));
        }

        return downloads;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
