using Assay.Model;
using Assay.Packages;
using Assay.Reports;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>Writes all reports of a run as one document when the run is over; without any report an older file stays.</summary>
internal sealed class FormatOutput(ReportFormat format, FailCondition failOn, Func<Stream> open, Action<Stream> close, Action dispose) : IReportOutput
{
    private readonly List<CheckedPackage> _packages = [];
    private PackageReport? _first;

    /// <summary>Writes to a file.</summary>
    public static FormatOutput ToFile(ReportFormat format, FailCondition failOn, string path)
    {
        AtomicFile? file = null;
        return new FormatOutput(format, failOn, () => (file = new AtomicFile(path)).Content, _ => file!.Commit(),
            () => file?.Dispose());
    }

    /// <summary>Writes to standard output.</summary>
    public static FormatOutput ToStream(ReportFormat format, FailCondition failOn, Stream output) => new(format, failOn, () => output, static stream => stream.Flush(), static () => { });

    public void Add(ScanOutcome outcome)
    {
        if (outcome.Report is { } report)
        {
            // What else a report holds is not kept: a run may be of thousands of packages.
            _first ??= report with { Issues = [], Behaviors = [], Files = [], Components = [], Signatures = [], Dependencies = [] };
            _packages.Add(CheckedPackage.Of(report) with { Failing = failOn.Holds(report) });
        }
        else
        {
            _packages.Add(CheckReports.Unreadable(outcome.Location.DisplayName, outcome.Unreadable ?? "An internal error stopped the scan."));
        }
    }

    public void Complete()
    {
        if (_first is { } first)
        {
            var output = open();
            format.Write(CheckReports.Of(first.Tool, first.Inputs, _packages), output);
            close(output);
        }
    }

    public void Dispose() => dispose();
}
