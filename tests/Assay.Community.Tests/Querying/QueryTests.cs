using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Model;

namespace Assay.Community.Tests;

public sealed class QueryTests : IDisposable
{
    private readonly RandomIndex _index = RandomIndex.Make(11, 300, withDownloads: true);

    public static TheoryData<string> Queries =>
    [
        "behavior:rule-02", "not rule:rule-02", "behavior:rule-02 and not tier:top100", "behavior:rule-02 tier:top100", "behavior:rule-02 or behavior:rule-03 and tag:tag1",
        "(behavior:rule-02 or behavior:rule-03) and tag:tag1", "NOT (tag:tag1 OR tag:tag2)", "not not tag:tag1", "behavior:rule-0*", "verdict:review and first-seen:>2026-05", "first-seen:2026-05",
        "first-seen:>=2026-05-10 first-seen:<=2026-06", "first-seen:<2026", "rank:<=10", "rank:>10", "rank:7", "depends-on:elsewhere", "id:p*", "id:*.1*7", "tag:nobody-has-it", "listed:no", "id:nobody",
        "depends-on:\"else where\"", "category:network", "risk:benign", "risk:>benign", "tier:top100 and(tag:tag0)",
    ];

    // Each term is looked up in what went into the index, package by package.
    [Theory]
    [MemberData(nameof(Queries))]
    public void Answers_are_those_of_looking_at_every_package(string text)
    {
        var scope = new PrevalenceScope(PopulationKind.All, VersionScope.Latest);
        var stored = PrevalenceStore.Renew(_index.Database, scope, RandomIndex.Day);
        var population = _index.Population(scope);
        var listed = _index.Population(new PrevalenceScope(PopulationKind.Listed, VersionScope.Latest));
        var ranked = _index.Ranked(scope);
        var expected = population.Where(package => Holds(QueryParser.Parse(text, QueryOptions.Default), package.Key, package.Value.Standing, Array.IndexOf(ranked, package.Key), listed.ContainsKey(package.Key))).Select(package => package.Key).ToHashSet();

        var answer = CommunityQuery.Parse(text).Ask(stored, "made", _index.Pack);

        Assert.Equal(expected.Count, answer.Count);
        Assert.Equal([.. ranked.Where(expected.Contains), .. expected.Except(ranked).Order(StringComparer.OrdinalIgnoreCase)], answer.Packages().Select(package => package.Id.ToLowerInvariant()));
        Assert.Equal([("top100", 100, ranked.Take(100).Count(expected.Contains))], answer.Tiers);
        Assert.All(answer.Packages(), package => Assert.Equal((population[package.Id.ToLowerInvariant()].Standing.Version, _index.FirstSeen(package.Id.ToLowerInvariant())), (package.Version, package.FirstSeen)));
        Assert.Empty(answer.ChangedRules);
    }

    [Fact]
    public void A_snapshot_gives_the_answers_of_its_index()
    {
        var stored = PrevalenceStore.Renew(_index.Database, PrevalenceScope.Usual, RandomIndex.Day);
        _index.Database.Set("community", "nuget");
        using var stream = new MemoryStream();
        SnapshotJson.Write(SnapshotExport.Of(stored, "made"), stream);
        var snapshot = SnapshotJson.Read(stream.ToArray());
        snapshot.CheckAll();
        foreach (var text in new[] { "behavior:rule-02 and not tier:top100", "tag:tag1", "id:*.1*7", "id:p*", "rank:<40 or rule:rule-03", "verdict:review", "depends-on:elsewhere" })
        {
            var (first, second) = (CommunityQuery.Parse(text).Ask(stored, "made", _index.Pack), CommunityQuery.Parse(text).Ask(snapshot, _index.Pack));

            Assert.NotEqual(0, first.Count);
            Assert.Equal(first.Tiers, second.Tiers);
            Assert.Equal(first.Packages().Select(package => (package.Id.ToLowerInvariant(), package.Version, package.Rank)), second.Packages().Select(package => (package.Id, package.Version, package.Rank)));
        }

        Assert.Throws<QueryException>(() => CommunityQuery.Parse("first-seen:2026").Ask(snapshot, _index.Pack));
        Assert.Throws<QueryException>(() => CommunityQuery.Parse("tag:few").Ask(snapshot, _index.Pack));
    }

    [Fact]
    public void Rules_that_changed_and_counts_of_an_older_state_are_said()
    {
        var stored = PrevalenceStore.Renew(_index.Database, PrevalenceScope.Usual, RandomIndex.Day);
        var changed = _index.Pack with { Behaviors = [.. _index.Pack.Behaviors.Select(rule => rule.Id == "rule-02" ? rule with { ConditionHash = "another" } : rule)] };

        Assert.Equal(["rule-02"], CommunityQuery.Parse("behavior:rule-0*").Ask(stored, "made", changed).ChangedRules);
        Assert.True(CommunityQuery.Parse("id:p*").Ask(stored, "made", changed).Population.IsCurrent);
        PrevalenceCounterTests.Change(_index, "later");
        Assert.False(CommunityQuery.Parse("id:p*").Ask(stored, "made", changed).Population.IsCurrent);
    }

    [Theory]
    [InlineData("", 0, "A term is missing here")]
    [InlineData("and tag:a", 0, "A term is missing before 'and'")]
    [InlineData("tag:a and", 9, "A term is missing here")]
    [InlineData("tag:a or or tag:b", 9, "A term is missing before 'or'")]
    [InlineData("json", 0, "'json' is no term: write field:value, such as id:*json*")]
    [InlineData("(tag:a", 0, "This '(' is not closed")]
    [InlineData("tag:a) tag:b", 5, "This ')' closes nothing")]
    [InlineData("tag:\"a b", 4, "This quotation mark is not closed")]
    [InlineData("tag:a behaviour:x", 6, "There is no field 'behaviour'; did you mean 'behavior'?")]
    [InlineData("colour:red", 0, "There is no field 'colour'")]
    [InlineData("tag: tag:b", 4, "There is no value behind 'tag:'")]
    [InlineData("tag:>a", 4, "Values of 'tag' have no order; these have one: risk, rank, first-seen")]
    [InlineData("behavior:rule-2", 9, "There is no behavior 'rule-2'; did you mean")]
    [InlineData("issue:rule-02", 6, "There is no issue 'rule-02'")]
    [InlineData("tier:top50", 5, "There is no tier 'top50'; did you mean")]
    [InlineData("tier:top1k", 5, "There is no top1k:")]
    [InlineData("rank:many", 5, "'many' is no rank")]
    [InlineData("first-seen:>yesterday", 12, "'yesterday' is no day, month or year")]
    [InlineData("verdict:bad", 8, "There is no verdict 'bad'")]
    [InlineData("risk:some", 5, "There is no risk 'some'; there are benign, notable, suspicious, malicious-only")]
    [InlineData("listed:maybe", 7, "There is no listed 'maybe'")]
    public void A_defect_is_named_with_its_place(string text, int position, string message)
    {
        var stored = PrevalenceStore.Renew(_index.Database, PrevalenceScope.Usual, RandomIndex.Day);
        var defect = Assert.Throws<QueryException>(() => CommunityQuery.Parse(text).Ask(stored, "made", _index.Pack));

        Assert.StartsWith(message, defect.Message, StringComparison.Ordinal);
        Assert.Equal(position, defect.Position);
    }

    [Fact]
    public void Length_depth_and_terms_are_limited()
    {
        Assert.Throws<QueryException>(() => CommunityQuery.Parse("tag:" + new string('a', 5_000)));
        Assert.Throws<QueryException>(() => CommunityQuery.Parse(new string('(', 65) + "tag:a" + new string(')', 65)));
        Assert.Throws<QueryException>(() => CommunityQuery.Parse(string.Concat(Enumerable.Repeat("not ", 65)) + "tag:a"));
        Assert.Throws<QueryException>(() => CommunityQuery.Parse(string.Join(' ', Enumerable.Repeat("tag:a", 257))));
        CommunityQuery.Parse(string.Join(' ', Enumerable.Repeat("tag:a", 256)));
    }

    [Fact]
    public void Any_text_is_a_query_or_is_refused()
    {
        var random = new Random(5);
        string[] parts = ["tag:a", "(", ")", "not ", "and ", "or ", "\"", ":", "rank:<", "=", " ", "*", "behavior", "\u202e", "first-seen:2026-13", "\0"];
        var stored = PrevalenceStore.Renew(_index.Database, PrevalenceScope.Usual, RandomIndex.Day);
        for (var round = 0; round < 5_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => parts[random.Next(parts.Length)]));
            try
            {
                Assert.InRange(CommunityQuery.Parse(text).Ask(stored, "made", _index.Pack).Count, 0, stored.Packages);
            }
            catch (QueryException defect)
            {
                Assert.InRange(defect.Position, 0, text.Length);
            }
        }
    }

    public void Dispose() => _index.Dispose();

    private bool Holds(QueryNode query, string id, IndexedVersion version, int place, bool isListed) => query switch
    {
        AllOf all => all.Parts.All(part => Holds(part, id, version, place, isListed)),
        AnyOf any => any.Parts.Any(part => Holds(part, id, version, place, isListed)),
        NotThis not => !Holds(not.Part, id, version, place, isListed),
        QueryTerm { Field: "behavior" or "rule" } term => version.Rules.Any(rule => rule == term.Value || (term.Value == "rule-0*" && rule.StartsWith("rule-0", StringComparison.Ordinal))),
        QueryTerm { Field: "category" } => version.Rules.Count > 0,
        QueryTerm { Field: "risk" } term => term.Comparison == QueryComparison.Is && version.Rules.Count > 0,
        QueryTerm { Field: "tier" } => place is >= 0 and < 100,
        QueryTerm { Field: "rank" } term => place >= 0 && Compare(place + 1, int.Parse(term.Value), int.Parse(term.Value), term.Comparison),
        QueryTerm { Field: "verdict" } term => version.Verdict.ToString().Equals(term.Value, StringComparison.OrdinalIgnoreCase),
        QueryTerm { Field: "tag" } term => version.Tags.Contains(term.Value, StringComparer.OrdinalIgnoreCase),
        QueryTerm { Field: "depends-on" } term => version.Dependencies.Contains(term.Value, StringComparer.OrdinalIgnoreCase),
        QueryTerm { Field: "listed" } => !isListed,
        QueryTerm { Field: "first-seen" } term => Compare(string.CompareOrdinal(_index.FirstSeen(id), term.Value), string.CompareOrdinal(_index.FirstSeen(id)[..term.Value.Length], term.Value), term.Comparison),
        QueryTerm { Field: "id", Value: "p*" } => id.StartsWith('p'),
        QueryTerm { Field: "id", Value: "*.1*7" } => id.Contains(".1", StringComparison.Ordinal) && id.EndsWith('7') && id.LastIndexOf(".1", StringComparison.Ordinal) <= id.Length - 3,
        QueryTerm { Field: "id" } term => id == term.Value,
        _ => throw new InvalidOperationException(),
    };

    // A prefix of a date that is equal means that the day lies in the period.
    private static bool Compare(int whole, int prefix, QueryComparison comparison) => Compare(prefix == 0 ? 0 : whole, 0, 0, comparison);

    private static bool Compare(int value, int first, int last, QueryComparison comparison) => comparison switch
    {
        QueryComparison.Less => value < first,
        QueryComparison.AtMost => value <= last,
        QueryComparison.AtLeast => value >= first,
        QueryComparison.More => value > last,
        _ => value >= first && value <= last,
    };
}
