using Assay.Model;

namespace Assay.Community.Tests;

public sealed class PrevalenceLookupTests
{
    [Theory]
    [InlineData(199, 199, null)]
    [InlineData(199, 0, null)]
    [InlineData(200, 4, "Common")]
    [InlineData(200, 3, "Uncommon")]
    [InlineData(200, 0, "Not seen")]
    [InlineData(999, 1, "Uncommon")]
    [InlineData(1_000, 20, "Common")]
    [InlineData(1_000, 19, "Uncommon")]
    [InlineData(1_000, 3, "Uncommon")]
    [InlineData(1_000, 2, "Rare")]
    [InlineData(10_000, 200, "Common")]
    [InlineData(10_000, 199, "Uncommon")]
    [InlineData(10_000, 25, "Uncommon")]
    [InlineData(10_000, 24, "Rare")]
    [InlineData(10_000, 1, "Rare")]
    [InlineData(10_000, 0, "Not seen")]
    public void The_share_of_the_community_decides_the_label(int packages, int having, string? label) =>
        Assert.Equal(label, Population.Of(packages, having).Join().Label);

    [Theory]
    [InlineData(100, 2, "Common")]
    [InlineData(100, 1, "Uncommon")]
    [InlineData(1_000, 20, "Common")]
    [InlineData(10_000, 200, "Common")]
    public void The_largest_share_of_any_tier_decides_the_label(int ranked, int having, string label) =>
        Assert.Equal(label, Population.Of(20_000, having, ranked: ranked).Join().Label);

    [Fact]
    public void The_scanned_package_is_left_out_of_counts_and_populations()
    {
        var prevalence = Population.Of(300, having: 5, ranked: 150).Join(packageId: "P000004");

        Assert.Equal(new PrevalenceTier(4, 99, 0.040404), prevalence.Top100);
        Assert.Equal(new PrevalenceTier(4, 299, 0.013378), prevalence.Community);
    }

    [Fact]
    public void A_scanned_package_without_the_finding_leaves_only_the_population()
    {
        var prevalence = Population.Of(300, having: 5, ranked: 150).Join(packageId: "p000120");

        Assert.Equal(new PrevalenceTier(5, 100, 0.05), prevalence.Top100);
        Assert.Equal(new PrevalenceTier(5, 299, 0.016722), prevalence.Community);
    }

    [Fact]
    public void A_scanned_package_below_a_tier_takes_nothing_from_it()
    {
        var prevalence = Population.Of(300, having: 40, first: 80, ranked: 150).Join(packageId: "p000110");

        Assert.Equal(new PrevalenceTier(20, 100, 0.2), prevalence.Top100);
        Assert.Equal(new PrevalenceTier(39, 299, 0.130435), prevalence.Community);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another.package")]
    public void A_package_outside_the_population_leaves_it_whole(string? id) =>
        Assert.Equal(new PrevalenceTier(5, 300, 0.016667), Population.Of(300, having: 5).Join(id).Community);

    [Theory]
    [InlineData(200, 4, null)]
    [InlineData(201, 5, "Common")]
    [InlineData(1_000, 3, "Uncommon")]
    [InlineData(1_001, 3, "Rare")]
    [InlineData(300, 1, "Not seen")]
    public void Labels_count_without_the_scanned_package(int packages, int having, string? label) =>
        Assert.Equal(label, Population.Of(packages, having).Join(packageId: Population.Id(0)).Label);

    [Theory]
    [InlineData(99, null, null, null)]
    [InlineData(100, 100, null, null)]
    [InlineData(999, 100, null, null)]
    [InlineData(1_000, 100, 1_000, null)]
    [InlineData(9_999, 100, 1_000, null)]
    [InlineData(10_000, 100, 1_000, 10_000)]
    public void A_tier_needs_a_ranking_that_fills_it(int ranked, int? top100, int? top1k, int? top10k)
    {
        var prevalence = Population.Of(10_500, having: 1, ranked: ranked).Join();

        Assert.Equal((top100, top1k, top10k), (prevalence.Top100?.Of, prevalence.Top1k?.Of, prevalence.Top10k?.Of));
        Assert.Equal(10_500, prevalence.Community?.Of);
    }

    [Fact]
    public void A_tier_that_the_ranking_fills_stays_when_the_scanned_package_is_left_out() =>
        Assert.Equal(99, Population.Of(300, ranked: 100).Join(packageId: Population.Id(7)).Top100?.Of);

    [Fact]
    public void A_changed_rule_has_no_figures()
    {
        var prevalence = Population.Of(300, having: 5).Join(rule: Population.Rule with { ConditionHash = "fedcba9876543210" });

        Assert.Equal((PrevalenceStatus.RuleChanged, null, null), (prevalence.Status, prevalence.Label, prevalence.Community));
        Assert.Equal("No prevalence information: the rule changed since sample (2026-01-31).", prevalence.Sentence);
    }

    [Fact]
    public void A_new_rule_has_no_figures()
    {
        var prevalence = Population.Of(300).Join(rule: Population.Rule with { Id = "closes-door" });

        Assert.Equal(PrevalenceStatus.RuleChanged, prevalence.Status);
        Assert.Equal("No prevalence information: the rule is not in sample (2026-01-31).", prevalence.Sentence);
    }

    [Theory]
    [InlineData("psgallery", "No prevalence information: sample (2026-01-31) is a snapshot of nuget, and this is a package of psgallery.")]
    [InlineData(null, "No prevalence information: sample (2026-01-31) is a snapshot of nuget, and this is no package of a community.")]
    public void Another_community_has_no_figures(string? community, string sentence)
    {
        var prevalence = Population.Of(300, having: 5).Join(community: community);

        Assert.Equal((PrevalenceStatus.OtherCommunity, sentence), (prevalence.Status, prevalence.Sentence));
        Assert.Null(prevalence.Community);
    }

    [Theory]
    [InlineData(292, 46, 15, 0, "Common: 46 of 292 packages (15.8 %) of sample (2026-01-31) do this.")]
    [InlineData(292, 46, 15, 100, "Common: 46 of 292 packages (15.8 %) of sample (2026-01-31) do this; 46 of its Top 100.")]
    [InlineData(12_000, 1_300, 0, 10_000, "Common: 1,300 of 12,000 packages (10.8 %) of sample (2026-01-31) do this; 100 of its Top 100, 1,000 of its Top 1,000, 1,300 of its Top 10,000.")]
    [InlineData(12_000, 1, 11_000, 1_000, "Rare: 1 of 12,000 packages (less than 0.01 %) of sample (2026-01-31) does this; none of its Top 100, none of its Top 1,000.")]
    [InlineData(12_000, 2, 11_000, 0, "Rare: 2 of 12,000 packages (0.02 %) of sample (2026-01-31) do this.")]
    [InlineData(12_000, 0, 0, 1_000, "Not seen: none of 12,000 packages of sample (2026-01-31) does this.")]
    [InlineData(150, 3, 0, 100, "3 of 150 packages (2.0 %) of sample (2026-01-31) do this; 3 of its Top 100; too few packages to call it common or rare.")]
    [InlineData(1, 0, 0, 0, "none of 1 package of sample (2026-01-31) does this; too few packages to call it common or rare.")]
    public void The_sentence_names_figures_and_population(int packages, int having, int first, int ranked, string sentence) =>
        Assert.Equal(sentence, Population.Of(packages, having, first, ranked).Join().Sentence);

    [Theory]
    [InlineData(150, "Common: 150 of 300 packages (50.0 %) of sample (2026-01-31) have this issue.")]
    [InlineData(151, "Common: 151 of 300 packages (50.3 %) of sample (2026-01-31) have this issue. More than half of the community has it.")]
    public void The_sentence_of_an_issue_says_when_most_packages_have_it(int having, string sentence) =>
        Assert.Equal(sentence, Population.Of(300, having).Join(rule: Population.Policy).Sentence);

    [Fact]
    public void The_only_package_of_a_community_has_nobody_to_compare_with()
    {
        var prevalence = Population.Of(1, having: 1).Join(packageId: Population.Id(0));

        Assert.Equal(new PrevalenceTier(0, 0, 0), prevalence.Community);
        Assert.Null(prevalence.Label);
    }
}
