using Assay.Model;

namespace Assay.Community.Tests;

public sealed class CommunityComparerTests
{
    private const int Packages = 400;
    private static readonly BehaviorRule[] Rules = [.. "abcde".Select(letter => Population.Rule with { Id = $"does-{letter}", Title = $"Does {letter}.", Risk = Risk.Suspicious })];

    // does-a: 0..99, does-b: 90..109, does-c: 95..99, does-d: none, does-e: all.
    private static readonly CommunitySnapshot Snapshot = Make();

    [Fact]
    public void Suspicious_behaviors_are_counted_together_with_the_rarest_first()
    {
        var together = Compare("stranger", ["does-a", "does-b"])!.Together!;

        Assert.Equal(["does-b", "does-a"], together.Behaviors);
        Assert.Equal((new PrevalenceTier(10, 400, 0.025), new PrevalenceTier(10, 100, 0.1), null), (together.Community, together.Top100, together.Top1k));
        Assert.Equal("10 of 400 packages (2.5 %) of sample (2026-01-31), 10 of its Top 100, do both: does b, and does a.", together.Sentence);
    }

    [Fact]
    public void The_package_itself_is_left_out()
    {
        var together = Compare(Population.Id(95), ["does-a", "does-b", "does-c"])!.Together!;

        Assert.Equal((new PrevalenceTier(4, 399, 0.010025), new PrevalenceTier(4, 99, 0.040404)), (together.Community, together.Top100));
        Assert.Equal("4 of 399 packages (1.0 %) of sample (2026-01-31), 4 of its Top 100, do all 3 of these: does c; does b; does a.", together.Sentence);
    }

    [Fact]
    public void What_nobody_does_together_is_said()
    {
        Assert.Equal("None of 400 packages of sample (2026-01-31) does both: does d, and does e.", Compare("stranger", ["does-e", "does-d"])!.Together!.Sentence);
    }

    [Fact]
    public void Four_behaviors_are_enough() => Assert.Equal(["does-d", "does-c", "does-b", "does-a"], Compare("stranger", ["does-a", "does-b", "does-c", "does-d", "does-e"])!.Together!.Behaviors);

    [Fact]
    public void Behaviors_whose_rule_changed_are_left_out_and_that_is_said()
    {
        var changed = Behavior("does-c") with { Prevalence = Snapshot.Join(rule: Rules[2] with { ConditionHash = "another" }) };
        var together = new CommunityComparer(Snapshot).Compare(new PackageProfile(null, "nuget", [], [], [Behavior("does-a"), Behavior("does-b"), changed]))!.Together!;

        Assert.Equal(["does-c"], together.LeftOut);
        Assert.EndsWith("does a. One more behavior is left out: its rule changed since.", together.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_suspicious_behaviors_notable_ones_that_are_not_common_are_taken()
    {
        var uncommon = Behavior("does-c", Risk.Notable);
        uncommon = uncommon with { Prevalence = uncommon.Prevalence with { Label = "Uncommon" } };
        Behavior[] behaviors = [Behavior("does-a", Risk.Notable), uncommon, Behavior("does-d", Risk.Notable), Behavior("does-e", Risk.Benign)];

        Assert.Equal(["does-d", "does-c"], new CommunityComparer(Snapshot).Compare(new PackageProfile(null, "nuget", [], [], behaviors))?.Together?.Behaviors ?? []);
    }

    [Fact]
    public void One_behavior_is_no_combination() => Assert.Null(Compare("stranger", ["does-a"]));

    [Fact]
    public void A_small_or_another_community_is_no_base()
    {
        Assert.Null(Compare("stranger", ["does-a", "does-b"], community: "psgallery"));
        Assert.Null(new CommunityComparer(Population.Of(199, having: 5)).Compare(new PackageProfile(null, "nuget", [], [], [Behavior("does-a"), Behavior("does-b")])));
    }

    [Fact]
    public void The_behavior_that_fewest_of_its_kind_have_sets_it_apart()
    {
        var apart = Compare("stranger", ["does-a", "does-b", "does-e"], tags: ["Even", "Late"])!.Apart!;

        Assert.Equal(("does-b", "tag:late", new PrevalenceTier(0, 50, 0)), (apart.Behavior, apart.Kind, apart.Among));
        Assert.Equal("None of 50 packages tagged 'late' in sample (2026-01-31) does this: does b.", apart.Sentence);
    }

    [Fact]
    public void Without_a_tag_that_is_known_dependencies_make_the_kind()
    {
        var apart = Compare("stranger", ["does-b"], tags: ["unknown"], dependencies: ["Base"])!.Apart!;

        Assert.Equal(("does-b", "depends-on:base", new PrevalenceTier(1, 60, 0.016667)), (apart.Behavior, apart.Kind, apart.Among));
        Assert.Equal("One of 60 packages that depend on base in sample (2026-01-31) does this: does b.", apart.Sentence);
    }

    [Fact]
    public void What_is_common_among_its_kind_sets_nothing_apart() => Assert.Null(Compare("stranger", ["does-e"], tags: ["late"]));

    private static CommunityComparison? Compare(string id, string[] behaviors, string[]? tags = null, string[]? dependencies = null, string community = "nuget") =>
        new CommunityComparer(Snapshot).Compare(new PackageProfile(id, community, tags ?? [], dependencies ?? [], [.. behaviors.Select(behavior => Behavior(behavior))]));

    private static Behavior Behavior(string id, Risk risk = Risk.Suspicious) => new()
    {
        Id = id, Title = Rules.Single(rule => rule.Id == id).Title, Category = "network", Risk = risk, Count = 1, Surfaces = [], Evidence = [], EvidenceTotal = 0, Prevalence = Snapshot.Join(rule: Rules.Single(rule => rule.Id == id)),
    };

    private static CommunitySnapshot Make()
    {
        var packages = new SnapshotPackages([.. Enumerable.Range(0, Packages).Select(index => new CommunityPackage(Population.Id(index), "1.0.0", index + 1))]);
        PackageSet[] sets = [Range(0, 100), Range(90, 20), Range(95, 5), Range(0, 0), Range(0, Packages)];
        return new CommunitySnapshot(
            packages,
            [.. Rules.Zip(sets).Select(rule => new RuleFigures(rule.First.Id, rule.First.ConditionHash, rule.Second, packages))],
            [new NamedSet("depends-on:base", Range(109, 60)), new NamedSet("tag:even", PackageSet.Of(Packages, [.. Enumerable.Range(0, 200).Select(index => index * 2)])), new NamedSet("tag:late", Range(350, 50))])
        {
            Id = "sample", Date = "2026-01-31", Community = "nuget", Ranking = RankingKind.Downloads,
        };
    }

    private static PackageSet Range(int first, int count) => PackageSet.Of(Packages, [.. Enumerable.Range(first, count)]);
}
