using Assay.Model;

namespace Assay.Community;

/// <summary>Puts figures into one word, by the largest share over the tiers and the community.</summary>
internal static class PrevalenceLabel
{
    private const int PackagesForAnyLabel = 200;
    private const int PackagesForRare = 1_000;

    // 2 % and 0.25 %: one package of so many. Whole numbers, because rounded shares would move packages over the border.
    private const long CommonIsOneOf = 50;
    private const long UncommonIsOneOf = 400;

    public static string? Of(Prevalence figures)
    {
        PrevalenceTier[] tiers = [.. new[] { figures.Top100, figures.Top1k, figures.Top10k, figures.Community }.OfType<PrevalenceTier>()];
        var population = figures.Community?.Of ?? 0;
        return population < PackagesForAnyLabel ? null
            : tiers.All(tier => tier.Count == 0) ? "Not seen"
            : tiers.Any(tier => tier.Count * CommonIsOneOf >= tier.Of) ? "Common"
            : tiers.Any(tier => tier.Count * UncommonIsOneOf >= tier.Of) || population < PackagesForRare ? "Uncommon"
            : "Rare";
    }
}
