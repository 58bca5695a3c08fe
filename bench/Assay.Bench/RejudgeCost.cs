using System.Diagnostics;
using System.Globalization;
using Assay.Community;
using Assay.Community.Building;
using Assay.Community.Index;
using Assay.Model;
using Assay.Packages;

namespace Assay.Bench;

/// <summary>What it costs to judge an index anew when one rule has changed: for a sample of the rules, one after the other, on one thread.</summary>
internal static class RejudgeCost
{
    public static async Task MeasureAsync(string[] files, RulePack rules, int every)
    {
        var folder = Directory.CreateTempSubdirectory("assay-bench-").FullName;
        try
        {
            var path = Path.Combine(folder, "index.db");
            using var database = IndexDatabase.Open(path);
            var options = new CommunityBuildOptions { Rules = rules, Name = "bench", Date = new DateOnly(2026, 11, 27), Parallel = 1 };
            var clock = Stopwatch.StartNew();
            await new BuildRun(database, IndexDatabase.Open(path), options, null).TakeInAsync([new FolderSource("bench", [.. files.Select(file => new PackageLocation(Path.GetFileName(file), file, new FileInfo(file).Length))], options, allVersions: true)], default);
            var versions = (long)database.Scalar("SELECT COUNT(*) FROM finding")!;
            Console.WriteLine($"{files.Length} packages read in {clock.Elapsed.TotalSeconds:F1} s, {versions} versions judged");

            var scanner = VersionReader.CreateScanner(options);
            using var writer = new IndexWriter(database);
            var pack = rules;
            var costs = new List<(double Milliseconds, int Looked, string Rule)>();
            Rule[] all = [.. rules.Behaviors, .. rules.Policies];
            foreach (var (number, rule) in all.Index().Where(entry => entry.Index % every == 0))
            {
                pack = Changed(pack, rule.Id);
                writer.Register(pack, options.Date);
                writer.Commit();
                RejudgeResult result = null!;
                var time = Cpu.Time(() => result = new Rejudging(database, writer, options with { Rules = pack }, scanner).Run(null, default));
                costs.Add((time.TotalMilliseconds / versions, result.Looked, rule.Id));
                if (result is not { Rules: 1, Changed: 0, Missed: 0 })
                {
                    Console.WriteLine($"{rule.Id}: {result}");
                }
            }

            costs.Sort();
            Console.WriteLine($"{costs.Count} rules changed one by one; CPU milliseconds for each version of the index: median {costs[costs.Count / 2].Milliseconds:F3}, p90 {costs[costs.Count * 9 / 10].Milliseconds:F3}, largest {costs[^1].Milliseconds:F3} ({costs[^1].Rule})");
            Console.WriteLine($"versions looked at: median {costs.Select(cost => cost.Looked).Order().ElementAt(costs.Count / 2)}, p90 {costs.Select(cost => cost.Looked).Order().ElementAt(costs.Count * 9 / 10)} of {versions}");
            foreach (var (milliseconds, looked, rule) in costs.TakeLast(10))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds,8:F3} {looked,6} {rule}"));
            }

            foreach (var (table, column) in (ReadOnlySpan<(string, string)>)[("content", "facts"), ("package_facts", "facts"), ("version_terms", "terms"), ("term_segment", "data"), ("finding", "rules")])
            {
                Console.WriteLine($"{table}: {database.Scalar($"SELECT COUNT(*) FROM {table}")} rows, {database.Scalar($"SELECT SUM(LENGTH({column})) FROM {table}")} bytes");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RulePack Changed(RulePack pack, string id) => pack with
    {
        Behaviors = [.. pack.Behaviors.Select(rule => rule.Id == id ? rule with { ConditionHash = "changed" } : rule)],
        Policies = [.. pack.Policies.Select(rule => rule.Id == id ? rule with { ConditionHash = "changed" } : rule)],
    };
}
