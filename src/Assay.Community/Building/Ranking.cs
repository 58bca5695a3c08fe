namespace Assay.Community;

/// <summary>Ranks packages from 1; equal ones by id.</summary>
internal static class Ranking
{
    /// <summary>Ranks the packages whose downloads are known.</summary>
    public static IReadOnlyDictionary<string, int> ByDownloads(IEnumerable<CommunityReading> readings, IReadOnlyDictionary<string, long> downloads) =>
        Rank(readings.Where(reading => downloads.ContainsKey(reading.Id)), id => downloads[id]);

    /// <summary>Ranks all packages by how many others of the population depend on them.</summary>
    public static IReadOnlyDictionary<string, int> ByDependents(IReadOnlyList<CommunityReading> readings)
    {
        var dependents = readings
            .SelectMany(reading => reading.Dependencies.Where(id => !string.Equals(id, reading.Id, StringComparison.Ordinal)))
            .CountBy(id => id, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return Rank(readings, id => dependents.GetValueOrDefault(id));
    }

    private static Dictionary<string, int> Rank(IEnumerable<CommunityReading> readings, Func<string, long> measure) =>
        readings.Select(reading => reading.Id)
            .OrderByDescending(measure)
            .ThenBy(id => id, StringComparer.Ordinal)
            .Index()
            .ToDictionary(entry => entry.Item, entry => entry.Index + 1, StringComparer.Ordinal);
}
