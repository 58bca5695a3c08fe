using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class OrderTests
{
    [Fact]
    public void Behaviors_are_ordered_by_risk_then_rarity_then_id()
    {
        var ordered = BehaviorOrder.Of(
        [
            Behavior("b-common", Risk.Notable, 0.4, "a"), Behavior("a-common", Risk.Notable, 0.4, "b"), Behavior("unknown", Risk.Notable, null, "c"), Behavior("rare", Risk.Notable, 0.001, "d"),
            Behavior("worse", Risk.Suspicious, 0.9, "e"), Behavior("worst", Risk.MaliciousOnly, null, "f"), Behavior("benign", Risk.Benign, 0, "g"),
        ]);

        Assert.Equal(["worst", "worse", "rare", "a-common", "b-common", "unknown", "benign"], ordered.Select(behavior => behavior.Id));
    }

    [Fact]
    public void Among_the_first_five_behaviors_two_at_most_are_of_a_category_while_there_are_others()
    {
        var ordered = BehaviorOrder.Of(
        [
            Behavior("n1", Risk.Suspicious, 0.01, "network"), Behavior("n2", Risk.Suspicious, 0.02, "network"), Behavior("n3", Risk.Suspicious, 0.03, "network"), Behavior("n4", Risk.Suspicious, 0.04, "network"),
            Behavior("f1", Risk.Benign, 0.9, "files"), Behavior("f2", Risk.Benign, 0.95, "files"), Behavior("f3", Risk.Benign, 0.96, "files"),
        ]);

        Assert.Equal(["n1", "n2", "f1", "f2", "n3", "n4", "f3"], ordered.Select(behavior => behavior.Id));
    }

    [Fact]
    public void Issues_are_ordered_by_priority_then_rarity_then_id_and_those_of_most_packages_come_last()
    {
        var ordered = IssueOrder.Of(
        [
            Issue("of-most", 0, 0.51), Issue("of-half", 1, 0.5), Issue("rare", 1, 0.001), Issue("b-unknown", 1, null), Issue("a-unknown", 1, null), Issue("urgent", 0, 0.3), Issue("later", 3, 0),
        ]);

        Assert.Equal(["urgent", "rare", "of-half", "a-unknown", "b-unknown", "later", "of-most"], ordered.Select(issue => issue.Id));
    }

    [Fact]
    public void The_largest_share_of_any_tier_is_what_rarity_means()
    {
        var popular = Behavior("popular", Risk.Notable, 0.01, "a") with { Prevalence = Figures(0.01) with { Top100 = new PrevalenceTier(50, 100, 0.5) } };

        Assert.Equal(["spread", "popular"], BehaviorOrder.Of([popular, Behavior("spread", Risk.Notable, 0.2, "b")]).Select(behavior => behavior.Id));
    }

    private static Prevalence Figures(double? share) => share is { } known
        ? new Prevalence(PrevalenceStatus.Known, "Rare", "", null, null, null, new PrevalenceTier((int)(known * 1_000), 1_000, known))
        : Prevalence.NoSnapshot;

    private static Behavior Behavior(string id, Risk risk, double? share, string category) => new()
    {
        Id = id, Title = id, Category = category, Risk = risk, Count = 1, Surfaces = [], Evidence = [], EvidenceTotal = 0, Prevalence = Figures(share),
    };

    private static Issue Issue(string id, int priority, double? share) => new()
    {
        Id = id, Title = id, Category = "", Assessment = AssessmentKind.Hardening, Status = AssessmentStatus.Pass, Severity = Severity.Low, Priority = priority, Effort = Effort.Low, Problem = "", NextSteps = [],
        Count = 1, Surfaces = [], Evidence = [], EvidenceTotal = 0, Prevalence = Figures(share), Fingerprint = id,
    };
}
