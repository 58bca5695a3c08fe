using Assay.Model;

namespace Assay.Community;

/// <summary>Joins counted figures to rules.</summary>
public static class CountedPrevalence
{
    /// <summary>Says how usual the finding of a rule is.</summary>
    /// <param name="rule">The rule as it is today.</param>
    /// <param name="figures">The condition and figures that were counted; null when the rule was not.</param>
    /// <param name="packages">Packages of the population.</param>
    /// <param name="snapshot">Names the population.</param>
    public static Prevalence Of(Rule rule, (string Condition, TierCounts Counts)? figures, int packages, SnapshotInfo snapshot)
    {
        if (figures is not var (condition, counts))
        {
            return Unknown($"No prevalence information: the rule is not in {PrevalenceSentence.Name(snapshot)}.");
        }

        if (!string.Equals(rule.ConditionHash, condition, StringComparison.Ordinal))
        {
            return Unknown($"No prevalence information: the rule changed since {PrevalenceSentence.Name(snapshot)}.");
        }

        var prevalence = new Prevalence(PrevalenceStatus.Known, null, "", Tier(counts.Top100, Tiers.Top100), Tier(counts.Top1k, Tiers.Top1k), Tier(counts.Top10k, Tiers.Top10k), PrevalenceLookup.Figures(counts.Community, packages));
        prevalence = prevalence with { Label = PrevalenceLabel.Of(prevalence) };
        return prevalence with { Sentence = PrevalenceSentence.Of(prevalence, rule, snapshot) };
    }

    private static PrevalenceTier? Tier(int? count, int size) => count is { } known ? PrevalenceLookup.Figures(known, size) : null;

    private static Prevalence Unknown(string sentence) => new(PrevalenceStatus.RuleChanged, null, sentence, null, null, null, null);
}
