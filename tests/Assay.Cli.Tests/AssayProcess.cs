using System.Diagnostics;
using System.Text;

namespace Assay.Cli.Tests;

/// <summary>Runs the program in a process of its own: for signals, memory, and disks that are full.</summary>
internal static class AssayProcess
{
    // Generous: it tells a hang from work on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The program beside the tests.</summary>
    private static string Program { get; } = typeof(Cli.Program).Assembly.Location;

    /// <summary>Describes a run, which hears signals although the tests may run in the background; <paramref name="shell"/> comes before it, as <c>ulimit -f 10;</c>.</summary>
    public static ProcessStartInfo Describe(string shell, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? output = null)
    {
        var line = $"{shell} exec env --default-signal=INT,HUP dotnet {Quote(Program)} {string.Join(' ', arguments.Select(Quote))}{(output is null ? "" : " > " + output)}";
        var start = new ProcessStartInfo("/bin/sh", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start, Func<Process, Task>? meanwhile = null)
    {
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var output = ReadAsync(process.StandardOutput.BaseStream, limit.Token);
        var error = ReadAsync(process.StandardError.BaseStream, limit.Token);
        try
        {
            if (meanwhile is not null)
            {
                await meanwhile(process);
            }

            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Sends a signal by its name.</summary>
    public static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellation);
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
