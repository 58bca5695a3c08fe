using Assay.Reports;

namespace Assay.Cli;

/// <summary>Says on standard error why a package has no report.</summary>
internal sealed class MessageOutput(Host host) : IReportOutput
{
    public void Add(ScanOutcome outcome)
    {
        if (outcome.Unreadable is { } reason)
        {
            host.Say($"assay: {TerminalText.Encode(outcome.Location.DisplayName)}: cannot be read: {TerminalText.EncodeProse(reason)}");
        }
        else if (outcome.Failure is { } failure)
        {
            host.Say($"{CommandLine.InternalError(failure, host)}, while {TerminalText.Encode(outcome.Location.DisplayName)} was scanned");
        }
    }

    public void Complete()
    {
    }

    public void Dispose()
    {
    }
}
