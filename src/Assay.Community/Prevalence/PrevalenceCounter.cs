using System.Runtime.InteropServices;

namespace Assay.Community.Index;

/// <summary>Counts how many packages of an index have each finding. Reads every package and its findings once.</summary>
internal static class PrevalenceCounter
{
    // Rules are numbered from 1 on, hundreds of them.
    private const int HighestRule = 1_000_000;

    private static readonly string[] Verdicts = ["pass", "review", "unknown", "fail"];

    /// <summary>Counts as of a day. The caller has a transaction open, so that everything is of one state.</summary>
    public static PrevalenceCount Count(IndexDatabase database, PrevalenceScope scope, DateOnly day, CancellationToken cancellation = default)
    {
        // Versions that stand for packages lie anywhere in the tables.
        database.Execute("PRAGMA cache_size = -131072");
        var capacity = (int)((long?)database.Scalar("SELECT MAX(id) FROM package") ?? 0) + 1;
        var rules = Rules(database);
        var sets = new RuleSets(rules, capacity);
        var tags = new GroupedMembers();
        var verdicts = Verdicts.Select(_ => new PackageSet(capacity)).ToArray();
        var members = ReadMembers(database, scope, capacity, sets, tags, verdicts, cancellation);
        if (scope.Versions == VersionScope.Any)
        {
            ReadVersions(database, scope, members, sets, verdicts, cancellation);
        }

        var dependencies = DependencyLists.Read(database, members, scope);
        var ranking = PackageRanking.Of(database, members, dependencies, day);
        var tiers = Tiers.All.Select(tier => ranking.Tier(tier.Size, capacity)).ToArray();
        return new PrevalenceCount
        {
            Scope = scope,
            Date = day,
            Generation = IndexGeneration.Of(database),
            Ranking = ranking,
            Members = members.Members,
            Rules = [.. rules.Select(rule => new CountedRule(rule.Number, rule.Name, rule.Condition, sets[rule.Number], Count(sets[rule.Number], tiers)))],
            Sets =
            [
                (SetNames.Members, PackageSetFormat.Write(members.Members)),
                (SetNames.Ranking, NumberColumn.Write(ranking.Order)),
                (SetNames.FirstSeen, NumberColumn.Write(members.FirstSeen)),
                .. Verdicts.Select((verdict, index) => (SetNames.Verdict + verdict, PackageSetFormat.Write(verdicts[index]))),
                .. Written(SetNames.Tag, tags, capacity),
                .. Written(SetNames.DependsOn, dependencies.ByDependency, capacity),
            ],
        };
    }

    private static TierCounts Count(PackageSet set, PackageSet?[] tiers) =>
        new(tiers[0] is { } top100 ? set.CountWith(top100) : null, tiers[1] is { } top1k ? set.CountWith(top1k) : null, tiers[2] is { } top10k ? set.CountWith(top10k) : null, set.Count());

    private static IEnumerable<(string Name, byte[] Bytes)> Written(string prefix, GroupedMembers groups, int capacity) =>
        groups.All().Select(group => (prefix + group.Text, PackageSetFormat.Write(CollectionsMarshal.AsSpan(group.Packages), capacity)));

    // Rules that the findings are judged by.
    private static List<(int Number, string Name, string Condition)> Rules(IndexDatabase database)
    {
        var rules = new List<(int, string, string)>();
        using var rows = new Rows(database, "SELECT r.id, r.name, j.hash FROM judged j JOIN rule r ON r.id = j.rule WHERE r.id <= ? ORDER BY r.name", HighestRule);
        while (rows.Read())
        {
            rules.Add(((int)rows.Number(0), rows.Text(1), rows.Text(2)));
        }

        return rules;
    }

    // A package is a member when the version that stands for it was judged.
    private static MemberTable ReadMembers(IndexDatabase database, PrevalenceScope scope, int capacity, RuleSets sets, GroupedMembers tags, PackageSet[] verdicts, CancellationToken cancellation)
    {
        var members = new MemberTable(capacity);
        using var rows = new Rows(database, $"SELECT p.id, p.name, p.first_seen, p.tags, f.verdict, f.rules FROM package p CROSS JOIN finding f ON f.version = p.{scope.Standing} ORDER BY p.id");
        while (rows.Read())
        {
            var package = (int)rows.Number(0);
            members.Add(package, rows.Text(1), rows.Bytes(2));
            var text = rows.Bytes(3);
            foreach (var tag in text.Split((byte)' '))
            {
                if (!text[tag].IsEmpty)
                {
                    tags.Add(text[tag], package);
                }
            }

            if (scope.Versions == VersionScope.Latest)
            {
                verdicts[rows.Number(4)].Add(package);
                sets.Add(rows.Bytes(5), package);
            }

            cancellation.ThrowIfCancellationRequested();
        }

        return members;
    }

    private static void ReadVersions(IndexDatabase database, PrevalenceScope scope, MemberTable members, RuleSets sets, PackageSet[] verdicts, CancellationToken cancellation)
    {
        var hidden = scope.Population == PopulationKind.Listed ? Hidden(database) : [];
        using var rows = new Rows(database, "SELECT version, package, verdict, rules FROM finding");
        while (rows.Read())
        {
            var package = (int)rows.Number(1);
            if (members.Members.Contains(package) && !hidden.Contains(rows.Number(0)))
            {
                verdicts[rows.Number(2)].Add(package);
                sets.Add(rows.Bytes(3), package);
            }

            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static HashSet<long> Hidden(IndexDatabase database)
    {
        var hidden = new HashSet<long>();
        using var rows = new Rows(database, "SELECT id FROM version WHERE listed = 0");
        while (rows.Read())
        {
            hidden.Add(rows.Number(0));
        }

        return hidden;
    }
}
