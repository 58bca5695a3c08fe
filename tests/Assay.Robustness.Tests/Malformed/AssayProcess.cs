using System.Diagnostics;
using System.Globalization;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Malformed;

/// <summary>Runs the program as a process of its own: what crashes, hangs or grows there is its alone.</summary>
internal static class AssayProcess
{
    /// <summary>Where the program lies: beside the tests, which reference it.</summary>
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "assay.dll");

    /// <summary>Runs one command line in a folder that holds nothing but what the program needs: its working, home, temporary and data folders.</summary>
    /// <param name="home">The folder, which has to be there.</param>
    /// <param name="patience">After this the process is killed.</param>
    /// <param name="cancellation">Kills the process.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<ProcessOutcome> RunAsync(string home, TimeSpan patience, CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(DotnetCommand.Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), [Program, .. arguments])
        {
            WorkingDirectory = home,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASSAY", StringComparison.OrdinalIgnoreCase) || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("XDG_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var name in (string[])["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TMP", "TEMP", "ASSAY_DATA"])
        {
            start.Environment[name] = home;
        }

        // The runtime's own pipe for debuggers lies in the temporary folder while the process lives.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_ROOT"] = DotnetCommand.Root;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(patience);
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(ended.Token);
            var error = process.StandardError.ReadToEndAsync(ended.Token);
            var used = WatchAsync(process, ended.Token);
            await process.WaitForExitAsync(ended.Token);
            var (peak, time) = await used;
            return new ProcessOutcome(process.ExitCode, await output, await error, time, peak);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new ProcessOutcome(null, "", $"The process did not end within {patience}.", patience, 0);
        }
    }

    // Both only grow: what is read last is what was used, but for the last moments.
    private static async Task<(long Peak, TimeSpan Time)> WatchAsync(Process process, CancellationToken cancellation)
    {
        var (peak, time) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            peak = Math.Max(peak, HighWaterMark(process.Id));
            try
            {
                time = process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                // It has ended since it was asked.
                break;
            }

            await Task.Delay(10, cancellation);
        }

        return (peak, time);
    }

    private static long HighWaterMark(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line["VmHWM:".Length..^"kB".Length], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended, or this is no Linux.
            return 0;
        }
    }
}

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code; null when it had to be killed.</param>
/// <param name="Output">What it wrote for other programs.</param>
/// <param name="Error">What it wrote for people.</param>
/// <param name="Time">Of the processor: a busy machine makes a process wait, not work.</param>
/// <param name="PeakBytes">The most memory that it held; 0 where that is not known.</param>
internal sealed record ProcessOutcome(int? ExitCode, string Output, string Error, TimeSpan Time, long PeakBytes);
