using Assay.Community;
using Assay.Community.Building;
using Assay.Community.Index;
using Assay.Model;
using Assay.Packages;

namespace Assay.Bench;

/// <summary>What a build costs that has a twentieth of its packages to read, beside the one that read the others: both in one process, on one thread.</summary>
internal static class IncrementalCost
{
    private const int Every = 20;

    public static async Task MeasureAsync(string[] files, RulePack rules)
    {
        var folder = Directory.CreateTempSubdirectory("assay-bench-").FullName;
        try
        {
            var path = Path.Combine(folder, "index.db");
            var options = new CommunityBuildOptions { Rules = rules, Name = "bench", Date = new DateOnly(2026, 11, 27), Parallel = 1 };
            PackageLocation[] all = [.. files.Select(file => new PackageLocation(Path.GetFileName(file), file, new FileInfo(file).Length))];
            var first = await BuildAsync(path, [.. all.Index().Where(entry => entry.Index % Every != Every / 2).Select(entry => entry.Item)], options);
            var second = await BuildAsync(path, all, options);
            var third = await BuildAsync(path, all, options);
            Console.WriteLine($"CPU seconds, one thread: {first.Read} packages {first.Cpu.TotalSeconds:F2}, {second.Read} more {second.Cpu.TotalSeconds:F2} ({second.Cpu / first.Cpu:P1}), {third.Read} more {third.Cpu.TotalSeconds:F2} ({third.Cpu / first.Cpu:P1})");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(TimeSpan Cpu, int Read)> BuildAsync(string path, PackageLocation[] packages, CommunityBuildOptions options)
    {
        var before = Environment.CpuUsage.TotalTime;
        using var database = IndexDatabase.Open(path);
        var run = new BuildRun(database, IndexDatabase.Open(path), options, null);
        await run.TakeInAsync([new FolderSource("bench", packages, options, allVersions: true)], default);
        PrevalenceStore.Renew(database, PrevalenceScope.Usual, options.Date);
        return (Environment.CpuUsage.TotalTime - before, run.Read);
    }
}
