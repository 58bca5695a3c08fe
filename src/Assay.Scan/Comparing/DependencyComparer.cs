using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>Compares declared dependencies over all frameworks together.</summary>
internal static class DependencyComparer
{
    public static DependencyChanges Compare(PackageReport before, PackageReport after)
    {
        var (earlier, later) = (Read(before), Read(after));
        return new DependencyChanges(
            [.. later.Where(entry => !earlier.ContainsKey(entry.Key)).Select(entry => entry.Value)],
            [.. earlier.Where(entry => !later.ContainsKey(entry.Key)).Select(entry => entry.Value with { Before = entry.Value.After, After = [] })],
            [.. later.Where(entry => earlier.TryGetValue(entry.Key, out var known) && !known.After.SequenceEqual(entry.Value.After, StringComparer.Ordinal)).Select(entry => entry.Value with { Before = earlier[entry.Key].After })]);
    }

    private static SortedDictionary<string, DependencyChange> Read(PackageReport report) => new(
        report.Dependencies.GroupBy(dependency => dependency.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => new DependencyChange(
            group.First().Id, group.First().Kind, [], [.. group.Select(dependency => dependency.Range is { Length: > 0 } range ? range : "any").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]), StringComparer.OrdinalIgnoreCase),
        StringComparer.OrdinalIgnoreCase);
}
