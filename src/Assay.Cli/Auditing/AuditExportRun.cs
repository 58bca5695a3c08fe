using System.Globalization;
using Assay.Community;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Cli;

/// <summary>One run of <c>assay advisories export</c>: reads reports, writes the feed.</summary>
internal sealed class AuditExportRun(AuditExportRequest request, Host host)
{
    private readonly List<AuditEntry> _findings = [];
    private readonly ReportFileNames _names = new();
    private readonly HashSet<(string Id, string Version)> _known = [];
    private readonly Uri _root = RootOf(request.BaseUrl);
    private readonly PageAddress? _pages = request.ReportUrl is { } pattern ? PageAddress.Read("--report-url", pattern) : null;
    private int _written;

    public static int Execute(AuditExportRequest request, Host host) => new AuditExportRun(request, host).Execute();

    private int Execute()
    {
        var reports = AuditedReports.Read(request.Reports);
        try
        {
            Directory.CreateDirectory(request.Directory);
            foreach (var report in reports.Packages)
            {
                Add(report);
            }

            foreach (var package in reports.Checks.SelectMany(check => check.Packages))
            {
                Add(package.Package, package.Verdict.Status, () => _pages?.Of(package.Package) ?? throw new CommandFailedException(ExitCode.Usage, "reports of assay check hold no page about a package: say with --report-url where pages are"));
            }

            Publish([new AuditPage("assay-findings", reports.Date, _findings)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{request.Directory} cannot be written: {exception.Message}");
        }

        if (!request.Quiet)
        {
            using var output = host.OpenOutput();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_findings.Count} findings of {reports.Total} packages{(_written > 0 ? $", {_written} pages" : "")}."));
            output.WriteLine($"Name it as an audit source: {new Uri(_root, "index.json").AbsoluteUri}");
        }

        return ExitCode.Success;
    }

    private void Add(PackageReport report) => Add(report.Package, report.Verdict.Status, () => _pages?.Of(report.Package) ?? WritePage(report));

    private void Add(ReportedPackage package, VerdictStatus verdict, Func<string> address)
    {
        if ((verdict == VerdictStatus.Review && request.FailOnly) || AuditEntries.Of(package, verdict, "") is not { } entry || !_known.Add((package.Id.ToLowerInvariant(), package.Version!.ToLowerInvariant())))
        {
            return;
        }

        _findings.Add(entry with { Url = address() });
    }

    private string WritePage(PackageReport report)
    {
        var name = _names.Next(report.Package.Id, report.Package.Version, report.Package.Sha256) + ".html";
        WriteFile(Path.Combine(request.Directory, "reports", name), stream => HtmlReport.Write(report, stream));
        _written++;
        return new Uri(_root, "reports/" + Uri.EscapeDataString(name)).AbsoluteUri;
    }

    // Clients that come while files are replaced see the feed before or after, never between: what the index names is there first, and what the index before named stays.
    private void Publish(IReadOnlyList<AuditPage> pages)
    {
        var files = AuditSource.Build(_root, pages);
        var index = Path.Combine(request.Directory, "vulnerabilities", "index.json");
        var before = File.Exists(index) ? File.ReadAllText(index) : "";
        foreach (var file in files)
        {
            WriteFile(Path.Combine(request.Directory, file.Path), stream => stream.Write(file.Content));
        }

        foreach (var page in Directory.EnumerateFiles(Path.Combine(request.Directory, "vulnerabilities"), "*-????????????????.json"))
        {
            var name = Path.GetFileName(page);
            if (!files.Any(file => file.Path.EndsWith("/" + name, StringComparison.Ordinal)) && !before.Contains("/" + name, StringComparison.Ordinal))
            {
                File.Delete(page);
            }
        }
    }

    private static void WriteFile(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new AtomicFile(path);
        write(file.Content);
        file.Commit();
    }

    private static Uri RootOf(string address) => PageAddress.IsWebAddress(address)
        ? new Uri(address.EndsWith('/') ? address : address + "/")
        : throw new CommandFailedException(ExitCode.Usage, $"--base-url {address}: not an address that begins with https:// or http://");
}
