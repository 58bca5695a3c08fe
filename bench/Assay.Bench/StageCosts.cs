using System.Diagnostics;
using Assay.Cli;
using Assay.Model;
using Assay.Reports;
using Assay.Rules;
using Assay.Scan;
using Assay.Signatures;

namespace Assay.Bench;

/// <summary>What the stages of a scan cost over a corpus, on one thread, when the code is compiled already.</summary>
internal static class StageCosts
{
    public static void Measure(IReadOnlyList<string> files, RulePack rules)
    {
        var options = new ScanOptions { Rules = rules, ToolVersion = "bench", Identity = EmbeddedLists.Load(), Signatures = SignatureSettings.Off };
        Run(files, options);

        using var clock = new StageClock(ThreadReadings.Read);
        var before = ThreadReadings.ReadRun(TimeSpan.Zero);
        var start = Stopwatch.GetTimestamp();
        Run(files, options with { Stages = clock });
        StageTable.Write(clock, ThreadReadings.ReadRun(Stopwatch.GetElapsedTime(start)) - before, Console.Out);
    }

    private static void Run(IReadOnlyList<string> files, ScanOptions options)
    {
        var scanner = new Scanner(options);
        foreach (var file in files)
        {
            scanner.Scan(Read(file, options.Stages));
        }
    }

    private static PackageFile Read(string file, StageClock? stages)
    {
        using var stage = (stages?.OfThread).Measure(Stage.Read);
        return new PackageFile(Path.GetFileName(file), file, File.ReadAllBytes(file));
    }
}
