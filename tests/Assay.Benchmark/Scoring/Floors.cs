namespace Assay.Benchmark.Scoring;

/// <summary>The least that each figure must reach: what was reached is kept.</summary>
internal static class Floors
{
    /// <summary>Share by the name of the measure.</summary>
    public static IReadOnlyDictionary<string, double> Shares { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["recall"] = 0.90,
        ["verdicts"] = 0.90,
        ["behaviors"] = 0.93,
        ["behaviors with file, member and surface"] = 0.91,
        ["issues"] = 0.86,
        ["twins and hard negatives"] = 0.96,
        ["mutations"] = 0.82,
    };

    /// <summary>Lists the measures that lie below their floor.</summary>
    public static IReadOnlyList<Measure> Missed(IReadOnlyList<Measure> measures) => [.. measures.Where(measure => measure.Share < Shares[measure.Name])];
}
