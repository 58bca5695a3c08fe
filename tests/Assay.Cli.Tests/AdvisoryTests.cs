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
        Assert.Contains("1 records of 1 packages", import.Output, StringComparison.Ordinal);
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
    public async Task What_is_missing_is_said(params string[] args)
    {
        var package = Package("Sample", "1.0.0");
        var (exitCode, output, error) = await RunAsync([.. args.Select(arg => arg == "PACKAGE" ? package : arg)]);

        Assert.Equal(args[0] == "advisories" ? ExitCode.NothingFound : ExitCode.Usage, exitCode);
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

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private const string Record = """
        {"schema_version": "1.7.0", "id": "MAL-2026-1", "modified": "2026-03-04T05:06:07Z", "summary": "Malicious code in Sample.Evil",
         "affected": [{"package": {"ecosystem": "NuGet", "name": "Sample.Evil"}, "versions": ["1.0.0"]}]}
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

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = new Host { Variable = name => name == "ASSAY_DATA" ? Path.Combine(_folder, "data") : null };
        var exitCode = await Program.RunAsync(args, output, error, host, TestContext.Current.CancellationToken);
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
