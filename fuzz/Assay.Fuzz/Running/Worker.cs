using System.Diagnostics;
using System.Security.Cryptography;
using Assay.Fuzz.Coverage;
using Assay.Fuzz.Seeds;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Running;

/// <summary>What a worker is asked to do.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Seed">Where chance begins.</param>
/// <param name="Time">How long.</param>
/// <param name="Executions">How many inputs at most.</param>
/// <param name="Current">The mapped file for the input.</param>
/// <param name="Keep">Folder that takes the inputs which reached something new, and gives those of an earlier run; null for none.</param>
internal sealed record WorkerTask(string Target, int Seed, TimeSpan Time, long Executions, string Current, string? Keep);

/// <summary>Runs one target in this process, on a thread with a small stack: what recurses with its input ends the process, and the one that started it says so.</summary>
internal static class Worker
{
    /// <summary>What threads have on Windows. Frames of instrumented code without optimisation are larger than those that users run: there is room to spare for them.</summary>
    public const int StackSize = 1024 * 1024;

    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    public static int Run(WorkerTask task, TextWriter output)
    {
        InstrumentedProgram.Open();
        var target = FuzzTargets.Find(task.Target)!;
        var seeds = SeedFiles.Of(target, task.Keep);
        OnSmallStack(() => Run(task, target, seeds, output));
        return 0;
    }

    /// <summary>Runs something where the stack is small.</summary>
    public static void OnSmallStack(Action work)
    {
        var thread = new Thread(() => work(), StackSize);
        thread.Start();
        thread.Join();
    }

    private static void Run(WorkerTask task, FuzzTarget target, IReadOnlyList<byte[]> seeds, TextWriter output)
    {
        using var current = CurrentInput.Open(task.Current, target.LongestInput);
        var loop = new FuzzLoop(target, seeds, task.Seed, current);
        var said = new HashSet<string>(StringComparer.Ordinal);
        var start = Stopwatch.GetTimestamp();
        var reported = TimeSpan.Zero;
        while (loop.Executions < task.Executions && Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < task.Time)
        {
            var finding = loop.Step();
            if (loop.IsNew && task.Keep is not null)
            {
                Keep(task, loop.Input);
            }

            var isNew = finding is not null && said.Add(finding.Signature);
            if (isNew || elapsed - reported > ReportEvery)
            {
                Report(isNew ? finding : null);
                reported = elapsed;
            }
        }

        Report(null);

        void Report(Finding? finding)
        {
            output.WriteLine(new WorkerReport(loop.Executions, loop.Coverage.Branches, loop.Coverage.Features, loop.Queue.Count, Stopwatch.GetElapsedTime(start).TotalSeconds, finding).ToLine());
            output.Flush();
        }
    }

    private static void Keep(WorkerTask task, byte[] input)
    {
        var folder = Path.Combine(task.Keep!, task.Target);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]), input);
    }
}
