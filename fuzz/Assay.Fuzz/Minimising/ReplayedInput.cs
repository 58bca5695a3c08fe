using System.Diagnostics;

namespace Assay.Fuzz.Minimising;

/// <summary>Reads an input in a child process that may end by it.</summary>
internal static class ReplayedInput
{
    /// <summary>Begins what is said of an input that ended the process.</summary>
    public const string Ended = "ended ";

    private const int Patience = 60_000;

    /// <summary>Names what happened; null when the input was read.</summary>
    public static string? Run(string target, string file)
    {
        var info = new ProcessStartInfo("dotnet", ["exec", typeof(ReplayedInput).Assembly.Location, "replay", target, file]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        info.Environment["DOTNET_GCHeapHardLimit"] = "0x40000000";
        info.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            return Ended + "never";
        }

        return process.ExitCode switch
        {
            0 => null,
            1 => output.Result.Split('\n').ElementAtOrDefault(0)?.Split(": ", 2).ElementAtOrDefault(1),
            _ => Ended + errors.Result.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("at Assay.", StringComparison.Ordinal))?.Split('(')[0],
        };
    }
}
