using System.Diagnostics;
using System.Globalization;
using Assay.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Isolation;

/// <summary>How a child process ended.</summary>
public enum IsolatedEnd
{
    /// <summary>Its result is whole.</summary>
    Completed,
    /// <summary>It ended with another code than 0: of memory, by a crash, by its own decision.</summary>
    Failed,
    /// <summary>It was killed because it took too long.</summary>
    TimedOut,
    /// <summary>It was killed because its result became too large.</summary>
    TooMuchOutput,
}

/// <summary>What a child process gave.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Output">Its result; not whole unless <see cref="IsolatedEnd.Completed"/>.</param>
/// <param name="ExitCode">Its exit code; null when it was killed.</param>
public sealed record IsolatedResult(IsolatedEnd End, ReadOnlyMemory<byte> Output, int? ExitCode);

/// <summary>Runs what reads files of strangers in a child process with limits of time, memory and output, without the server's environment. Thread-safe.</summary>
public sealed class IsolatedRun(IOptions<PortalOptions> options)
{
    /// <summary>Runs a program of <see cref="IsolatedPrograms"/>.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="time">When it is killed.</param>
    /// <param name="outputBytes">Bytes of the largest result.</param>
    /// <param name="cancellation">Kills it too.</param>
    public async Task<IsolatedResult> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan time, int outputBytes, CancellationToken cancellation)
    {
        using var process = Process.Start(Describe(program, arguments, time)) ?? throw new InvalidOperationException("The child process did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        try
        {
            // What it says on standard error is of no use and must not fill the pipe.
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, limit.Token);
            var output = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (await process.StandardOutput.BaseStream.ReadAsync(buffer, limit.Token) is > 0 and var length)
            {
                if (output.Length + length > outputBytes)
                {
                    return new IsolatedResult(IsolatedEnd.TooMuchOutput, Written(output), null);
                }

                output.Write(buffer, 0, length);
            }

            await errors;
            await process.WaitForExitAsync(limit.Token);
            return new IsolatedResult(process.ExitCode == 0 ? IsolatedEnd.Completed : IsolatedEnd.Failed, Written(output), process.ExitCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new IsolatedResult(IsolatedEnd.TimedOut, ReadOnlyMemory<byte>.Empty, null);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo Describe(string program, IReadOnlyList<string> arguments, TimeSpan time)
    {
        var start = new ProcessStartInfo(DotnetHost(), [typeof(IsolatedRun).Assembly.Location, "isolated", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Clear();
        start.Environment["DOTNET_GCHeapHardLimit"] = options.Value.AnalysisBytes.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        // Several threads may compile and collect at once; what is beyond has lost the clock of the server.
        start.Environment[ChildLimits.SecondsVariable] = Math.Ceiling((time.TotalSeconds * 2) + 10).ToString("0", CultureInfo.InvariantCulture);
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root)
        {
            start.Environment["DOTNET_ROOT"] = root;
        }

        return start;
    }

    // The runtime that runs this process: https://learn.microsoft.com/dotnet/core/tools/dotnet-environment-variables, DOTNET_HOST_PATH.
    private static string DotnetHost()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var beside = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }

    private static ReadOnlyMemory<byte> Written(MemoryStream output) => output.GetBuffer().AsMemory(0, (int)output.Length);
}
