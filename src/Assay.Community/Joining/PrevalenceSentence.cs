using System.Globalization;
using Assay.Model;

namespace Assay.Community;

/// <summary>Puts figures into a sentence that names their population.</summary>
internal static class PrevalenceSentence
{
    /// <summary><c>Common: 46 of 292 packages (15.8 %) of nuget-sample (2026-11-22) do this; 31 of its Top 100.</c></summary>
    public static string Of(Prevalence figures, Rule rule, SnapshotInfo snapshot)
    {
        var community = figures.Community!;
        var isIssue = rule is PolicyRule;
        var (one, many) = isIssue ? ("has this issue", "have this issue") : ("does this", "do this");
        var label = figures.Label is null ? "" : figures.Label + ": ";
        if (community.Count == 0)
        {
            return $"{label}none of {Packages(community.Of)} of {Name(snapshot)} {one}{Doubt(figures)}.";
        }

        var most = isIssue && figures.IsOfMost() ? " More than half of the community has it." : "";
        return $"{label}{Number(community.Count)} of {Packages(community.Of)} ({Percent(community)}) of {Name(snapshot)} {(community.Count == 1 ? one : many)}{TierText(figures)}{Doubt(figures)}.{most}";
    }

    public static string Name(SnapshotInfo snapshot) => $"{snapshot.Id} ({snapshot.Date})";

    private static string TierText(Prevalence figures)
    {
        (PrevalenceTier? Tier, string Name)[] tiers = [(figures.Top100, "Top 100"), (figures.Top1k, "Top 1,000"), (figures.Top10k, "Top 10,000")];
        string[] texts = [.. tiers.Where(tier => tier.Tier is not null).Select(tier => $"{(tier.Tier!.Count == 0 ? "none" : Number(tier.Tier.Count))} of its {tier.Name}")];
        return texts.Length == 0 ? "" : "; " + string.Join(", ", texts);
    }

    private static string Doubt(Prevalence figures) => figures.Label is null ? "; too few packages to call it common or rare" : "";

    internal static string Packages(int count) => Number(count) + (count == 1 ? " package" : " packages");

    internal static string Percent(PrevalenceTier tier) => tier.Share switch
    {
        >= 0.01 => string.Create(CultureInfo.InvariantCulture, $"{tier.Share * 100:0.0} %"),
        >= 0.0001 => string.Create(CultureInfo.InvariantCulture, $"{tier.Share * 100:0.00} %"),
        _ => "less than 0.01 %",
    };

    internal static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
