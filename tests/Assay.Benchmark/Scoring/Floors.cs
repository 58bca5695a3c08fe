namespace Assay.Benchmark.Scoring;

/// <summary>The least that each figure must reach: what was reached is kept.</summary>
internal static class Floors
{
    /// <summary>Share by the name of the measure.</summary>
    public static IReadOnlyDictionary<string, double> Shares { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["recall"] = 1.00,
        ["verdicts"] = 1.00,
        ["behaviors"] = 0.97,
        ["behaviors with file, member and surface"] = 0.97,
        ["issues"] = 0.98,
        ["twins and hard negatives"] = 0.98,
        ["mutations"] = 0.92,
    };

    /// <summary>Lists the measures that lie below their floor.</summary>
    public static IReadOnlyList<Measure> Missed(IReadOnlyList<Measure> measures) => [.. measures.Where(measure => measure.Share < Shares[measure.Name])];
}
