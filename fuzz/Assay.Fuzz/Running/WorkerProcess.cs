using System.Diagnostics;
using System.Globalization;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Running;

/// <summary>Runs a target for a time in child processes, and starts another one where one ends: by a crash, or because it does not come back from an input.</summary>
/// <param name="program">The program to start, instrumented or not.</param>
/// <param name="target">The target.</param>
/// <param name="options">What the user asked for.</param>
internal sealed class WorkerProcess(string program, FuzzTarget target, FuzzOptions options)
{
    // For what waits instead of working.
    private static readonly TimeSpan HangWait = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private const int SignatureLines = 400;

    private readonly TargetResult _result = new(target.Name);

    /// <summary>Runs for a time; findings of one cause are told once.</summary>
    public TargetResult Run(TimeSpan time, CancellationToken cancellation)
    {
        var spent = TimeSpan.Zero;
        var executions = 0L;
        for (var start = 0; spent < time && executions < options.Executions && !cancellation.IsCancellationRequested; start++)
        {
            var begin = Stopwatch.GetTimestamp();
            var last = RunOnce(new WorkerTask(target.Name, options.Seed + start, time - spent, options.Executions - executions, NewFile(), options.Keep), cancellation);
            executions += last.Executions;
            // Making the seeds does not count, unless the process ended over an input: it may do so each time.
            spent += start == 0 && last.Executions > 0 && _result.Findings.Count == 0 ? TimeSpan.FromSeconds(Math.Max(last.Seconds, 1)) : Stopwatch.GetElapsedTime(begin);
        }

        return _result;
    }

    private WorkerReport RunOnce(WorkerTask task, CancellationToken cancellation)
    {
        using var current = CurrentInput.Open(task.Current, target.LongestInput);
        using var process = Process.Start(StartInfo(task)) ?? throw new InvalidOperationException("The worker did not start.");
        var last = new WorkerReport(0, 0, 0, 0, 0, null);
        var errors = new Queue<string>();
        process.OutputDataReceived += (_, line) => last = line.Data is { } text && WorkerReport.Of(text) is { } report ? Take(report) : last;
        process.ErrorDataReceived += (_, line) => Remember(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var hang = Watch(process, current, cancellation);
        process.WaitForExit();
        if (hang is not null)
        {
            _result.Add(hang with { Seed = task.Seed });
        }
        else if (process.ExitCode != 0 && !cancellation.IsCancellationRequested)
        {
            _result.Add(Ended(process.ExitCode, errors, current) with { Seed = task.Seed, Execution = current.Execution });
        }

        _result.Complete(last, Math.Max(last.Executions, current.Execution));
        File.Delete(task.Current);
        return last with { Executions = Math.Max(last.Executions, current.Execution) };
    }

    private WorkerReport Take(WorkerReport report)
    {
        if (report.Finding is { } finding)
        {
            _result.Add(finding);
        }

        _result.Progress(report);
        return report;
    }

    private Finding? Watch(Process process, CurrentInput current, CancellationToken cancellation)
    {
        var (execution, since, worked) = (0L, Stopwatch.GetTimestamp(), TimeSpan.Zero);
        while (!process.WaitForExit(Look))
        {
            if (cancellation.IsCancellationRequested)
            {
                process.Kill();
                return null;
            }

            var now = current.Execution;
            if (now == 0 || now != execution)
            {
                (execution, since, worked) = (now, Stopwatch.GetTimestamp(), Worked(process));
            }
            else if (Worked(process) - worked > options.HangTime || Stopwatch.GetElapsedTime(since) > HangWait)
            {
                var input = current.Read();
                process.Kill();
                return new Finding(target.Name, FindingKind.Hang, "hang", string.Create(CultureInfo.InvariantCulture, $"{input.Length} bytes were not read in {options.HangTime.TotalSeconds} seconds."), input) { Execution = now };
            }
        }

        return null;
    }

    private static TimeSpan Worked(Process process)
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended meanwhile.
            return TimeSpan.Zero;
        }
    }

    // The runtime writes where the stack was before it ends a process.
    private Finding Ended(int code, Queue<string> errors, CurrentInput current)
    {
        lock (errors)
        {
            var method = errors.Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("at Assay.", StringComparison.Ordinal));
            var first = errors.FirstOrDefault(line => line.Length > 0) ?? "";
            return new Finding(target.Name, FindingKind.ProcessEnded, $"{first} {method?.Split('(')[0]}".Trim(), $"The process ended with code {code}.\n{string.Join('\n', errors.Take(40))}", current.Read());
        }
    }

    private static void Remember(Queue<string> errors, string? line)
    {
        lock (errors)
        {
            if (line is not null && errors.Count < SignatureLines)
            {
                errors.Enqueue(line);
            }
        }
    }

    private ProcessStartInfo StartInfo(WorkerTask task)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // The apphost is left out: the host of this process starts the copy.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet")
        {
            info.FileName = "dotnet";
        }

        foreach (var argument in (string[])["exec", program, "work", task.Target, "--seed", Text(task.Seed), "--seconds", Text(task.Time.TotalSeconds), "--executions", Text(task.Executions), "--current", task.Current, .. task.Keep is null ? [] : (string[])["--keep", task.Keep]])
        {
            info.ArgumentList.Add(argument);
        }

        // Nothing that is read needs a gigabyte; more is an exception instead of a machine without memory.
        info.Environment["DOTNET_GCHeapHardLimit"] = "0x40000000";
        info.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        info.Environment["DOTNET_TieredPGO"] = "0";
        return info;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string NewFile() => Path.Combine(Path.GetTempPath(), "assay-fuzz-" + Guid.NewGuid().ToString("N"));
}
