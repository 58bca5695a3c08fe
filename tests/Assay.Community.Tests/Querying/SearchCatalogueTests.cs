using System.Globalization;
using System.Text;
using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Model;

namespace Assay.Community.Tests;

public sealed class SearchCatalogueTests : IDisposable
{
    private readonly RandomIndex _index = RandomIndex.Make(23, 300, withDownloads: true);
    private readonly StoredPrevalence _stored;
    private readonly SearchCatalogue _catalogue;

    public SearchCatalogueTests()
    {
        _stored = PrevalenceStore.Renew(_index.Database, PrevalenceScope.Usual, RandomIndex.Day);
        _catalogue = SearchCatalogue.Load(_index.Database, _index.Pack, "made")!;
    }

    public void Dispose() => _index.Dispose();

    [Theory]
    [MemberData(nameof(QueryTests.Queries), MemberType = typeof(QueryTests))]
    public void A_catalogue_answers_as_its_index(string text)
    {
        var expected = CommunityQuery.Parse(text).Ask(_stored, "made", _index.Pack);

        var answer = CommunityQuery.Parse(text).Find(_catalogue, _stored);

        Assert.Equal(expected.Count, answer.Count);
        Assert.Equal(expected.Packages().Select(package => package.Id.ToLowerInvariant()), answer.Take(CatalogueOrder.Rank, 0, 1_000).Select(_catalogue.IdOf));
        Assert.Equal(expected.Packages().Select(package => (package.Rank, package.FirstSeen)), answer.Take(CatalogueOrder.Rank, 0, 1_000).Select(package => (_catalogue.Rank(package), (string?)_catalogue.FirstSeenOn(package))));
    }

    [Theory]
    [MemberData(nameof(QueryTests.Queries), MemberType = typeof(QueryTests))]
    public void A_facet_counts_as_the_query_with_its_term(string text)
    {
        var answer = CommunityQuery.Parse(text).Find(_catalogue, _stored);

        Assert.NotEmpty(answer.Facets());
        Assert.All(answer.Facets(), facet => Assert.Equal(CommunityQuery.Parse($"({text}) {facet.Field}:{facet.Value}").Find(_catalogue, _stored).Count, facet.Count));
    }

    [Fact]
    public void Parts_of_a_list_make_the_list_in_every_order()
    {
        var answer = CommunityQuery.Parse("behavior:rule-02 or tag:tag1").Find(_catalogue, _stored);
        foreach (var order in Enum.GetValues<CatalogueOrder>())
        {
            var whole = answer.Take(order, 0, 1_000);
            Assert.Equal(answer.Count, whole.Count);
            Assert.Equal(whole, Enumerable.Range(0, 50).SelectMany(part => answer.Take(order, part * 7, 7)));
            Assert.Empty(answer.Take(order, answer.Count, 7));
        }

        var ids = answer.Take(CatalogueOrder.Id, 0, 1_000).Select(_catalogue.IdOf).ToArray();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        var days = answer.Take(CatalogueOrder.FirstSeen, 0, 1_000).Select(_catalogue.FirstSeenOn).ToArray();
        Assert.Equal(days.OrderDescending(StringComparer.Ordinal), days);
    }

    [Theory]
    [InlineData("p", "*p*")]
    [InlineData("q1", "*q1*")]
    [InlineData(".12", "*.12*")]
    [InlineData("p 7", "*p*", "*7*")]
    [InlineData("\"r2\" 0", "*r2*", "*0*")]
    [InlineData("q*.1", "*q*.1*")]
    public void Words_are_parts_of_ids(string words, params string[] patterns)
    {
        var expected = CommunityQuery.Parse(string.Join(' ', patterns.Select(pattern => "id:" + pattern))).Ask(_stored, "made", _index.Pack);

        var query = CommunityQuery.Parse(words, QueryOptions.Site);

        Assert.Equal(expected.Packages().Select(package => package.Id.ToLowerInvariant()), query.Find(_catalogue, _stored).Take(CatalogueOrder.Rank, 0, 1_000).Select(_catalogue.IdOf));
        Assert.Equal(patterns.Length, query.Words.Count);
        Assert.Throws<QueryException>(() => CommunityQuery.Parse(words));
    }

    [Theory]
    [InlineData("", 0, "A term is missing here")]
    [InlineData("a or", 4, "A term is missing here")]
    [InlineData("and a", 0, "A term is missing before 'and'")]
    [InlineData("a \"\"", 2, "There is nothing between these quotation marks")]
    [InlineData("a \"b", 2, "This quotation mark is not closed")]
    [InlineData("a b:c", 2, "There is no field 'b'")]
    [InlineData("a)", 1, "This ')' closes nothing")]
    public void A_defect_beside_words_has_its_place(string text, int place, string sentence)
    {
        var defect = Assert.Throws<QueryException>(() => CommunityQuery.Parse(text, QueryOptions.Site));

        Assert.Equal(place, defect.Position);
        Assert.StartsWith(sentence, defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_are_those_of_a_snapshot()
    {
        _index.Database.Set("community", "nuget");
        var lookup = new PrevalenceLookup(SnapshotExport.Of(_stored, "made"));
        var catalogue = SearchCatalogue.Load(_index.Database, _index.Pack, "made")!;

        Assert.All(_index.Pack.Behaviors, rule => Assert.Equal(lookup.Of(rule, null, "nuget"), catalogue.Of(rule)));
        var changed = _index.Pack.Behaviors[0] with { ConditionHash = "another" };
        Assert.Equal(lookup.Of(changed, null, "nuget"), catalogue.Of(changed));
        Assert.All(Enum.GetValues<VerdictStatus>(), verdict => Assert.Equal(_stored.CountVerdict(verdict.ToString().ToLowerInvariant()), catalogue.CountVerdict(verdict)));
    }

    [Fact]
    public void Rules_that_are_not_shown_are_not_counted()
    {
        var pack = _index.Pack with { Behaviors = [.. _index.Pack.Behaviors.Select(rule => rule.Id == "rule-02" ? rule with { Stage = RuleStage.Draft } : rule)] };
        var catalogue = SearchCatalogue.Load(_index.Database, pack, "made")!;

        Assert.Throws<QueryException>(() => CommunityQuery.Parse("rule:rule-02").Find(catalogue, _stored));
        Assert.Null(catalogue.Rule("rule-02"));
        var others = CommunityQuery.Parse(string.Join(" or ", pack.Behaviors.Where(rule => rule.Id != "rule-02").Select(rule => "rule:" + rule.Id))).Find(_catalogue, _stored);
        Assert.Equal(others.Count, CommunityQuery.Parse("category:network").Find(catalogue, _stored).Count);
    }

    [Fact]
    public void Slips_are_forgiven_and_nothing_else()
    {
        var id = _catalogue.IdOf(CommunityQuery.Parse("rank:1").Find(_catalogue, _stored).Take(CatalogueOrder.Rank, 0, 1)[0]);
        var names = Enumerable.Range(0, _catalogue.Names.Capacity).Where(package => _catalogue.Members.Contains(package)).Select(_catalogue.IdOf).ToArray();
        foreach (var text in new[] { id, id + "x", id[1..], string.Concat(id[..2], "x", id[3..]), "x" + id, id.Replace('.', '-') })
        {
            var near = _catalogue.Near(text, 1_000).Select(_catalogue.IdOf).ToArray();
            Assert.Contains(id, near);
            Assert.Equal(names.Where(name => PartDistance(text, name, isPart: text.Length >= 6) <= (text.Length < 9 ? 1 : 2)).Order(StringComparer.Ordinal), near.Order(StringComparer.Ordinal));
        }

        Assert.Empty(_catalogue.Near("completely-different-name", 10));
        Assert.Empty(_catalogue.Near("", 10));
        Assert.Empty(_catalogue.Near(new string('p', 1_000), 10));
    }

    // Every part of the name, compared in full.
    private static int PartDistance(string text, string name, bool isPart) =>
        !isPart ? Distance(text, name) : Enumerable.Range(0, name.Length).SelectMany(start => Enumerable.Range(0, name.Length - start + 1).Select(length => Distance(text, name.Substring(start, length)))).Min();

    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            }
        }

        return table[left.Length, right.Length];
    }

    [Fact]
    public void Names_are_found_by_any_pattern()
    {
        var random = new Random(7);
        string[] names = [.. Enumerable.Range(0, 400).Select(_ => new string([.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => "ab.-_1é\u0435"[random.Next(8)])])).Distinct(StringComparer.Ordinal)];
        var catalogue = CatalogueNames.Of(names.Length + 3, names.Select((name, place) => (place + 2, Encoding.UTF8.GetBytes(name))));
        for (var round = 0; round < 2_000; round++)
        {
            var pattern = new string([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => "ab.-_1é*"[random.Next(8)])]);
            var expected = names.Index().Where(entry => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, entry.Item, ignoreCase: false)).Select(entry => entry.Index + 2);
            Assert.Equal(expected, pattern.Contains('*', StringComparison.Ordinal) ? catalogue.Matching(pattern).ToArray().Where(package => catalogue[package].Length > 0) : expected);
        }
    }

    [Fact]
    public void What_was_used_last_is_kept_up_to_its_weight()
    {
        var kept = new RecentlyUsed<int, string>(10, text => text.Length);
        kept.Keep(1, "aaaa");
        kept.Keep(2, "bbbb");
        Assert.True(kept.TryGet(1, out _));
        kept.Keep(3, "cccc");
        kept.Keep(4, new string('d', 11));

        Assert.True(kept.TryGet(1, out var first));
        Assert.Equal("aaaa", first);
        Assert.False(kept.TryGet(2, out _));
        Assert.True(kept.TryGet(3, out _));
        Assert.False(kept.TryGet(4, out _));
        Assert.Equal(8, kept.Weight);
    }

    [Fact]
    public void Versions_that_newly_have_a_finding_are_found()
    {
        var path = Path.Combine(Path.GetTempPath(), $"arrivals-{Guid.NewGuid():N}.db");
        try
        {
            using (var database = IndexDatabase.Open(path))
            using (var writer = new IndexWriter(database))
            {
                writer.Register(_index.Pack, RandomIndex.Day);
                writer.Add(Version("old", "1.0.0", ["rule-01"]));
                writer.Add(Version("old", "1.1.0", ["rule-01", "rule-02"]));
                writer.Add(Version("old", "1.2.0", ["rule-02"]));
                writer.Add(Version("new", "1.0.0", ["rule-02"]));
                writer.Add(Version("gone", "1.0.0", ["rule-02"]) with { Listed = false });
                writer.Add(Version("back", "1.0.0", ["rule-02"]));
                writer.Add(Version("back", "1.1.0", []));
                writer.Add(Version("back", "1.2.0", ["rule-02"]));
                writer.Commit();
            }

            using var reader = IndexReader.Open(path);
            Assert.Equal(["back 1.2.0", "back 1.0.0", "new 1.0.0", "old 1.1.0"], RuleArrivals.Newest(reader, "rule-02", 10).Select(version => $"{version.Id} {version.Version}"));
            Assert.Equal(["back 1.2.0"], RuleArrivals.Newest(reader, "rule-02", 1).Select(version => $"{version.Id} {version.Version}"));
            Assert.Empty(RuleArrivals.Newest(reader, "no-such-rule", 10));
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
        }
    }

    [Fact]
    public void Moves_are_the_differences_between_the_two_newest_counts()
    {
        Assert.Null(PrevalenceMoves.Of(_index.Database, PrevalenceScope.Usual));
        PrevalenceStore.Renew(_index.Database, PrevalenceScope.Usual, RandomIndex.Day.AddDays(7));
        _index.Database.Execute("UPDATE prevalence SET community = community + 30 WHERE rule = (SELECT id FROM rule WHERE name = 'rule-03') AND snapshot = (SELECT MIN(id) FROM prevalence_snapshot)");
        _index.Database.Execute("UPDATE prevalence SET community = community + 90, condition = 'x' WHERE rule = (SELECT id FROM rule WHERE name = 'rule-04') AND snapshot = (SELECT MIN(id) FROM prevalence_snapshot)");

        var (since, moves) = PrevalenceMoves.Of(_index.Database, PrevalenceScope.Usual)!.Value;

        Assert.Equal(RandomIndex.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), since);
        var move = Assert.Single(moves);
        Assert.Equal(("rule-03", 30), (move.Rule, move.Before - move.Now));
        Assert.Equal(-30.0 / _stored.Packages, move.Change, 9);
    }

    private static IndexedVersion Version(string id, string version, string[] rules) => new()
    {
        Id = id, Version = version, Community = "nuget", Sha256 = [.. Encoding.UTF8.GetBytes($"{id} {version}".PadRight(32))], Added = RandomIndex.Day, Rules = rules, Verdict = VerdictStatus.Pass,
    };
}
