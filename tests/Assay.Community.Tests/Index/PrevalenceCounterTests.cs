using Assay.Community.Index;
using Assay.Model;

namespace Assay.Community.Tests;

public sealed class PrevalenceCounterTests
{
    private static readonly PrevalenceScope[] Scopes = [.. from population in Enum.GetValues<PopulationKind>() from versions in Enum.GetValues<VersionScope>() select new PrevalenceScope(population, versions)];

    public static TheoryData<int, int, bool> Indexes => new() { { 1, 0, false }, { 2, 3, true }, { 3, 130, false }, { 4, 130, true }, { 5, 1_150, false }, { 6, 1_300, true } };

    // The other way to count: for every rule one look at everything that went into the index.
    [Theory]
    [MemberData(nameof(Indexes))]
    public void Counts_are_those_of_a_slow_and_plain_count(int seed, int packages, bool withDownloads)
    {
        using var index = RandomIndex.Make(seed, packages, withDownloads);
        foreach (var scope in Scopes)
        {
            var stored = PrevalenceStore.Renew(index.Database, scope, RandomIndex.Day);
            var population = index.Population(scope);
            var ranked = index.Ranked(scope);
            var ids = Ids(index.Database);

            Assert.Equal(population.Keys.Order(), stored.Members().Members().Select(number => ids[number]).Order());
            Assert.Equal(ranked, stored.Ranking().Select(number => ids[number]));
            Assert.Equal((population.Count, ranked.Length, withDownloads ? RankingKind.Downloads : RankingKind.Dependents), (stored.Packages, stored.Ranked, stored.RankingKind));
            foreach (var rule in index.Pack.Behaviors)
            {
                string[] having = [.. population.Where(package => package.Value.All.Any(version => version.Rules.Contains(rule.Id))).Select(package => package.Key)];
                long? In(int size) => ranked.Length < size ? null : having.Intersect(ranked.Take(size)).Count();

                Assert.Equal((rule.ConditionHash, In(100), In(1_000), In(10_000), having.Length), Figures(stored, rule.Id));
                Assert.Equal(having.Order(), Having(stored, "rule:" + rule.Id, ids));
            }

            foreach (var verdict in Enum.GetValues<VerdictStatus>())
            {
                Assert.Equal(population.Where(package => package.Value.All.Any(version => version.Verdict == verdict)).Select(package => package.Key).Order(), Having(stored, $"verdict:{verdict.ToString().ToLowerInvariant()}", ids));
            }

            foreach (var id in population.Keys.Append("elsewhere"))
            {
                Assert.Equal(population.Where(package => package.Value.Standing.Dependencies.Any(dependency => dependency.Equals(id, StringComparison.OrdinalIgnoreCase))).Select(package => package.Key).Order(), Having(stored, "depends-on:" + id, ids));
            }

            Assert.All(population.Keys, id => Assert.Equal(index.FirstSeen(id), DayColumn.Text(stored.FirstSeen()[ids.IndexOf(id)])));
        }
    }

    [Fact]
    public void Tags_are_those_of_the_version_that_stands_for_the_package()
    {
        using var index = RandomIndex.Make(7, 200, withDownloads: false);
        var scope = new PrevalenceScope(PopulationKind.All, VersionScope.Latest);
        var stored = PrevalenceStore.Renew(index.Database, scope, RandomIndex.Day);
        var population = index.Population(scope);
        for (var tag = 0; tag < 6; tag++)
        {
            Assert.Equal(population.Where(package => package.Value.Standing.Tags.Contains("Tag" + tag)).Select(package => package.Key).Order(), Having(stored, "tag:tag" + tag, Ids(index.Database)));
        }
    }

    [Fact]
    public void Nothing_is_counted_again_as_long_as_nothing_changed()
    {
        using var index = RandomIndex.Make(8, 30, withDownloads: true);
        var first = PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day);
        Assert.Equal(first.Snapshot, PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day).Snapshot);

        Change(index, "later");
        Assert.False(first.IsCurrent);
        var second = PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day);

        Assert.True(second.IsCurrent);
        Assert.Equal(first.Packages + 1, second.Packages);
        Assert.Equal(1L, index.Database.Scalar("SELECT COUNT(*) FROM prevalence_snapshot"));
    }

    [Fact]
    public void Older_days_keep_their_figures_and_only_the_newest_its_sets()
    {
        using var index = RandomIndex.Make(9, 30, withDownloads: false);
        PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day);
        var newest = PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day.AddDays(1));
        PrevalenceStore.Renew(index.Database, new PrevalenceScope(PopulationKind.All, VersionScope.Any), RandomIndex.Day);

        Assert.Equal(3L * index.Pack.Behaviors.Count, index.Database.Scalar("SELECT COUNT(*) FROM prevalence"));
        Assert.Equal(2L, index.Database.Scalar("SELECT COUNT(DISTINCT snapshot) FROM package_set"));
        Assert.NotNull(newest.Set("rule:rule-00"));
    }

    [Fact]
    public void A_rule_that_is_no_longer_one_is_not_counted()
    {
        using var index = RandomIndex.Make(10, 30, withDownloads: false);
        index.JudgeBy(RandomIndex.PackOf(["rule-00"]));

        var stored = PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day);

        Assert.Equal(1L, index.Database.Scalar("SELECT COUNT(*) FROM prevalence"));
        Assert.Null(stored.Set("rule:rule-01"));
    }

    [Fact]
    public void Findings_of_two_packs_are_not_counted()
    {
        using var index = RandomIndex.Make(12, 30, withDownloads: false);
        index.Database.Set(Assay.Community.Building.Rejudging.Unfinished, "pack");

        Assert.Throws<IndexException>(() => PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day));
    }

    [Fact]
    public void A_day_before_can_be_counted_later()
    {
        using var index = RandomIndex.Make(13, 30, withDownloads: true);
        PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day);
        var before = PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day.AddDays(-30));

        Assert.Equal(("2026-10-28", RankingKind.Dependents), (before.Date, before.RankingKind));
        Assert.NotNull(before.Set("rule:rule-00"));
    }

    internal static void Change(RandomIndex index, string id)
    {
        using var writer = new IndexWriter(index.Database);
        writer.Add(new IndexedVersion { Id = id, Version = "1.0.0", Sha256 = [1], Added = RandomIndex.Day, Community = "nuget" });
        writer.Commit();
    }

    private static List<string?> Ids(IndexDatabase database)
    {
        var ids = new List<string?> { null };
        using var rows = new Rows(database, "SELECT name FROM package ORDER BY id");
        while (rows.Read())
        {
            ids.Add(rows.Text(0));
        }

        return ids;
    }

    private static IEnumerable<string?> Having(StoredPrevalence stored, string set, List<string?> ids) => stored.Set(set)?.Members().Select(number => ids[number]).Order() ?? Enumerable.Empty<string?>();

    private static (string, long?, long?, long?, long) Figures(StoredPrevalence stored, string rule)
    {
        using var command = stored.Database.Prepare("SELECT p.condition, p.top100, p.top1k, p.top10k, p.community FROM prevalence p JOIN rule r ON r.id = p.rule WHERE snapshot = $snapshot AND name = $name", ("$snapshot", stored.Snapshot), ("$name", rule));
        using var rows = command.ExecuteReader();
        Assert.True(rows.Read());
        return (rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetInt64(2), rows.IsDBNull(3) ? null : rows.GetInt64(3), rows.GetInt64(4));
    }
}
