using Assay.Model;
using Assay.Scan;

namespace Assay.Community.Tests;

public sealed class EmbeddedSnapshotTests
{
    [Fact]
    public void The_embedded_snapshot_has_figures_for_the_rules_of_this_build()
    {
        var rules = EmbeddedRules.Load();
        var lookup = new PrevalenceLookup(EmbeddedSnapshot.Load());
        Rule[] stable = [.. rules.Behaviors.Concat<Rule>(rules.Policies).Where(rule => rule.Stage == RuleStage.Stable)];

        string[] without = [.. stable.Where(rule => lookup.Of(rule, null, "nuget").Status != PrevalenceStatus.Known).Select(rule => rule.Id)];

        Assert.NotEmpty(stable);
        Assert.True(without.Length * 20 <= stable.Length, $"Rebuild data/community/nuget-sample.json (docs/community.md): {without.Length} of {stable.Length} rules have no figures: {string.Join(", ", without)}");
    }

    [Fact]
    public void The_embedded_snapshot_is_large_enough_for_labels_and_names_its_population()
    {
        var snapshot = EmbeddedSnapshot.Load();

        Assert.Equal(("nuget-sample", "nuget", RankingKind.Dependents), (snapshot.Id, snapshot.Community, snapshot.Ranking));
        Assert.InRange(snapshot.Packages.Count, 201, int.MaxValue);
    }
}
