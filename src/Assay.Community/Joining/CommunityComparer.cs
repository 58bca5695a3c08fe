using Assay.Model;

namespace Assay.Community;

/// <summary>Finds what tells a package from the others of a snapshot: its unusual behaviors together, and one behavior among packages of its kind.</summary>
internal sealed class CommunityComparer(CommunitySnapshot snapshot) : ICommunityComparer
{
    private const int MostTogether = 4;
    private const int LeastPackages = 200;
    private const int MostKinds = 64;

    // 2 % of a kind, as for the label Common of a community.
    private const long CommonIsOneOf = 50;

    private readonly SnapshotInfo _info = snapshot.Describe();

    public CommunityComparison? Compare(PackageProfile package)
    {
        if (package.Community != snapshot.Community || snapshot.Packages.Count < LeastPackages)
        {
            return null;
        }

        var self = package.Id is null ? -1 : snapshot.Packages.IndexOf(package.Id.ToLowerInvariant());
        var (together, apart) = (Together(package, self), Apart(package, self));
        return together is null && apart is null ? null : new CommunityComparison(together, apart);
    }

    private BehaviorCombination? Together(PackageProfile package, int self)
    {
        var unusual = Unusual(package.Behaviors);
        Behavior[] chosen =
        [
            .. unusual.Where(behavior => behavior.Prevalence.Status == PrevalenceStatus.Known)
                .OrderBy(behavior => behavior.Prevalence.LargestShare() ?? behavior.Prevalence.Community!.Share)
                .ThenBy(behavior => behavior.Id, StringComparer.Ordinal)
                .Take(MostTogether),
        ];
        if (chosen.Length < 2)
        {
            return null;
        }

        var set = chosen.Select(behavior => snapshot.Rule(behavior.Id)!.Packages).Aggregate((left, right) => left.And(right));
        var combination = new BehaviorCombination
        {
            Behaviors = [.. chosen.Select(behavior => behavior.Id)],
            LeftOut = [.. unusual.Where(behavior => behavior.Prevalence.Status == PrevalenceStatus.RuleChanged).Select(behavior => behavior.Id).Order(StringComparer.Ordinal)],
            Sentence = "",
            Top100 = In(Tiers.Top100),
            Top1k = In(Tiers.Top1k),
            Top10k = In(Tiers.Top10k),
            Community = Others(set, PackageSet.All(snapshot.Packages.Count), self),
        };
        return combination with { Sentence = ComparisonSentence.Of(combination, chosen, _info) };

        PrevalenceTier? In(int size) => snapshot.Packages.Tier(size) is { } tier ? Others(set, tier, self) : null;
    }

    // What a person should look at; else what at least is not common.
    private static Behavior[] Unusual(IReadOnlyList<Behavior> behaviors)
    {
        Behavior[] suspicious = [.. behaviors.Where(behavior => behavior.Risk >= Risk.Suspicious)];
        return suspicious.Length > 0 ? suspicious
            : [.. behaviors.Where(behavior => behavior.Risk == Risk.Notable && (behavior.Prevalence.Status == PrevalenceStatus.RuleChanged || behavior.Prevalence.Label is not (null or "Common")))];
    }

    // Of the kinds with enough packages the smallest says most; of a tag the packages are alike more than of a dependency.
    private DistinguishingBehavior? Apart(PackageProfile package, int self)
    {
        var kind = Kind(SetNames.Tag, package.Tags.SelectMany(tag => tag.Split(' ', StringSplitOptions.RemoveEmptyEntries)), self) ?? Kind(SetNames.DependsOn, package.Dependencies, self);
        if (kind is null)
        {
            return null;
        }

        var rarest = package.Behaviors
            .Where(behavior => behavior.Prevalence.Status == PrevalenceStatus.Known)
            .Select(behavior => (Behavior: behavior, Among: Others(snapshot.Rule(behavior.Id)!.Packages, kind.Packages, self)))
            .OrderBy(entry => entry.Among.Share)
            .ThenByDescending(entry => entry.Behavior.Risk)
            .ThenBy(entry => entry.Behavior.Prevalence.Community!.Share)
            .ThenBy(entry => entry.Behavior.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        return rarest.Behavior is null || rarest.Among.Count * CommonIsOneOf >= rarest.Among.Of
            ? null
            : new DistinguishingBehavior(rarest.Behavior.Id, kind.Name, rarest.Among, ComparisonSentence.Of(rarest.Behavior, kind.Name, rarest.Among, _info));
    }

    private NamedSet? Kind(string prefix, IEnumerable<string> texts, int self) =>
        texts.Take(MostKinds).Select(text => snapshot.Set(prefix + text.ToLowerInvariant()))
            .OfType<NamedSet>()
            .Where(set => set.Count >= SnapshotExport.LeastPackagesOfSet + (self >= 0 ? 1 : 0))
            .OrderBy(set => set.Count)
            .ThenBy(set => set.Name, StringComparer.Ordinal)
            .FirstOrDefault();

    private static PrevalenceTier Others(PackageSet set, PackageSet population, int self)
    {
        var isMember = population.Contains(self);
        return PrevalenceLookup.Figures(set.CountWith(population) - (isMember && set.Contains(self) ? 1 : 0), population.Count() - (isMember ? 1 : 0));
    }
}
