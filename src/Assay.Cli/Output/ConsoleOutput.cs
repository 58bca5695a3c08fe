using Assay.Reports;
using Spectre.Console;

namespace Assay.Cli;

/// <summary>Shows reports on standard output: in full for one package or with <c>--all</c>, else one line each.</summary>
internal sealed class ConsoleOutput : IReportOutput
{
    private readonly ScanRequest _request;
    private readonly bool _isMany;
    private readonly StreamWriter _output;
    private readonly StringWriter? _held;
    private readonly IAnsiConsole _console;
    private readonly SummaryReport _summary;

    public ConsoleOutput(ScanRequest request, int packages, Host host)
    {
        _request = request;
        _isMany = packages > 1;
        _output = host.OpenOutput();

        // A progress bar redraws the lines below the cursor: results for the same terminal wait until it is gone.
        _held = host.OutputIsTerminal && ScanProgress.IsShown(request, packages, host) ? new StringWriter() : null;
        _console = host.OpenConsole(_held is null ? _output : _held, request.NoColor, host.OutputIsTerminal);
        _summary = new SummaryReport(_console, brief: request.Quiet);
    }

    public void Add(ScanOutcome outcome)
    {
        if (outcome.Report is not { } report)
        {
            _summary.AddUnreadable(outcome.Location.DisplayName, outcome.Unreadable ?? "An internal error stopped the scan.");
        }
        else if (_request.Quiet || (_isMany && !_request.All))
        {
            _summary.Add(report);
        }
        else
        {
            _summary.Count(report.Verdict.Status);
            ConsoleReport.Write(report, _console, new ConsoleReportOptions { All = _request.All });
            if (_isMany)
            {
                _console.WriteLine();
            }
        }

        _output.Flush();
    }

    public void Complete()
    {
        _summary.WriteLines();
        if (_isMany && !_request.Quiet)
        {
            _summary.WriteTotals();
        }
    }

    public void Dispose()
    {
        if (_held is not null)
        {
            _output.Write(_held.ToString());
            _held.Dispose();
        }

        _output.Dispose();
    }
}
