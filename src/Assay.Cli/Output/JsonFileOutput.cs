using Assay.Packages;
namespace Assay.Cli;

/// <summary>Writes all reports of a run to one file.</summary>
internal sealed class JsonFileOutput : IReportOutput
{
    private readonly AtomicFile _file;
    private readonly JsonOutput _json;
    private bool _hasReport;

    public JsonFileOutput(string path, int packages, ReportView view)
    {
        _file = new AtomicFile(path);
        _json = new JsonOutput(_file.Content, packages, view);
        _hasReport = packages > 1;
    }

    public void Add(ScanOutcome outcome)
    {
        _hasReport |= outcome.Report is not null;
        _json.Add(outcome);
    }

    // An empty file is no report: when the only package could not be read, none is written.
    public void Complete()
    {
        _json.Complete();
        if (_hasReport)
        {
            _file.Commit();
        }
    }

    public void Dispose() => _file.Dispose();
}
