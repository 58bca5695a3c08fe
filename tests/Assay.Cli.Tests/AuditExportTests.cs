using System.Text.Json;
using Assay.Model;
using Assay.Reports;

namespace Assay.Cli.Tests;

public sealed class AuditExportTests : IDisposable
{
    private const string Base = "https://audit.example.com/assay";

    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Findings_of_reports_become_a_feed_with_pages()
    {
        var reports = Write(Package("Sample.Bad", VerdictStatus.Fail), Package("Sample.Odd", VerdictStatus.Review), Package("Sample.Good", VerdictStatus.Pass), Package("Sample.Cut", VerdictStatus.Unknown));

        await ExportAsync(reports);

        Assert.True(_run.ExitCode == 0, _run.Error);
        Assert.Contains("2 findings of 4 packages, 2 pages.", _run.Output, StringComparison.Ordinal);
        Assert.Contains(Base + "/index.json", _run.Output, StringComparison.Ordinal);
        var page = Page("assay-findings");
        Assert.Equal(["sample.bad", "sample.odd"], page.EnumerateObject().Select(package => package.Name));
        Assert.Equal((3, "[1.0.0]", Base + "/reports/Sample.Bad.1.0.0.html"), Entry(page, "sample.bad"));
        Assert.Equal(1, Entry(page, "sample.odd").Severity);
        Assert.Contains("Sample.Bad", await File.ReadAllTextAsync(Site("reports/Sample.Bad.1.0.0.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_elsewhere_are_named_by_a_pattern_and_text_of_packages_stays_in_its_place()
    {
        await ExportAsync(Write(Package("Sample.Bad", VerdictStatus.Fail), Package("A/../B?x=1#y{version}", VerdictStatus.Fail)), "--report-url", "https://reports.example.com/{community}/{id}/{version}");

        Assert.True(_run.ExitCode == 0, _run.Error);
        Assert.Equal("https://reports.example.com/nuget/Sample.Bad/1.0.0", Entry(Page("assay-findings"), "sample.bad").Url);
        Assert.Equal("https://reports.example.com/nuget/A%2F..%2FB%3Fx%3D1%23y%7Bversion%7D/1.0.0", Entry(Page("assay-findings"), "a/../b?x=1#y{version}").Url);
        Assert.False(Directory.Exists(Site("reports")));
    }

    [Fact]
    public async Task The_database_gives_vulnerabilities_and_malicious_packages_with_whose_work_they_are()
    {
        _run.File("x");
        Record("GHSA-aaaa-bbbb-cccc.json", """{"id":"GHSA-aaaa-bbbb-cccc","modified":"2026-01-02T00:00:00Z","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],"affected":[{"package":{"ecosystem":"NuGet","name":"Sample.Json"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"13.0.1"}]}]}],"references":[{"type":"ADVISORY","url":"https://github.com/advisories/GHSA-aaaa-bbbb-cccc"}]}""");
        Record("MAL-2026-1.json", """{"id":"MAL-2026-1","modified":"2026-01-03T00:00:00Z","affected":[{"package":{"ecosystem":"NuGet","name":"Sample.Evil"}}]}""");
        await _run.AssayAsync("advisories", "import", Path.Combine(_run.Folder, "records"), "-q");

        await ExportAsync();

        Assert.True(_run.ExitCode == 0, _run.Error);
        Assert.Equal((2, "(, 13.0.1)"), (Entry(Page("advisories"), "sample.json").Severity, Entry(Page("advisories"), "sample.json").Versions));
        Assert.Contains("GHSA-aaaa-bbbb-cccc", Entry(Page("advisories"), "sample.json").Url, StringComparison.Ordinal);
        Assert.Equal((3, "(, )", "https://osv.dev/vulnerability/MAL-2026-1"), Entry(Page("malicious"), "sample.evil"));
        Assert.Contains("GitHub Advisory Database", await File.ReadAllTextAsync(Site("index.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_export_keeps_the_pages_of_the_one_before()
    {
        await ExportAsync(Write(Package("Sample.One", VerdictStatus.Fail)));
        var first = PageFile("assay-findings");
        await ExportAsync(Write(Package("Sample.Two", VerdictStatus.Fail)));
        var second = PageFile("assay-findings");
        Assert.True(File.Exists(first));

        await ExportAsync(Write(Package("Sample.Three", VerdictStatus.Fail)));

        Assert.False(File.Exists(first));
        Assert.True(File.Exists(second));
        Assert.Empty(Directory.EnumerateFiles(Site(""), "*.tmp", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("ftp://audit.example.com/", null, "--base-url")]
    [InlineData("audit.example.com", null, "--base-url")]
    [InlineData(Base, "https://reports.example.com/", "{id} is missing")]
    [InlineData(Base, "javascript:{id}", "--report-url")]
    public async Task Addresses_that_lead_nowhere_are_refused(string baseUrl, string? pattern, string message)
    {
        await _run.AssayAsync(["advisories", "export", Write(Package("Sample.One", VerdictStatus.Fail)), "--audit-source", Site(""), "--base-url", baseUrl, .. pattern is null ? Array.Empty<string>() : ["--report-url", pattern]]);

        Assert.Equal(2, _run.ExitCode);
        Assert.Contains(message, _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Site("")));
    }

    [Fact]
    public async Task A_file_that_is_no_report_is_refused_with_the_place()
    {
        var path = Path.Combine(_run.Folder, "broken.json");
        await File.WriteAllTextAsync(path, """{"package":null,"verdict":7}""", TestContext.Current.CancellationToken);

        await ExportAsync(path);

        Assert.Equal(2, _run.ExitCode);
        Assert.Contains("broken.json", _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Site("")));
    }

    [Fact]
    public async Task Nothing_to_export_is_said()
    {
        await ExportAsync();

        Assert.Equal(3, _run.ExitCode);
        Assert.Contains("nothing to export", _run.Error, StringComparison.Ordinal);
    }

    private Task<Run> ExportAsync(params string[] arguments) => _run.AssayAsync(["advisories", "export", "--audit-source", Site(""), "--base-url", Base, .. arguments]);

    private string Site(string path) => Path.Combine(_run.Folder, "site", path);

    private string PageFile(string name)
    {
        using var index = JsonDocument.Parse(File.ReadAllBytes(Site("vulnerabilities/index.json")));
        return Site(index.RootElement.EnumerateArray().Single(page => page.GetProperty("@name").GetString() == name).GetProperty("@id").GetString()![(Base.Length + 1)..]);
    }

    private JsonElement Page(string name) => JsonDocument.Parse(File.ReadAllBytes(PageFile(name))).RootElement;

    private static (int Severity, string? Versions, string? Url) Entry(JsonElement page, string package) => page.GetProperty(package).EnumerateArray().Single() is var entry
        ? (entry.GetProperty("severity").GetInt32(), entry.GetProperty("versions").GetString(), entry.GetProperty("url").GetString())
        : default;

    private void Record(string name, string json)
    {
        Directory.CreateDirectory(Path.Combine(_run.Folder, "records"));
        File.WriteAllText(Path.Combine(_run.Folder, "records", name), json);
    }

    private string Write(params PackageReport[] reports)
    {
        var path = Path.Combine(_run.Folder, "reports.json");
        using var stream = File.Create(path);
        JsonReport.WriteMany(reports, stream);
        return path;
    }

    private static PackageReport Package(string id, VerdictStatus status) => PlainSamples.Clean with
    {
        Package = PlainSamples.Clean.Package with { Id = id, Version = "1.0.0", Community = "nuget" },
        Verdict = new(status, status == VerdictStatus.Pass ? [] : ["A reason."]),
    };
}
