using System.Diagnostics;
using System.Text;

namespace Assay.Differential.Tests.Readers;

/// <summary>Runs programs that read or write archives.</summary>
internal static class Program
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs one; gives its exit code and what it wrote. One that does not end is killed and fails the test.</summary>
    public static async Task<(int ExitCode, byte[] Output, string Errors)> RunAsync(string file, IReadOnlyList<string> arguments, string folder, CancellationToken cancellation, byte[]? input = null)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["UNZIP"] = "";
        start.Environment["ZIPOPT"] = "";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var process = Process.Start(start)!;
        try
        {
            var output = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await FeedAsync(process, input ?? [], patience.Token);
            await reading;
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, output.ToArray(), await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, name)));

    /// <summary>The last line that says something.</summary>
    public static string LastWords(byte[] output, string errors)
    {
        var lines = (errors + "\n" + Encoding.UTF8.GetString(output)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "no words" : lines[0];
    }

    private static async Task FeedAsync(Process process, byte[] input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended before it read everything: its exit code says why.
        }
    }
}
