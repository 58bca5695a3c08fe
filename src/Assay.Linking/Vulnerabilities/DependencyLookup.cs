using Assay.Linking.Components;
using Assay.Model;

namespace Assay.Linking.Vulnerabilities;

/// <summary>Tells the lowest version that each declared dependency allows, and what is known of it.</summary>
internal static class DependencyLookup
{
    private const int MaximumLookedUp = 2_000;

    /// <summary>Gives the dependencies as they are declared.</summary>
    /// <param name="manifest">The manifest; null for loose files.</param>
    /// <param name="community">Community of the package.</param>
    /// <param name="lookup">Null when there is no database.</param>
    public static IReadOnlyList<ReportedDependency> Of(PackageManifest? manifest, string? community, AdvisoryLookup? lookup)
    {
        var declared = manifest?.Dependencies ?? [];
        var dependencies = new List<ReportedDependency>(declared.Count);
        var seen = new Dictionary<(string Id, string Lowest), IReadOnlyList<string>>();
        foreach (var dependency in declared)
        {
            var reported = new ReportedDependency(dependency.Id, dependency.Range, dependency.Framework, dependency.Kind);
            if (dependency.Kind == "package" && Lowest(dependency.Range) is { } version)
            {
                reported = reported with { Lowest = version.ToString() };
                if (lookup is not null && community is not null && dependencies.Count < MaximumLookedUp)
                {
                    var key = (dependency.Id.ToLowerInvariant(), reported.Lowest);
                    if (!seen.TryGetValue(key, out var ids))
                    {
                        var affected = new AffectedComponent("", dependency.Id, reported.Lowest, [], VulnerabilityStage.ByPackage, ComponentVersion.Certain);
                        ids = [.. VulnerabilityOrder.Sort(lookup.Find(community, dependency.Id, [version], affected, [])).Select(item => item.Id).Take(ReportedDependency.VulnerabilityLimit)];
                        seen.Add(key, ids);
                    }

                    reported = reported with { Vulnerabilities = ids };
                }
            }

            dependencies.Add(reported);
        }

        return dependencies;
    }

    // Of a floating range a client takes the highest version; above an open border nobody knows which is the first.
    private static PackageVersion? Lowest(string? range) => range is not null && !range.Contains('*', StringComparison.Ordinal) && VersionRange.Parse(range) is { IncludesLowest: true, Lowest: { } lowest } ? lowest : null;
}
