using System.Diagnostics;
using Assay.Community;
using Assay.Community.Index;

namespace Assay.Bench;

/// <summary>Tells what counting a community index costs.</summary>
internal static class CommunityCost
{
    private static readonly DateOnly Day = new(2026, 11, 27);

    public static void Measure(string path)
    {
        using var database = IndexDatabase.Open(path);
        foreach (var scope in (PrevalenceScope[])[PrevalenceScope.Usual, new PrevalenceScope(PopulationKind.Listed, VersionScope.Any)])
        {
            database.Execute("DELETE FROM package_set");
            database.Execute("DELETE FROM prevalence");
            database.Execute("DELETE FROM prevalence_snapshot");
            var clock = Stopwatch.StartNew();
            var count = PrevalenceCounter.Count(database, scope, Day);
            var counted = clock.Elapsed;
            var stored = PrevalenceStore.Renew(database, scope, Day);
            Console.WriteLine($"{scope.Population}, {scope.Versions}: {stored.Packages:N0} packages counted in {counted.TotalSeconds:F2} s, counted and stored in {(clock.Elapsed - counted).TotalSeconds:F2} s; {count.Rules.Count} rules, {count.Sets.Count:N0} other sets of {count.Sets.Sum(set => set.Bytes.Length):N0} bytes, sets of rules {count.Rules.Sum(rule => PackageSetFormat.Write(rule.Packages).Length):N0} bytes");
        }

        Console.WriteLine($"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000:N0} MB");
    }
}
