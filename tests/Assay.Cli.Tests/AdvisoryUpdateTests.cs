using System.Text;
using Assay.Community;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>Updates a database from feeds and addresses on this machine.</summary>
public sealed class AdvisoryUpdateTests : IDisposable
{
    private const string Osv = """{"id": "GHSA-1", "modified": "2026-03-04T05:06:07Z", "aliases": ["CVE-2026-1"], "affected": [{"package": {"ecosystem": "NuGet", "name": "Sample.Library"}, "versions": ["1.0.0"]}]}""";

    private readonly FeedServer _feed = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-advisory-update-").FullName;

    public AdvisoryUpdateTests()
    {
        _feed.Vulnerabilities = [Page("base", 1, ("Sample.Library", 2, "https://github.com/advisories/GHSA-1", "(, 2.0.0)")), Page("update", 2)];
        Configure($"<packageSources><clear /><add key=\"feed\" value=\"{_feed.Index}\" protocolVersion=\"3\" allowInsecureConnections=\"true\" /></packageSources>");
    }

    [Fact]
    public async Task The_index_of_a_feed_is_taken_and_asked_again_only_when_it_changed()
    {
        await ExpectAsync("advisories", "update");

        var first = Open();
        Assert.Equal(("GHSA-1", "nuget:feed"), (Assert.Single(first.Of("nuget", "sample.library")).Id, first.Sources[0].Id));
        Assert.Equal("2026-01-02", first.Database.Date);

        _feed.Forget();
        var unchanged = await ExpectAsync("advisories", "update");

        Assert.Contains("nuget:feed: unchanged", unchanged, StringComparison.Ordinal);
        Assert.Equal(["/v3/index.json", "/v3/vulnerabilities/index.json"], _feed.Requests.Select(request => request.Place));
        Assert.Equal(first.Database, Open().Database);

        _feed.Vulnerabilities = [Page("base", 1, ("Other", 3, "https://github.com/advisories/GHSA-2", "[1.0.0]")), Page("update", 3, ("Other", 3, "https://github.com/advisories/GHSA-3", "[1.0.0, 2.0.0]"))];
        await ExpectAsync("advisories", "update");

        var second = Open();
        Assert.Equal(["GHSA-2", "GHSA-3"], second.Of("nuget", "other").Select(vulnerability => vulnerability.Id));
        Assert.Empty(second.Of("nuget", "sample.library"));
        Assert.Equal("2026-01-03", second.Database.Date);
    }

    [Fact]
    public async Task An_audit_source_that_has_nothing_but_the_index_is_asked_too()
    {
        using var audit = new FeedServer { IsAuditSource = true, Vulnerabilities = [Page("base", 4, ("Audited", 1, "https://reports.example/1", "(, )"))] };
        Configure($"<packageSources><clear /><add key=\"feed\" value=\"{_feed.Index}\" allowInsecureConnections=\"true\" /></packageSources><auditSources><clear /><add key=\"audit\" value=\"{audit.Index}\" allowInsecureConnections=\"true\" /></auditSources>");

        await ExpectAsync("advisories", "update");

        var database = Open();
        Assert.Equal(["nuget:audit", "nuget:feed"], database.Sources.Select(source => source.Id));
        Assert.Equal("https://reports.example/1", Assert.Single(database.Of("nuget", "audited")).Statements[0].Url);
    }

    [Fact]
    public async Task Addresses_are_remembered_and_asked_again_only_when_they_changed()
    {
        var osv = Osv;
        const string Scores = "#model_version:v1,score_date:2026-01-06T00:00:00Z\ncve,epss,percentile\nCVE-2026-1,0.5,0.9\nCVE-2026-2,0.25,0.8\n";
        _feed.Answer = request => request.Place switch
        {
            "/osv.json" => Document(request, osv),
            "/epss.csv" => Document(request, Scores),
            "/kev.json" => Document(request, """{"dateReleased": "2026-01-05T00:00:00Z", "vulnerabilities": [{"cveID": "CVE-2026-1", "dateAdded": "2026-01-04"}]}"""),
            _ => null,
        };
        await ExpectAsync("advisories", "update", "--from", _feed.Root + "epss.csv", "--from", _feed.Root + "osv.json", "--from", _feed.Root + "kev.json");

        var vulnerability = Assert.Single(Open().Of("nuget", "sample.library"));
        Assert.Equal(("CVE-2026-1", 0.5, "2026-01-04"), (vulnerability.Id, vulnerability.Epss!.Value, vulnerability.Exploited!.Added));
        Assert.Equal(["github", "nuget:feed"], vulnerability.Statements.Select(statement => statement.Source));

        Assert.Equal(4, (await ExpectAsync("advisories", "update")).Split('\n').Count(line => line.EndsWith(": unchanged", StringComparison.Ordinal)));

        // Another CVE wants another score, of a file that did not change.
        osv = Osv.Replace("CVE-2026-1", "CVE-2026-2", StringComparison.Ordinal);
        await ExpectAsync("advisories", "update");

        Assert.Equal(("CVE-2026-2", 0.25), Open().Of("nuget", "sample.library").Select(found => (found.Id, found.Epss!.Value)).Single());
    }

    [Fact]
    public async Task What_cannot_be_asked_is_said_and_stays_as_it_was()
    {
        _feed.Answer = request => request.Place == "/osv.json" ? Document(request, Osv) : null;
        await ExpectAsync("advisories", "update", "--from", _feed.Root + "osv.json");
        var before = Open();
        _feed.Answer = request => request.Place == "/osv.json" ? new LoopbackResponse(404, []) : null;
        _feed.Vulnerabilities = [Page("base", 5, ("Other", 3, "https://github.com/advisories/GHSA-2", "[1.0.0]"))];

        var (exitCode, output, error) = await RunAsync("advisories", "update");

        Assert.Equal(ExitCode.SourceUnreachable, exitCode);
        Assert.Contains("what it said before stays", output, StringComparison.Ordinal);
        Assert.Contains("osv.json", error, StringComparison.Ordinal);
        Assert.Equal(["github", "nuget:feed"], Open().Sources.Select(source => source.Id));
        Assert.Single(Open().Of("nuget", "other"));
        Assert.Single(Open().Of("nuget", "sample.library"));
        Assert.NotEqual(before.Database, Open().Database);
    }

    [Fact]
    public async Task An_address_of_which_nothing_comes_is_not_remembered()
    {
        _feed.Answer = request => request.Place == "/page" ? Document(request, "<html>") : null;

        Assert.Equal(ExitCode.NothingFound, (await RunAsync("advisories", "update", "--from", _feed.Root + "page")).ExitCode);
        Assert.Empty(Open().Addresses);
        Assert.Equal(ExitCode.NothingFound, (await RunAsync("advisories", "update", "--from", Path.Combine(_folder, "missing"))).ExitCode);
        Assert.Empty(Open().Addresses);
    }

    [Fact]
    public async Task A_folder_can_be_updated_from()
    {
        var records = Directory.CreateDirectory(Path.Combine(_folder, "records")).FullName;
        await File.WriteAllTextAsync(Path.Combine(records, "a.json"), Osv, TestContext.Current.CancellationToken);
        await ExpectAsync("advisories", "update", "--from", records, "--source", "own");

        await File.WriteAllTextAsync(Path.Combine(records, "a.json"), Osv.Replace("GHSA-1", "GHSA-9", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await ExpectAsync("advisories", "update");

        Assert.Equal(("own", "GHSA-9"), Open().Of("nuget", "sample.library").SelectMany(found => found.Statements).Where(statement => statement.Source == "own").Select(statement => (statement.Source, statement.Record)).Single());
    }

    [Fact]
    public async Task Feeds_without_an_index_and_no_connection_are_said()
    {
        _feed.Vulnerabilities = [];

        var without = await RunAsync("advisories", "update");
        var offline = await RunAsync("advisories", "update", "--offline");

        Assert.Equal(ExitCode.NothingFound, without.ExitCode);
        Assert.Contains("VulnerabilityInfo", without.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, offline.ExitCode);
        Assert.Contains("--offline", offline.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "advisories.json")));
    }

    [Fact]
    public async Task A_cancelled_update_changes_nothing()
    {
        await ExpectAsync("advisories", "update");
        var before = await File.ReadAllBytesAsync(Path.Combine(_folder, "advisories.json"), TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();
        _feed.Vulnerabilities = [Page("base", 6, ("Other", 3, "https://github.com/advisories/GHSA-2", "[1.0.0]"))];
        _feed.Answer = request =>
        {
            if (request.Place == "/v3/vulnerabilities/base.json")
            {
                cancellation.Cancel();
            }

            return null;
        };

        Assert.Equal(ExitCode.Cancelled, (await RunAsync(cancellation.Token, "advisories", "update")).ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(_folder, "advisories.json"), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(_folder, "*.tmp"));
    }

    public void Dispose()
    {
        _feed.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static ServedVulnerabilityPage Page(string name, int day, params (string Package, int Severity, string Url, string Versions)[] items) => new(name, new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero), items);

    private static LoopbackResponse Document(LoopbackRequest request, string text)
    {
        var tag = $"\"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"";
        return request.Headers.GetValueOrDefault("If-None-Match") == tag ? new LoopbackResponse(304, []).With("ETag", tag) : new LoopbackResponse(200, Encoding.UTF8.GetBytes(text)).With("ETag", tag);
    }

    private void Configure(string sections) => File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"<configuration>{sections}</configuration>");

    private AdvisoryDatabase Open() => AdvisoryDatabase.Read(Path.Combine(_folder, "advisories.json"));

    private async Task<string> ExpectAsync(params string[] args)
    {
        var (exitCode, output, error) = await RunAsync(args);
        Assert.True(exitCode == 0, $"{exitCode}: {error}");
        return output;
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(CancellationToken cancellation, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = new Host { Variable = name => name == "ASSAY_DATA" ? _folder : null, WorkingDirectory = _folder };
        var exitCode = await Program.RunAsync(args, output, error, host, cancellation);
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
