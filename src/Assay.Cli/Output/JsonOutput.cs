using Assay.Reports;

namespace Assay.Cli;

/// <summary>Writes JSON to a stream: an object when one package is scanned, an array when several are.</summary>
internal sealed class JsonOutput(Stream output, int packages) : IReportOutput
{
    private readonly JsonReportArray? _array = packages > 1 ? new JsonReportArray(output) : null;

    public void Add(ScanOutcome outcome)
    {
        if (outcome.Report is not { } report)
        {
            return;
        }

        if (_array is not null)
        {
            _array.Add(report);
        }
        else
        {
            JsonReport.Write(report, output);
        }

        output.Flush();
    }

    public void Complete()
    {
        _array?.Dispose();
        output.Flush();
    }

    public void Dispose()
    {
    }
}
