using System.Runtime.CompilerServices;
using Assay.Model;
using Assay.Packages;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>Writes the report of a check: standard output and the files of <c>-o</c>.</summary>
internal static class CheckOutputs
{
    public static void Write(CheckReport report, CheckRequest request, Host host)
    {
        foreach (var output in request.Scan.Outputs)
        {
            WriteFile(report, output);
        }

        try
        {
            if (request.Format is { } format)
            {
                format.Write(report, host.Output);
                host.Output.Flush();
            }
            else
            {
                WriteConsole(report, request, host);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, "the report cannot be written: " + AtomicFile.Reason(failure));
        }
    }

    private static void WriteFile(CheckReport report, OutputRequest output)
    {
        try
        {
            using var file = new AtomicFile(output.Path);
            ReportFormats.Find(output.Format)!.Write(report, file.Content);
            file.Commit();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{output.Path} cannot be written: {AtomicFile.Reason(failure)}");
        }
    }

    // A method of its own, so that Spectre.Console is loaded only when something is shown.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteConsole(CheckReport report, CheckRequest request, Host host)
    {
        using var output = host.OpenOutput();
        CheckConsole.Write(report, host.OpenConsole(output, request.Scan.NoColor, host.OutputIsTerminal), new CheckConsoleOptions(request.Scan.All, request.Scan.Quiet));
    }
}
