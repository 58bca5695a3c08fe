using System.Runtime.CompilerServices;
using Assay.Model;
using Assay.Packages;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>All outputs of a run: standard output, the files of <c>-o</c>, and messages about packages without a report.</summary>
internal sealed class ReportOutputs : IDisposable
{
    private readonly List<IReportOutput> _outputs = [];

    private ReportOutputs()
    {
    }

    /// <summary>Rejects paths that cannot be written before any work is done.</summary>
    public static void Check(IEnumerable<OutputRequest> requests)
    {
        // One folder may hold files of several formats: their names differ.
        var paths = new HashSet<(string Path, string? Extension)>();
        foreach (var request in requests)
        {
            var path = Path.GetFullPath(request.Path);
            if (!paths.Add((path, request.IsFolder ? request.Format : null)))
            {
                throw new CommandFailedException(ExitCode.Usage, $"{request.Path}: given twice with -o");
            }

            if (!request.IsFolder && !Directory.Exists(Path.GetDirectoryName(path)))
            {
                throw new CommandFailedException(ExitCode.Usage, $"{request.Path}: its folder does not exist");
            }
        }
    }

    /// <summary>Opens the outputs of a run.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="packages">How many packages there are.</param>
    /// <param name="host">The outside.</param>
    /// <param name="failOn">What makes the exit code 1, for documents that say so.</param>
    public static ReportOutputs Open(ScanRequest request, int packages, Host host, FailCondition? failOn = null)
    {
        failOn ??= FailCondition.Default;
        var outputs = new ReportOutputs();
        outputs._outputs.Add(new MessageOutput(host));
        foreach (var output in request.Outputs)
        {
            outputs._outputs.Add(Open(output, packages, request.View, failOn));
        }

        outputs._outputs.Add(request switch
        {
            { Json: true } => new JsonOutput(host.Output, packages, request.View),
            { Format: { } format } => FormatOutput.ToStream(format, failOn, host.Output),
            _ => OpenConsole(request, packages, host),
        });
        return outputs;
    }

    public void Add(ScanOutcome outcome) => Guard(output => output.Add(outcome));

    public void Complete() => Guard(output => output.Complete());

    public void Dispose()
    {
        foreach (var output in _outputs)
        {
            output.Dispose();
        }
    }

    // A method of its own, so that Spectre.Console is loaded only when something is shown.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IReportOutput OpenConsole(ScanRequest request, int packages, Host host) => request.View == ReportView.Signatures ? new SignatureOutput(request, packages, host) : new ConsoleOutput(request, packages, host);

    private static IReportOutput Open(OutputRequest request, int packages, ReportView view, FailCondition failOn) => (request.Format, request.IsFolder) switch
    {
        ("html", true) => new FolderOutput(request.Path, ".html", HtmlReport.Write),
        ("html", false) when packages == 1 => new HtmlFileOutput(request.Path),
        ("json", true) => new FolderOutput(request.Path, ".json", view == ReportView.Signatures ? static (report, output) => JsonReport.Write(SignatureReport.Of(report), output) : JsonReport.Write),
        ("json", false) => new JsonFileOutput(request.Path, packages, view),
        var (name, isFolder) => Open(ReportFormats.Find(name)!, isFolder, request.Path, failOn),
    };

    private static IReportOutput Open(ReportFormat format, bool isFolder, string path, FailCondition failOn) => isFolder
        ? new FolderOutput(path, format.Extension, (report, output) => format.Write(CheckReports.Of(report.Tool, report.Inputs, [CheckedPackage.Of(report) with { Failing = failOn.Holds(report) }]), output))
        : FormatOutput.ToFile(format, failOn, path);

    private void Guard(Action<IReportOutput> action)
    {
        foreach (var output in _outputs)
        {
            try
            {
                action(output);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException(ExitCode.Usage, "the report cannot be written: " + AtomicFile.Reason(failure));
            }
        }
    }
}
