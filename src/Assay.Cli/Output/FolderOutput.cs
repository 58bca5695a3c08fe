using Assay.Model;
using Assay.Packages;

namespace Assay.Cli;

/// <summary>Writes each report to a file of its own in a folder.</summary>
internal sealed class FolderOutput(string folder, string extension, Action<PackageReport, Stream> write) : IReportOutput
{
    private readonly ReportFileNames _names = new();

    public void Add(ScanOutcome outcome)
    {
        if (outcome.Report is not { } report)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        using var file = new AtomicFile(Path.Combine(folder, _names.Next(report.Package.Id, report.Package.Version, report.Package.Sha256) + extension));
        write(report, file.Content);
        file.Commit();
    }

    public void Complete() => Directory.CreateDirectory(folder);

    public void Dispose()
    {
    }
}
