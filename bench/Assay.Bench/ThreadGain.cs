using System.Diagnostics;
using Assay.Model;
using Assay.Rules;
using Assay.Scan;
using Assay.Signatures;

namespace Assay.Bench;

/// <summary>What a second thread gains: packages in a second with two threads against one, for the floor and for the scan, in one run.</summary>
internal static class ThreadGain
{
    private const int Rounds = 3;

    public static void Measure(IReadOnlyList<string> files, RulePack rules)
    {
        var scanner = new Scanner(new ScanOptions { Rules = rules, ToolVersion = "bench", Identity = EmbeddedLists.Load(), Signatures = SignatureSettings.Off });
        Action<string> floor = file => Floor.Read(File.ReadAllBytes(file));
        Action<string> scan = file => scanner.Scan(new PackageFile(Path.GetFileName(file), file, File.ReadAllBytes(file)));
        Run(files, floor, 1);
        Run(files, scan, 1);
        for (var round = 0; round < Rounds; round++)
        {
            var ofFloor = Gain(files, floor, "floor");
            var ofScan = Gain(files, scan, "scan");
            Console.WriteLine($"gain of the scan to that of the floor: {ofScan / ofFloor:F2}");
        }
    }

    private static double Gain(IReadOnlyList<string> files, Action<string> read, string name)
    {
        var one = Run(files, read, 1);
        var two = Run(files, read, 2);
        Console.WriteLine($"{name,-6} one thread {one.TotalSeconds,6:F2} s, two threads {two.TotalSeconds,6:F2} s, gain {one / two:F2}");
        return one / two;
    }

    private static TimeSpan Run(IReadOnlyList<string> files, Action<string> read, int threads)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(files, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = threads }, read);
        return clock.Elapsed;
    }
}
