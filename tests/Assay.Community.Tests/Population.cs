using System.Text.Json.Nodes;
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
        var snapshotPackages = new SnapshotPackages(all);
        var set = PackageSet.Of(packages, [.. Enumerable.Range(first, having)]);
        return new CommunitySnapshot(snapshotPackages, [new RuleFigures(Rule.Id, Rule.ConditionHash, set, snapshotPackages)], [new NamedSet("tag:door", set)])
        {
            Id = "sample", Date = "2026-01-31", Community = "nuget", Ranking = RankingKind.Downloads,
        };
    }

    /// <summary>The same in format 1: packages as objects, sets as whole bytes.</summary>
    public static JsonNode Format1(int packages, int having = 0, int first = 0, int ranked = 0)
    {
        var set = new byte[(packages + 7) / 8];
        for (var index = first; index < first + having; index++)
        {
            set[index / 8] |= (byte)(1 << (index % 8));
        }

        var counts = new JsonObject { ["community"] = having };
        foreach (var (name, size) in new[] { ("top100", 100), ("top1k", 1_000), ("top10k", 10_000) })
        {
            if (ranked >= size)
            {
                counts[name] = Math.Clamp(size - first, 0, having);
            }
        }

        return new JsonObject
        {
            ["formatVersion"] = 1, ["id"] = "sample", ["date"] = "2026-01-31", ["community"] = "nuget", ["ranking"] = "downloads",
            ["packages"] = new JsonArray([.. Enumerable.Range(0, packages).Select(index =>
            {
                var package = new JsonObject { ["id"] = Id(index), ["version"] = "1.0.0" };
                if (index < ranked)
                {
                    package["rank"] = index + 1;
                }

                return package;
            })]),
            ["rules"] = new JsonArray(new JsonObject { ["id"] = Rule.Id, ["conditionHash"] = Rule.ConditionHash, ["packages"] = Convert.ToBase64String(set), ["counts"] = counts }),
        };
    }

    public static Prevalence Join(this CommunitySnapshot snapshot, string? packageId = null, Rule? rule = null, string? community = "nuget") => new PrevalenceLookup(snapshot).Of(rule ?? Rule, packageId, community);
}
