using Assay.Model;

namespace Assay.Rules;

/// <summary>Makes prevalence a key to sort by.</summary>
internal static class Rarity
{
    /// <summary>Small for what is rare; what has no figures, or too few packages behind them, comes after everything that has.</summary>
    public static double Of(Prevalence prevalence) => prevalence.LargestShare() ?? double.PositiveInfinity;
}
