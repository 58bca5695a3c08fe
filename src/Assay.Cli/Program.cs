using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Assay.Cli;

/// <summary>The entry point.</summary>
internal static class Program
{
    /// <summary>The version as the report names it, without build metadata.</summary>
    public static string Version { get; } = (typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];

    private static int Main(string[] args)
    {
        using var output = Console.OpenStandardOutput();

        // Answered before anything of the parser is loaded: start-up is most of the time that this takes.
        if (IsVersion(args))
        {
            WriteVersion(output);
            return ExitCode.Success;
        }

        var start = args.Contains(ScanCommand.Timings, StringComparer.Ordinal) ? ProgramStart.Read() : null;
        using var error = Console.OpenStandardError();
        return Run(args, output, error, start);
    }

    /// <summary>Runs one command line against the given streams; used by <see cref="Main"/> and by tests.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args, Stream output, Stream error, Host? host = null, CancellationToken cancellation = default)
    {
        if (IsVersion(args))
        {
            WriteVersion(output);
            return Task.FromResult(ExitCode.Success);
        }

        return CommandLine.RunAsync(args, (host ?? new Host()) with { Output = output, Error = error }, cancellation);
    }

    private static bool IsVersion(IReadOnlyList<string> args) => args.Count == 1 && args[0] == "--version";

    private static void WriteVersion(Stream output) => output.Write(Encoding.UTF8.GetBytes(Version + Environment.NewLine));

    // Kept apart so that the types it needs are not loaded for --version.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string[] args, Stream output, Stream error, ProgramStart? start)
    {
        using var end = new EndRequests();
        return end.CodeOf(RunAsync(args, new ResultStream(output), error, Host.OfProcess() with { Start = start }, end.Token).GetAwaiter().GetResult());
    }
}
