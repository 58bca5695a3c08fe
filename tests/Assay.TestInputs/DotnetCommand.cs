using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Assay.TestInputs;

/// <summary>Runs the <c>dotnet</c> of the SDK that this test runs on, in a folder with packages and answers of its own.</summary>
public sealed class DotnetCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Where it lies: shared/Microsoft.NETCore.App/10.0.x below it is where this test runs from.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Says where an SDK was looked for and is not; null when there is one.</summary>
    public static string? Missing => Directory.Exists(Path.Combine(Root, "sdk")) ? null : $"There is no .NET SDK in {Root}.";

    /// <summary>Where commands run.</summary>
    public required string Folder { get; init; }

    /// <summary>The global packages folder; <c>packages</c> in <see cref="Folder"/> when not given.</summary>
    public string? Packages { get; init; }

    /// <summary>More variables of the environment.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Runs one command; gives its exit code and everything that it wrote.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test host was started with is not for another program.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase) || name is "CI").ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_ROOT"] = Root;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        start.Environment["NO_PROXY"] = "127.0.0.1";

        // Neither packages nor answers of an earlier run may stand in for a server.
        start.Environment["NUGET_PACKAGES"] = Packages ?? Path.Combine(Folder, "packages");
        start.Environment["NUGET_HTTP_CACHE_PATH"] = Path.Combine(Folder, "answers");
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
