using Assay.Model;

namespace Assay.Community;

/// <summary>Puts comparisons into sentences that name figures and population.</summary>
internal static class ComparisonSentence
{
    /// <summary><c>None of 292 packages of nuget-sample (2026-11-22) does both: opens a socket that waits for incoming connections, and reads passwords that browsers keep.</c></summary>
    public static string Of(BehaviorCombination combination, IReadOnlyList<Behavior> behaviors, SnapshotInfo snapshot)
    {
        var community = combination.Community;
        var what = behaviors.Count == 2 ? "both" : $"all {behaviors.Count} of these";
        var leftOut = combination.LeftOut.Count switch
        {
            0 => "",
            1 => " One more behavior is left out: its rule changed since.",
            var count => $" {PrevalenceSentence.Number(count)} more behaviors are left out: their rules changed since.",
        };
        return $"{Share(community, PrevalenceSentence.Packages(community.Of), $"of {PrevalenceSentence.Name(snapshot)}")}{Tier(combination)} {(community.Count < 2 ? "does" : "do")} {what}: {List(behaviors)}.{leftOut}";
    }

    /// <summary><c>None of 212 packages tagged 'json' in nuget-sample (2026-11-22) does this: opens a socket that waits for incoming connections.</c></summary>
    public static string Of(Behavior behavior, string kind, PrevalenceTier among, SnapshotInfo snapshot)
    {
        var name = kind[(kind.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var packages = $"{PrevalenceSentence.Number(among.Of)} packages {(kind.StartsWith(SetNames.Tag, StringComparison.Ordinal) ? $"tagged '{name}'" : $"that depend on {name}")}";
        return $"{Share(among, packages, $"in {PrevalenceSentence.Name(snapshot)}")} {(among.Count < 2 ? "does" : "do")} this: {Phrase(behavior)}.";
    }

    private static string Share(PrevalenceTier figures, string packages, string place) => figures.Count switch
    {
        0 => $"None of {packages} {place}",
        1 => $"One of {packages} {place}",
        _ => $"{PrevalenceSentence.Number(figures.Count)} of {packages} ({PrevalenceSentence.Percent(figures)}) {place}",
    };

    // The largest tier that there is; of nothing in the community nothing is in a tier.
    private static string Tier(BehaviorCombination combination)
    {
        (PrevalenceTier? Tier, string Name)[] tiers = [(combination.Top10k, "Top 10,000"), (combination.Top1k, "Top 1,000"), (combination.Top100, "Top 100")];
        var (tier, name) = tiers.FirstOrDefault(tier => tier.Tier is not null);
        return tier is null || combination.Community.Count == 0 ? "" : $", {(tier.Count == 0 ? "none" : PrevalenceSentence.Number(tier.Count))} of its {name},";
    }

    private static string List(IReadOnlyList<Behavior> behaviors) =>
        behaviors.Count == 2 ? $"{Phrase(behaviors[0])}, and {Phrase(behaviors[1])}" : string.Join("; ", behaviors.Select(Phrase));

    // Titles are sentences that begin with a verb.
    private static string Phrase(Behavior behavior)
    {
        var title = behavior.Title.TrimEnd('.');
        return title.Length > 1 && char.IsUpper(title[0]) && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
    }
}
