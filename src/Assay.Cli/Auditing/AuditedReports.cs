using Assay.Model;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>The reports that an audit source is made from.</summary>
internal sealed record AuditedReports(IReadOnlyList<PackageReport> Packages, IReadOnlyList<CheckReport> Checks)
{
    /// <summary>How many packages were reported on.</summary>
    public int Total => Packages.Count + Checks.Sum(check => check.Packages.Count);

    /// <summary>The newest day that a report speaks of; the first day there is when none tells.</summary>
    public string Date => Packages.Select(report => report.Inputs.AsOf).Concat(Checks.Select(check => check.Inputs.AsOf)).Max(StringComparer.Ordinal) ?? "2000-01-01";

    public static AuditedReports Read(IReadOnlyList<string> paths)
    {
        var packages = new List<PackageReport>();
        var checks = new List<CheckReport>();
        foreach (var path in paths.SelectMany(Files))
        {
            try
            {
                foreach (var report in ReportFile.Read(File.ReadAllBytes(path)))
                {
                    if (report.Package is { } package)
                    {
                        packages.Add(package);
                    }
                    else
                    {
                        checks.Add(report.Check);
                    }
                }
            }
            catch (ReportFileException exception)
            {
                throw new CommandFailedException(ExitCode.Usage, $"{path} {exception.Message}");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
            }
        }

        return new AuditedReports(packages, checks);
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal) : [path];
}
