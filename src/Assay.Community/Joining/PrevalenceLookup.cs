using Assay.Model;

namespace Assay.Community;

/// <summary>Joins the figures of a snapshot to findings. Thread-safe.</summary>
public sealed class PrevalenceLookup(CommunitySnapshot snapshot) : IPrevalence, ICommunityComparer
{
    private readonly CommunityComparer _comparer = new(snapshot);

    // Every finding of a package asks for its place.
    private volatile Place? _last;

    /// <inheritdoc/>
    public SnapshotInfo Snapshot { get; } = snapshot.Describe();

    /// <inheritdoc/>
    public Prevalence Of(Rule rule, string? packageId, string? community)
    {
        if (!string.Equals(community, snapshot.Community, StringComparison.Ordinal))
        {
            return Unknown(PrevalenceStatus.OtherCommunity, $"No prevalence information: {PrevalenceSentence.Name(Snapshot)} is a snapshot of {snapshot.Community}, and this is {(community is null ? "no package of a community" : "a package of " + community)}.");
        }

        if (snapshot.Rule(rule.Id) is not { } figures)
        {
            return Unknown(PrevalenceStatus.RuleChanged, $"No prevalence information: the rule is not in {PrevalenceSentence.Name(Snapshot)}.");
        }

        if (!string.Equals(rule.ConditionHash, figures.ConditionHash, StringComparison.Ordinal))
        {
            return Unknown(PrevalenceStatus.RuleChanged, $"No prevalence information: the rule changed since {PrevalenceSentence.Name(Snapshot)}.");
        }

        return Known(rule, figures, packageId is null ? -1 : Find(packageId));
    }

    /// <inheritdoc/>
    public CommunityComparison? Compare(PackageProfile package) => _comparer.Compare(package);

    private Prevalence Known(Rule rule, RuleFigures figures, int self)
    {
        var hasFinding = self >= 0 && figures.Packages.Contains(self);
        var rank = self >= 0 ? snapshot.Packages.Rank(self) : null;
        var counts = figures.Counts;
        var prevalence = new Prevalence(PrevalenceStatus.Known, null, "",
            Tier(counts.Top100, Tiers.Top100), Tier(counts.Top1k, Tiers.Top1k), Tier(counts.Top10k, Tiers.Top10k), Without(counts.Community, snapshot.Packages.Count, self >= 0));
        prevalence = prevalence with { Label = PrevalenceLabel.Of(prevalence) };
        return prevalence with { Sentence = PrevalenceSentence.Of(prevalence, rule, Snapshot) };

        PrevalenceTier? Tier(int? count, int size) => count is { } known ? Without(known, size, rank <= size) : null;

        // A package says nothing about how usual its own findings are elsewhere.
        PrevalenceTier Without(int count, int of, bool isMember)
        {
            count -= isMember && hasFinding ? 1 : 0;
            of -= isMember ? 1 : 0;
            return Figures(count, of);
        }
    }

    private int Find(string id)
    {
        if (_last is not { } last || !string.Equals(last.Id, id, StringComparison.Ordinal))
        {
            _last = last = new Place(id, snapshot.Packages.IndexOf(id.ToLowerInvariant()));
        }

        return last.Index;
    }

    internal static PrevalenceTier Figures(int count, int of) => new(count, of, of == 0 ? 0 : Math.Round((double)count / of, 6));

    private static Prevalence Unknown(PrevalenceStatus status, string sentence) => new(status, null, sentence, null, null, null, null);

    private sealed record Place(string Id, int Index);
}
