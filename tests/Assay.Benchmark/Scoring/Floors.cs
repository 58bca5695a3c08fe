namespace Assay.Benchmark.Scoring;

/// <summary>The least that each figure must reach: what was reached is kept.</summary>
internal static class Floors
{
    /// <summary>Share by the name of the measure.</summary>
    public static IReadOnlyDictionary<string, double> Shares { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["recall"] = 0,
        ["verdicts"] = 0,
        ["behaviors"] = 0,
        ["behaviors with file, member and surface"] = 0,
        ["issues"] = 0,
        ["twins and hard negatives"] = 0,
        ["mutations"] = 0,
    };

    /// <summary>Lists the measures that lie below their floor.</summary>
    public static IReadOnlyList<Measure> Missed(IReadOnlyList<Measure> measures) => [.. measures.Where(measure => measure.Share < Shares[measure.Name])];
}
