using Assay.Packages;
using Assay.Reports.Html;

namespace Assay.Cli;

/// <summary>Writes the report of the only package of a run to a file; without a report an older file stays.</summary>
internal sealed class HtmlFileOutput(string path) : IReportOutput
{
    public void Add(ScanOutcome outcome)
    {
        if (outcome.Report is { } report)
        {
            using var file = new AtomicFile(path);
            HtmlReport.Write(report, file.Content);
            file.Commit();
        }
    }

    public void Complete()
    {
    }

    public void Dispose()
    {
    }
}
