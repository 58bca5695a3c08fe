using System.Runtime.CompilerServices;
using Assay.Model;
using Assay.Packages;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Cli;

/// <summary>One run of <c>assay diff</c>: rules and settings, the two packages, the comparison, exit code, in this order.</summary>
internal sealed class DiffRun(DiffRequest request, Host host)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        ReportOutputs.Check(request.Scan.Outputs);
        if (request.Scan.Outputs.FirstOrDefault(output => output.IsFolder) is { } folder)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{folder.Path}: a comparison is one file, and this is a folder");
        }

        var setup = ScanSetup.Prepare(request.Scan, host);
        var subjects = await DiffSubjects.ResolveAsync(request.Scan, host, cancellation);
        var comparison = Compare(setup, subjects, cancellation);
        foreach (var output in request.Scan.Outputs)
        {
            WriteFile(comparison, output);
        }

        WriteOutput(comparison);
        return CodeOf(comparison);
    }

    private VersionComparison Compare(ScanSetup setup, DiffSubjects subjects, CancellationToken cancellation)
    {
        try
        {
            return host.Engine.CreateComparer(setup.Options with { PublicMembers = true })(subjects.Before.Open(setup.Options.Limits), subjects.After.Open(setup.Options.Limits), cancellation);
        }
        catch (Exception unreadable) when (unreadable is PackageSourceException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Incomplete, unreadable.Message);
        }
    }

    // What decides against a package outweighs what was not read, because that is what callers gate on.
    private int CodeOf(VersionComparison comparison) => request.ExitZero ? ExitCode.Success
        : request.FailOn.Holds(comparison) ? ExitCode.Failed
        : comparison.Changes.Comparability.Status != ComparabilityStatus.Complete || comparison.After.Verdict == VerdictStatus.Unknown ? ExitCode.Incomplete
        : ExitCode.Success;

    private static void WriteFile(VersionComparison comparison, OutputRequest output)
    {
        try
        {
            using var file = new AtomicFile(output.Path);
            Write(comparison, output.Format, file.Content);
            file.Commit();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, "the comparison cannot be written: " + AtomicFile.Reason(failure));
        }
    }

    private void WriteOutput(VersionComparison comparison)
    {
        if (request.Scan.Quiet && request.Format == "console")
        {
            using var line = host.OpenOutput();
            var (before, after) = (comparison.Before, comparison.After);
            line.WriteLine(TerminalText.Encode($"{Word(before.Verdict)} -> {Word(after.Verdict)} {before.Id} {before.Version} -> {after.Id} {after.Version}: {comparison.Changes.Behaviors.New.Count} new behaviors, {comparison.Changes.Issues.New.Count} new issues, {comparison.Changes.Surfaces.Count} new surfaces, {comparison.Changes.Hosts.NewTotal} new hosts, {comparison.Changes.Dependencies.Added.Count} new dependencies{(comparison.Changes.Comparability.Status == ComparabilityStatus.Complete ? "" : ", not comparable in full")}"));
        }
        else if (request.Format == "console")
        {
            WriteConsole(comparison);
        }
        else
        {
            Write(comparison, request.Format, host.Output);
            host.Output.Flush();
        }
    }

    // A method of its own, so that Spectre.Console is loaded only when something is shown.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteConsole(VersionComparison comparison)
    {
        using var output = host.OpenOutput();
        DifferenceReport.Write(comparison, host.OpenConsole(output, request.Scan.NoColor, host.OutputIsTerminal), new ConsoleReportOptions { All = request.Scan.All });
    }

    private static void Write(VersionComparison comparison, string format, Stream output)
    {
        switch (format)
        {
            case "json":
                JsonReport.Write(comparison, output);
                break;
            case "html":
                HtmlDifference.Write(comparison, output);
                break;
            default:
                MarkdownDifference.Write(comparison, output);
                break;
        }
    }

    private static string Word(VerdictStatus status) => ReportNamingPolicy.Instance.ConvertName(status.ToString());
}
