namespace Assay.Benchmark.Scoring;

/// <summary>The least that each figure must reach: what was reached is kept.</summary>
internal static class Floors
{
    /// <summary>Share by the name of the measure.</summary>
    public static IReadOnlyDictionary<string, double> Shares { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["recall"] = 0.33,
        ["verdicts"] = 0.51,
        ["behaviors"] = 0.66,
        ["behaviors with file, member and surface"] = 0.62,
        ["issues"] = 0.27,
        ["twins and hard negatives"] = 1.00,
        ["mutations"] = 0.34,
    };

    /// <summary>Lists the measures that lie below their floor.</summary>
    public static IReadOnlyList<Measure> Missed(IReadOnlyList<Measure> measures) => [.. measures.Where(measure => measure.Share < Shares[measure.Name])];
}
