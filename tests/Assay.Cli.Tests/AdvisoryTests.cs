using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Assay.Model;

namespace Assay.Cli.Tests;

/// <summary>Imports records and scans with them, with the real engine and rules.</summary>
public sealed class AdvisoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-advisories-").FullName;

    [Fact]
    public async Task A_package_that_a_record_names_fails_and_the_report_names_the_records()
    {
        var package = Package("Sample.Evil", "1.0.0");
        Write("records/MAL-2026-1.json", Record);

        Assert.Equal(0, (await RunAsync("scan", package, "--format", "json")).ExitCode);
        var import = await RunAsync("advisories", "import", Path.Combine(_folder, "records"));
        var scan = await RunAsync("scan", package, "--format", "json");

        Assert.True(import.ExitCode == 0, import.Error);
        Assert.Contains("malicious-packages: 1 records of malicious packages, 2026-03-04", import.Output, StringComparison.Ordinal);
        Assert.True(scan.ExitCode == 1, scan.Error);
        using var json = JsonDocument.Parse(scan.Output);
        Assert.Equal("fail", json.RootElement.GetProperty("verdict").GetProperty("status").GetString());
        Assert.Contains(json.RootElement.GetProperty("issues").EnumerateArray(), issue => issue.GetProperty("id").GetString() == "known-malicious-package");
        Assert.StartsWith("malicious-packages-", json.RootElement.GetProperty("inputs").GetProperty("advisories")[0].GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Contains(json.RootElement.GetProperty("inputs").GetProperty("lists").EnumerateArray(), list => list.GetProperty("id").GetString() == "popular-nuget");
    }

    [Fact]
    public async Task A_package_that_depends_on_one_fails_with_the_named_file_of_records()
    {
        var package = Package("Sample.Wrapper", "2.0.0", "<dependencies><dependency id=\"Sample.Evil\" version=\"[1.0.0]\" /></dependencies>");
        Write("MAL-2026-1.json", Record);
        var store = Path.Combine(_folder, "own.json");

        Assert.Equal(0, (await RunAsync("advisories", "import", Path.Combine(_folder, "MAL-2026-1.json"), "-o", store, "-q")).ExitCode);

        Assert.Equal(0, (await RunAsync("scan", package)).ExitCode);
        Assert.Equal(1, (await RunAsync("scan", package, "--advisories", store)).ExitCode);
    }

    [Fact]
    public async Task Another_version_of_a_package_that_a_record_names_asks_for_a_review()
    {
        var package = Package("Sample.Evil", "3.0.0");
        Write("MAL-2026-1.json", Record);
        await RunAsync("advisories", "import", Path.Combine(_folder, "MAL-2026-1.json"));

        Assert.Equal(0, (await RunAsync("scan", package)).ExitCode);
        Assert.Equal(1, (await RunAsync("scan", package, "--fail-on", "review")).ExitCode);
    }

    [Fact]
    public async Task Names_are_compared_with_a_list_of_ones_own()
    {
        var package = Package("Contoso.Loging", "1.0.0");
        Write("popular.txt", "Contoso.Logging\n");

        Assert.Equal(0, (await RunAsync("scan", package, "--fail-on", "review")).ExitCode);
        Assert.Equal(1, (await RunAsync("scan", package, "--fail-on", "review", "--popular", Path.Combine(_folder, "popular.txt"))).ExitCode);
    }

    [Theory]
    [InlineData("advisories", "import", "missing")]
    [InlineData("scan", "PACKAGE", "--popular", "missing")]
    [InlineData("scan", "PACKAGE", "--advisories", "missing")]
    [InlineData("advisories", "status", "--advisories", "missing")]
    [InlineData("advisories", "show", "CVE-2026-1", "--advisories", "missing")]
    public async Task What_is_missing_is_said(params string[] args)
    {
        var package = Package("Sample", "1.0.0");
        var (exitCode, output, error) = await RunAsync([.. args.Select(arg => arg == "PACKAGE" ? package : arg)]);

        Assert.Equal(args[1] == "import" ? ExitCode.NothingFound : ExitCode.Usage, exitCode);
        Assert.Empty(output);
        Assert.Contains("missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_knows_the_lists_and_the_day()
    {
        IdentityInputs? used = null;
        using var run = new Run { Identity = inputs => used = inputs };

        await run.AssayAsync("scan", run.File("pass.nupkg"));

        Assert.Equal(new DateOnly(2026, 2, 1), used!.AsOf);
        Assert.Equal(["nuget", "psgallery"], used.Popular.Select(list => list.Community));
        Assert.Null(used.Malicious);
    }

    [Fact]
    public async Task A_vulnerable_package_is_told_so_and_nothing_is_checked_without_the_database()
    {
        var package = Package("Sample.Library", "1.5.0");
        Write("GHSA-1.json", Vulnerability);
        await RunAsync("advisories", "import", Path.Combine(_folder, "GHSA-1.json"));

        using var with = JsonDocument.Parse((await RunAsync("scan", package, "--format", "json")).Output);
        using var without = JsonDocument.Parse((await RunAsync("scan", package, "--format", "json", "--no-advisories")).Output);

        var vulnerabilities = with.RootElement.GetProperty("vulnerabilities");
        Assert.Equal("found", vulnerabilities.GetProperty("status").GetString());
        Assert.Equal(("CVE-2026-1", "high"), (vulnerabilities.GetProperty("items")[0].GetProperty("id").GetString(), vulnerabilities.GetProperty("items")[0].GetProperty("severity").GetString()));
        Assert.Contains(with.RootElement.GetProperty("inputs").GetProperty("advisories").EnumerateArray(), input => input.GetProperty("id").GetString() == "github" && input.GetProperty("date").GetString() == "2026-03-04");
        Assert.Equal("not-checked", without.RootElement.GetProperty("vulnerabilities").GetProperty("status").GetString());
        Assert.Empty(without.RootElement.GetProperty("inputs").GetProperty("advisories").EnumerateArray());
        Assert.Equal(ExitCode.Usage, (await RunAsync("scan", package, "--advisories", "x", "--no-advisories")).ExitCode);
    }

    [Fact]
    public async Task The_status_names_sources_days_and_counts()
    {
        Write("GHSA-1.json", Vulnerability);
        Write("MAL-2026-1.json", Record);
        Assert.Equal(ExitCode.NothingFound, (await RunAsync("advisories", "status")).ExitCode);
        await RunAsync("advisories", "import", _folder);

        var text = await RunAsync("advisories", "status");
        using var json = JsonDocument.Parse((await RunAsync("advisories", "status", "--format", "json")).Output);

        Assert.Equal(ExitCode.Success, text.ExitCode);
        Assert.Contains("GitHub Advisory Database", text.Output, StringComparison.Ordinal);
        Assert.Contains("1 vulnerabilities: 1 of NuGet", text.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported for more than", (await RunAsync(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), "advisories", "status")).Output, StringComparison.Ordinal);
        Assert.Equal(["github", "malicious-packages"], json.RootElement.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("name").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("vulnerabilities").GetProperty("nuget").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("malicious").GetInt32());
    }

    [Theory]
    [InlineData("CVE-2026-1", true)]
    [InlineData("ghsa-1", true)]
    [InlineData("sample.library", true)]
    [InlineData("Sample.Library@1.5.0", true)]
    [InlineData("Sample.Library@2.0.0", false)]
    [InlineData("psgallery/Sample.Library", false)]
    public async Task What_is_known_of_a_vulnerability_or_a_package_is_shown(string subject, bool isKnown)
    {
        Write("GHSA-1.json", Vulnerability);
        await RunAsync("advisories", "import", _folder);

        var show = await RunAsync("advisories", "show", subject);

        Assert.Equal(ExitCode.Success, show.ExitCode);
        Assert.Contains(isKnown ? "github GHSA-1: high, 7.5 (CVSS:3.1/" : "Nothing is known of", show.Output, StringComparison.Ordinal);
        Assert.Equal(isKnown, show.Output.Contains("nuget/Sample.Library: >= 1.0.0 < 2.0.0", StringComparison.Ordinal));
        using var json = JsonDocument.Parse((await RunAsync("advisories", "show", subject, "--format", "json")).Output);
        Assert.Equal(isKnown ? 1 : 0, json.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task An_old_database_is_said_and_replaced_by_an_import()
    {
        Write("data/advisories.json", "{\"schema\":1,\"id\":\"malicious-packages-1\",\"date\":\"\",\"items\":[]}");
        Write("GHSA-1.json", Vulnerability);

        var scan = await RunAsync("scan", Package("Sample", "1.0.0"));
        var import = await RunAsync("advisories", "import", Path.Combine(_folder, "GHSA-1.json"));

        Assert.Equal(ExitCode.Usage, scan.ExitCode);
        Assert.Contains("import them again", scan.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, import.ExitCode);
        Assert.Contains("not added to but replaced", import.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, (await RunAsync("advisories", "status")).ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private const string Record = """
        {"schema_version": "1.7.0", "id": "MAL-2026-1", "modified": "2026-03-04T05:06:07Z", "summary": "Malicious code in Sample.Evil",
         "affected": [{"package": {"ecosystem": "NuGet", "name": "Sample.Evil"}, "versions": ["1.0.0"]}]}
        """;

    private const string Vulnerability = """
        {"schema_version": "1.7.0", "id": "GHSA-1", "modified": "2026-03-04T05:06:07Z", "aliases": ["CVE-2026-1"], "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],
         "affected": [{"package": {"ecosystem": "NuGet", "name": "Sample.Library"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "1.0.0"}, {"fixed": "2.0.0"}]}]}]}
        """;

    private string Package(string id, string version, string more = "")
    {
        var path = Path.Combine(_folder, $"{id}.{version}.nupkg");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using var manifest = new StreamWriter(archive.CreateEntry($"{id}.nuspec").Open());
        manifest.Write($"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>Somebody</authors><description>Nothing.</description>{more}</metadata>
            </package>
            """);
        return path;
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) => RunAsync(null, args);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(DateTimeOffset? now, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = new Host { Variable = name => name == "ASSAY_DATA" ? Path.Combine(_folder, "data") : null, WorkingDirectory = _folder, Clock = new FixedClock(now ?? new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero)) };
        var exitCode = await Program.RunAsync(args, output, error, host, TestContext.Current.CancellationToken);
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
