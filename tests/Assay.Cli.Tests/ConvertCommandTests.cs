using System.Text;
using System.Text.Json;
using Assay.Reports;

namespace Assay.Cli.Tests;

public sealed class ConvertCommandTests
{
    [Theory]
    [InlineData("sarif", "\"2.1.0\"")]
    [InlineData("cyclonedx", "\"CycloneDX\"")]
    [InlineData("spdx", "\"SPDX-2.3\"")]
    [InlineData("openvex", "openvex.dev/ns")]
    [InlineData("markdown", "### Assay:")]
    [InlineData("junit", "<testsuites")]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("json", "\"projects\"")]
    [InlineData("csv", "community,package,version")]
    public async Task A_report_is_written_in_every_form(string format, string text)
    {
        using var run = new Run();
        var report = await ScanAsync(run, "review.nupkg");

        await run.AssayAsync("convert", report, "--to", format);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(text, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_reports_are_joined_and_several_documents_written()
    {
        using var run = new Run();
        var (first, second) = (await ScanAsync(run, "pass.nupkg"), await ScanAsync(run, "review.nupkg"));
        var (bill, comment) = (Path.Combine(run.Folder, "bom.json"), Path.Combine(run.Folder, "comment.md"));

        await run.AssayAsync("convert", first, second, "-o", "cyclonedx=" + bill, "-o", "markdown=" + comment);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Output);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(bill, TestContext.Current.CancellationToken));
        Assert.Equal(["pass", "review"], document.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()));
        Assert.Contains("1 of 2 packages to look at", await File.ReadAllTextAsync(comment, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hyphen_is_standard_input()
    {
        using var scan = new Run();
        await scan.AssayAsync("scan", scan.File("pass.nupkg"), "--format", "json");
        using var run = new Run { Input = Encoding.UTF8.GetBytes(scan.Output) };

        await run.AssayAsync("convert", "-", "--to", "junit");

        Assert.Contains("tests=\"1\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_gets_a_page_for_each_package()
    {
        using var run = new Run();
        var pages = Path.Combine(run.Folder, "pages") + "/";

        await run.AssayAsync("convert", await ScanAsync(run, "pass.nupkg"), await ScanAsync(run, "review.nupkg"), "-o", "html=" + pages);

        Assert.Equal(["pass.1.0.0.html", "review.1.0.0.html"], Directory.GetFiles(pages).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_time_and_the_address_of_a_gallery_stand_in_documents()
    {
        using var run = new Run();
        var report = Path.Combine(run.Folder, "gallery.json");
        await using (var file = File.Create(report))
        {
            JsonReport.Write(PlainSamples.Clean with { Package = PlainSamples.Clean.Package with { Id = "Pester", Version = "5.7.1", Purl = "pkg:psgallery/pester@5.7.1", Community = "psgallery" } }, file);
        }

        await run.AssayAsync("convert", report, "--to", "spdx", "--created", "2026-11-27T10:20:30+01:00", "--gallery", "https://gallery.example/api/v2");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("2026-11-27T09:20:30Z", document.RootElement.GetProperty("creationInfo").GetProperty("created").GetString());
        Assert.Equal("pkg:nuget/Pester@5.7.1?repository_url=https:%2F%2Fgallery.example%2Fapi%2Fv2", document.RootElement.GetProperty("packages")[0].GetProperty("externalRefs")[0].GetProperty("referenceLocator").GetString());
    }

    [Theory]
    [InlineData("{\"schemaVersion\": 7, \"package\": {}}", "$.schemaVersion: is 7, and this build reads 1: a newer assay wrote it")]
    [InlineData("not json", "is no JSON that can be read: line 1, byte 2")]
    [InlineData("{\"schemaVersion\": 1, \"package\": {\"id\": 3}}", "$.package.id: ")]
    public async Task What_is_no_report_is_one_clear_line(string text, string message)
    {
        using var run = new Run();
        var path = Path.Combine(run.Folder, "report.json");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

        await run.AssayAsync("convert", path, "--to", "sarif");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith($"assay: {path} ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Write --to FORMAT or -o FORMAT=FILE", "report.json")]
    [InlineData("names no format", "report.json", "-o", "out.xml")]
    [InlineData("'yesterday' is no time", "report.json", "--to", "spdx", "--created", "yesterday")]
    [InlineData("'gallery' is no address", "report.json", "--to", "spdx", "--gallery", "gallery")]
    [InlineData("its folder does not exist", "report.json", "-o", "spdx=missing/out.json")]
    public async Task A_wrong_command_line_is_said(string message, params string[] args)
    {
        using var run = new Run();

        await run.AssayAsync(["convert", .. args]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_nothing_found()
    {
        using var run = new Run();

        await run.AssayAsync("convert", Path.Combine(run.Folder, "missing.json"), "--to", "sarif");

        Assert.Equal(3, run.ExitCode);
    }

    private static async Task<string> ScanAsync(Run run, string name)
    {
        var path = Path.Combine(run.Folder, name + ".json");
        await run.AssayAsync("scan", run.File(name), "-o", "json=" + path);
        return path;
    }
}
