using Assay.Model;

namespace Assay.Community.Tests;

/// <summary>Makes snapshots of any size: packages p000000, p000001, ... of which the first are ranked in this order, and one rule.</summary>
internal static class Population
{
    public static BehaviorRule Rule { get; } = new() { Id = "opens-door", Category = "network", Title = "Opens a door.", Risk = Risk.Benign, ConditionHash = "0123456789abcdef", When = new() { Kind = ConditionKind.All } };

    public static PolicyRule Policy { get; } = new()
    {
        Id = "opens-door", Category = "hunting", Title = "Open door", ConditionHash = "0123456789abcdef", When = new() { Kind = ConditionKind.All }, Problem = "", NextSteps = [],
        Severity = Severity.Low, Priority = 1, Effort = Effort.Low, Assessment = AssessmentKind.Hardening, Status = AssessmentStatus.Pass,
    };

    public static string Id(int index) => $"p{index:000000}";

    /// <summary>The finding is in packages <paramref name="first"/> to <paramref name="first"/> + <paramref name="having"/> - 1.</summary>
    public static CommunitySnapshot Of(int packages, int having = 0, int first = 0, int ranked = 0)
    {
        CommunityPackage[] all = [.. Enumerable.Range(0, packages).Select(index => new CommunityPackage(Id(index), "1.0.0", index < ranked ? index + 1 : null))];
        var set = new byte[(packages + 7) / 8];
        for (var index = first; index < first + having; index++)
        {
            set[index / 8] |= (byte)(1 << (index % 8));
        }

        return new CommunitySnapshot
        {
            Id = "sample", Date = "2026-01-31", Community = "nuget", Ranking = RankingKind.Downloads, Packages = all,
            Rules = [new RuleFigures(Rule.Id, Rule.ConditionHash, set, new TierCounts(In(100), In(1_000), In(10_000), having))],
        };

        int? In(int size) => ranked < size ? null : Math.Clamp(size - first, 0, having);
    }

    public static Prevalence Join(this CommunitySnapshot snapshot, string? packageId = null, Rule? rule = null, string? community = "nuget") => new PrevalenceLookup(snapshot).Of(rule ?? Rule, packageId, community);
}
