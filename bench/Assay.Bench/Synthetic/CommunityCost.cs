using System.Diagnostics;
using Assay.Community;
using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Scan;

namespace Assay.Bench;

/// <summary>Tells what counting, asking and exporting a community index costs.</summary>
internal static class CommunityCost
{
    private const int Repetitions = 20;
    private static readonly DateOnly Day = new(2026, 11, 27);
    private static readonly string[] Queries =
    [
        "behavior:opens-listening-socket and not tier:top1k", "behavior:starts-process first-seen:>2026-10", "behavior:starts-process tag:ar", "category:network verdict:review", "id:*json* risk:suspicious", "id:ar* rank:<5000",
    ];

    public static void Measure(string path)
    {
        var pack = EmbeddedRules.Load();
        using var database = IndexDatabase.Open(path);
        Count(database, new PrevalenceScope(PopulationKind.Listed, VersionScope.Any));
        Count(database, PrevalenceScope.Usual);
        Peak("after counting");
        foreach (var query in Queries)
        {
            Ask(database, query, pack);
        }

        Peak("after queries");
        var snapshot = Path.ChangeExtension(path, ".json");
        Export(database, snapshot);
        Load(snapshot, pack);
    }

    private static void Count(IndexDatabase database, PrevalenceScope scope)
    {
        foreach (var table in (string[])["package_set WHERE snapshot IN (SELECT id FROM prevalence_snapshot", "prevalence WHERE snapshot IN (SELECT id FROM prevalence_snapshot", "prevalence_snapshot WHERE id IN (SELECT id FROM prevalence_snapshot"])
        {
            database.Execute($"DELETE FROM {table} WHERE population = $p AND versions = $v)", ("$p", scope.PopulationText), ("$v", scope.VersionsText));
        }

        var stored = (StoredPrevalence?)null;
        Time($"count and store {scope.Population}, {scope.Versions}", () => stored = PrevalenceStore.Renew(database, scope, Day));
        Console.WriteLine($"  {stored!.Packages:N0} packages, {database.Scalar("SELECT COUNT(*) FROM package_set"):N0} sets of {database.Scalar("SELECT SUM(LENGTH(members)) FROM package_set"):N0} bytes in the index");
    }

    private static void Ask(IndexDatabase database, string query, RulePack pack)
    {
        var answer = (QueryAnswer?)null;
        var times = new List<double>();
        for (var i = 0; i < Repetitions; i++)
        {
            // New every time: nothing is kept from one query to the next.
            var clock = Stopwatch.StartNew();
            answer = CommunityQuery.Parse(query).Ask(StoredPrevalence.Newest(database, PrevalenceScope.Usual)!, "synthetic", pack);
            _ = answer.Packages().Take(20).Count();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"query {query}: {answer!.Count:N0} packages, best {times[0]:F1} ms, median {times[Repetitions / 2]:F1} ms, worst {times[^1]:F1} ms");
    }

    private static void Export(IndexDatabase database, string path) => Time("export a snapshot", () =>
    {
        using var stream = File.Create(path);
        SnapshotJson.Write(SnapshotExport.Of(StoredPrevalence.Newest(database, PrevalenceScope.Usual)!, "synthetic"), stream);
    });

    private static void Load(string path, RulePack pack)
    {
        Console.WriteLine($"  {new FileInfo(path).Length:N0} bytes");
        LookUp("sample", EmbeddedSnapshot.Load, pack);
        LookUp("exported", () => SnapshotJson.Read(File.ReadAllBytes(path)), pack);
    }

    // What a scan asks: the figures of every rule that holds for a package, and how it compares.
    private static void LookUp(string name, Func<CommunitySnapshot> load, RulePack pack)
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var snapshot = (CommunitySnapshot?)null;
        Time($"load {name}", () => snapshot = load());
        var lookup = new PrevalenceLookup(snapshot!);
        var rules = pack.Behaviors.Where(rule => snapshot!.Rule(rule.Id)?.Counts.Community > 0).Take(60).ToArray();
        var packages = Enumerable.Range(0, 200).Select(number => snapshot!.Packages.Name((int)((long)number * snapshot.Packages.Count / 200))).ToArray();
        string[] tags = [.. snapshot!.Sets.Select(set => set.Name).Where(set => set.StartsWith("tag:", StringComparison.Ordinal)).Take(8).Select(set => set[4..])];
        Time("  first package, 60 findings", () => Report(lookup, rules, tags, packages[0]));
        var clock = Stopwatch.StartNew();
        foreach (var package in packages)
        {
            Report(lookup, rules, tags, package);
        }

        Console.WriteLine($"  every other package: {clock.Elapsed.TotalMilliseconds / packages.Length:F3} ms; {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:F1} MB kept");
        GC.KeepAlive(lookup);
    }

    private static void Report(PrevalenceLookup lookup, BehaviorRule[] rules, string[] tags, string package) =>
        lookup.Compare(new PackageProfile(package, lookup.Snapshot.Community, tags, [], [.. rules.Select(rule => new Behavior
        {
            Id = rule.Id, Title = rule.Title, Category = rule.Category, Risk = rule.Risk, Count = 1, Surfaces = [], Evidence = [], EvidenceTotal = 1, Prevalence = lookup.Of(rule, package, lookup.Snapshot.Community),
        })]));

    private static void Time(string what, Action action)
    {
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        action();
        Console.WriteLine($"{what}: {clock.Elapsed.TotalSeconds:F3} s, {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:F3} s of CPU");
    }

    private static void Peak(string when) => Console.WriteLine($"peak memory {when}: {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000:N0} MB");
}
