using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Community;

/// <summary>Reads snapshots of format 1: an object for each package, each set as the base64 of whole bytes.</summary>
internal static class SnapshotFormat1
{
    public const int Number = 1;

    public static CommunitySnapshot Read(ReadOnlySpan<byte> json)
    {
        var file = JsonSerializer.Deserialize(json, SnapshotFormat1Context.Default.File) ?? throw new SnapshotException("The community snapshot is empty.");
        SnapshotCheck.Require(file is { Id: not null, Date: not null, Community: not null, Packages: not null, Rules: not null }, "a part of it is missing");
        SnapshotCheck.Head(file.Id, file.Date, file.Community, file.Ranking);
        foreach (var package in file.Packages)
        {
            SnapshotCheck.Require(package is { Id.Length: > 0, Version: not null }, "a package has no id or version");
        }

        var packages = new SnapshotPackages(file.Packages);
        var rules = new RuleFigures[file.Rules.Count];
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = file.Rules[i];
            SnapshotCheck.Require(rule is { Id.Length: > 0, ConditionHash: not null, Packages: not null, Counts: not null }, "the figures of a rule are not complete");
            SnapshotCheck.Require(i == 0 || string.CompareOrdinal(rules[i - 1].Id, rule.Id) < 0, $"the rules are not in order at {rule.Id}");
            var set = PackageSet.FromBytes(rule.Packages, packages.Count);
            SnapshotCheck.Require(set is not null, $"the set of {rule.Id} is not of {packages.Count} packages");
            rules[i] = new RuleFigures(rule.Id, rule.ConditionHash, set, packages);
            SnapshotCheck.Require(rule.Counts == rules[i].Counts, $"the counts of {rule.Id} are not those of its set");
        }

        return new CommunitySnapshot(packages, rules) { Id = file.Id, Date = file.Date, Community = file.Community, Ranking = file.Ranking };
    }

    internal sealed record File(string Id, string Date, string Community, RankingKind Ranking, IReadOnlyList<CommunityPackage> Packages, IReadOnlyList<Figures> Rules);

    internal sealed record Figures(string Id, string ConditionHash, byte[] Packages, TierCounts Counts);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SnapshotFormat1.File))]
internal sealed partial class SnapshotFormat1Context : JsonSerializerContext;
