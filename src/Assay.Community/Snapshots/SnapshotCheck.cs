using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Assay.Community;

/// <summary>Refuses snapshots that contradict themselves: wrong figures are worse than none.</summary>
internal static class SnapshotCheck
{
    public static void Run(CommunitySnapshot snapshot)
    {
        if (snapshot.FormatVersion != CommunitySnapshot.CurrentFormat)
        {
            throw new SnapshotException($"The community snapshot has format {snapshot.FormatVersion}; this version reads format {CommunitySnapshot.CurrentFormat}.");
        }

        Require(snapshot.Id.Length > 0, "it has no id");
        Require(snapshot.Community.Length > 0, "it names no community");
        Require(Enum.IsDefined(snapshot.Ranking), "its ranking is unknown");
        Require(DateOnly.TryParseExact(snapshot.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "its date is not written as yyyy-MM-dd");
        CheckPackages(snapshot.Packages);
        CheckRules(snapshot);
    }

    private static void CheckPackages(IReadOnlyList<CommunityPackage> packages)
    {
        var seen = new bool[packages.Count + 1];
        var highest = 0;
        var ranked = 0;
        string? before = null;
        foreach (var package in packages)
        {
            Require(package is { Id.Length: > 0, Version: not null }, "a package has no id or version");
            Require(before is null || string.CompareOrdinal(before, package.Id) < 0, $"the packages are not in order at {package.Id}");
            Require(string.Equals(package.Id, package.Id.ToLowerInvariant(), StringComparison.Ordinal), $"{package.Id} is not lower-case");
            before = package.Id;
            if (package.Rank is { } rank)
            {
                Require(rank >= 1 && rank <= packages.Count && !seen[rank], $"the rank of {package.Id} is impossible or given twice");
                seen[rank] = true;
                highest = Math.Max(highest, rank);
                ranked++;
            }
        }

        Require(highest == ranked, "the ranks have gaps");
    }

    private static void CheckRules(CommunitySnapshot snapshot)
    {
        var count = snapshot.Packages.Count;
        var ranked = Tiers.Ranked(snapshot.Packages);
        string? before = null;
        foreach (var rule in snapshot.Rules)
        {
            Require(rule is { Id.Length: > 0, ConditionHash: not null, Packages: not null, Counts: not null }, "the figures of a rule are not complete");
            Require(before is null || string.CompareOrdinal(before, rule.Id) < 0, $"the rules are not in order at {rule.Id}");
            before = rule.Id;
            Require(rule.Packages.Length == PackageSet.LengthFor(count), $"the set of {rule.Id} is not of {count} packages");
            Require(count % 8 == 0 || rule.Packages[^1] >> (count % 8) == 0, $"the set of {rule.Id} has more than {count} packages");
            Require(rule.Counts == Tiers.Count(rule.Packages, snapshot.Packages, ranked), $"the counts of {rule.Id} are not those of its set");
        }
    }

    private static void Require([DoesNotReturnIf(false)] bool holds, string defect)
    {
        if (!holds)
        {
            throw new SnapshotException($"The community snapshot is broken: {defect}.");
        }
    }
}
