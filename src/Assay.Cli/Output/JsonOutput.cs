using Assay.Reports;

namespace Assay.Cli;

/// <summary>Writes JSON to a stream: an object when one package is scanned, an array when several are.</summary>
internal sealed class JsonOutput(Stream output, int packages, ReportView view) : IReportOutput
{
    private readonly JsonReportArray? _array = packages > 1 ? new JsonReportArray(output) : null;

    public void Add(ScanOutcome outcome)
    {
        if (outcome.Report is not { } report)
        {
            return;
        }

        switch (_array, view)
        {
            case (null, ReportView.Signatures):
                JsonReport.Write(SignatureReport.Of(report), output);
                break;
            case (null, _):
                JsonReport.Write(report, output);
                break;
            case (var array, ReportView.Signatures):
                array.Add(SignatureReport.Of(report));
                break;
            case (var array, _):
                array.Add(report);
                break;
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
