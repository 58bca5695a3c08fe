using System.Globalization;
using Assay.Community;
using Assay.Model;
using Assay.Packages;
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
        var database = AdvisoryFileSource.Load(host, request.Advisories, request.NoAdvisories);
        if (reports.Total == 0 && database is null)
        {
            throw new CommandFailedException(ExitCode.NothingFound, "there is nothing to export: no report is named, and there is no advisory database");
        }

        AuditPage[] known = database is null ? [] : KnownPages(database);
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

            Publish([new AuditPage("assay-findings", reports.Date, _findings), .. known], Comment(database));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{request.Directory} cannot be written: {exception.Message}");
        }

        if (!request.Quiet)
        {
            using var output = host.OpenOutput();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_findings.Count} findings of {reports.Total} packages{(_written > 0 ? $", {_written} pages" : "")}."));
            foreach (var page in known)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{page.Entries.Count} entries of {page.Name}, {TerminalText.Encode(page.Updated)}."));
            }

            output.WriteLine($"Name it as an audit source: {new Uri(_root, "index.json").AbsoluteUri}");
        }

        return ExitCode.Success;
    }

    private static AuditPage[] KnownPages(AdvisoryDatabase database)
    {
        try
        {
            return
            [
                .. database.HasVulnerabilities ? [new AuditPage("advisories", database.Database.Date, [.. database.All().SelectMany(AuditEntries.Of)])] : Array.Empty<AuditPage>(),
                .. database.Malicious is { } malicious ? [new AuditPage("malicious", malicious.Date, [.. malicious.Items.SelectMany(item => AuditEntries.Of(item, record => "https://osv.dev/vulnerability/" + Uri.EscapeDataString(record)))])] : Array.Empty<AuditPage>(),
            ];
        }
        catch (AdvisoryException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, exception.Message);
        }
    }

    // Whose work it is goes with it.
    private static string Comment(AdvisoryDatabase? database) => string.Join(' ', ["Findings of Assay.", .. database?.SourceDetails.Select(source => Attributions.Of(source.Name)).OfType<string>().Select(attribution => "Contains data of: " + attribution) ?? []]);

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
    private void Publish(IReadOnlyList<AuditPage> pages, string comment)
    {
        var files = AuditSource.Build(_root, pages, comment);
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
