using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Assay.Cli;

/// <summary>The server, which is a program of its own beside this one: a scan loads nothing of it.</summary>
internal static class PortalProgram
{
    /// <summary>The variable that names another copy of it.</summary>
    public const string Variable = "ASSAY_WEB";

    private const string FileName = "assay-web.dll";

    /// <summary>Finds it: the one that is named, in the folder of this program, or where the build has put it. Null when it is nowhere.</summary>
    public static string? Find(Host host) => host.Variable(Variable) is { Length: > 0 } named
        ? File.Exists(named) ? Path.GetFullPath(named) : throw new CommandFailedException(ExitCode.Usage, $"{Variable} names {named}, which is no file.")
        : Places().FirstOrDefault(File.Exists);

    /// <summary>Runs it until it ends; its exit code. It ends with this program, however that ends.</summary>
    public static async Task<int> RunAsync(string program, IEnumerable<string> arguments, bool isServer, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotnetHost(), [program, .. arguments]) { UseShellExecute = false, RedirectStandardInput = isServer };
        if (isServer)
        {
            start.Environment["ASSAY_LIFELINE"] = "1";
        }

        using var process = Process.Start(start) ?? throw new CommandFailedException(ExitCode.InternalError, "The server did not start.");
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // It lets go of what it has in hand and ends by itself, as Ctrl+C asks both.
            if (isServer)
            {
                process.StandardInput.Close();
            }

            await process.WaitForExitAsync(CancellationToken.None);
        }

        return process.ExitCode;
    }

    private static string[] Places()
    {
        var folder = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return
        [
            Path.Combine(folder, FileName),
            // artifacts/bin/Assay.Cli/debug => artifacts/bin/Assay.Web/debug
            Path.Combine(folder, "..", "..", "Assay.Web", Path.GetFileName(folder), FileName),
        ];
    }

    // The runtime that runs this process, where it belongs to an installation; else the one that is found by its name.
    private static string DotnetHost()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
