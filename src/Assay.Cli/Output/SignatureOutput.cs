using Assay.Reports;
using Spectre.Console;

namespace Assay.Cli;

/// <summary>Shows signatures on standard output: in full for one input or with <c>--all</c>, else one line each.</summary>
internal sealed class SignatureOutput : IReportOutput
{
    private readonly ScanRequest _request;
    private readonly bool _isMany;
    private readonly StreamWriter _output;
    private readonly StringWriter? _held;
    private readonly IAnsiConsole _console;
    private readonly Dictionary<SignatureOutcome, int> _totals = [];

    public SignatureOutput(ScanRequest request, int packages, Host host)
    {
        _request = request;
        _isMany = packages > 1;
        _output = host.OpenOutput();

        // A progress bar redraws the lines below the cursor: results for the same terminal wait until it is gone.
        _held = host.OutputIsTerminal && ScanProgress.IsShown(request, packages, host) ? new StringWriter() : null;
        _console = host.OpenConsole(_held is null ? _output : _held, request.NoColor, host.OutputIsTerminal);
    }

    public void Add(ScanOutcome outcome)
    {
        if (outcome.Report is not { } report)
        {
            return;
        }

        var signatures = SignatureReport.Of(report);
        _totals[signatures.Outcome] = _totals.GetValueOrDefault(signatures.Outcome) + 1;
        if (_request.Quiet || (_isMany && !_request.All))
        {
            SignatureReportText.WriteLine(signatures, _console, _request.Quiet);
        }
        else
        {
            SignatureReportText.Write(report, signatures, _console, _request.All);
            if (_isMany)
            {
                _console.WriteLine();
            }
        }

        _output.Flush();
    }

    public void Complete()
    {
        if (_isMany && !_request.Quiet && _totals.Count > 0)
        {
            SignatureReportText.WriteTotals(_totals, _console);
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
