using System.Text;
using System.Text.Json;
using Assay.Packages;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>Scans packages of a feed with the engine itself: the only tests here that do.</summary>
public sealed class FeedTests : IDisposable
{
    private readonly LoopbackFeed _feed = new LoopbackFeed(registrations: true).AddPackage("Sample", "1.0.0").AddPackage("Sample", "1.1.0");
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-cli-feeds-").FullName;

    public void Dispose()
    {
        _feed.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_package_of_a_feed_is_fetched_scanned_and_reported()
    {
        _feed.AddJson("registration/sample/index.json", new { items = new[] { new { items = new[] { new { catalogEntry = new { version = "1.0.0", published = "2024-05-06T07:08:09Z", listed = false, deprecation = new { reasons = new[] { "Legacy" } } } } } } } });

        var (exitCode, output, error) = await AssayAsync("scan", "Sample@1.0.0", "--from", _feed.Index, "--format", "json");

        Assert.Equal((0, ""), (exitCode, error));
        var report = JsonDocument.Parse(output).RootElement;
        var package = report.GetProperty("package");
        Assert.Equal("pkg:nuget/Sample@1.0.0", package.GetProperty("purl").GetString());
        Assert.Equal("2024-05-06T07:08:09Z", package.GetProperty("published").GetString());
        Assert.False(package.GetProperty("listed").GetBoolean());
        Assert.Equal("Legacy", package.GetProperty("deprecated").GetString());
        Assert.Equal(["1.0.0", "1.1.0"], report.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("version").GetString()!));

        var connections = _feed.Connections;
        Assert.Equal((0, output, ""), await AssayAsync("scan", "Sample@1.0.0", "--from", _feed.Index, "--format", "json", "--offline"));
        Assert.Equal(connections, _feed.Connections);
    }

    [Theory]
    [InlineData("Sample@3.0.0", "assay: Sample has no version 3.0.0 at source '{0}'; the nearest are 1.0.0, 1.1.0.\n")]
    [InlineData("Nothing@1.0.0", "assay: Nothing@1.0.0 is not known at source '{0}'.\n")]
    public async Task What_a_feed_does_not_have_ends_with_3(string subject, string said) =>
        Assert.Equal((3, "", said.Replace("{0}", _feed.Index, StringComparison.Ordinal)), await AssayAsync("scan", subject, "--from", _feed.Index));

    [Fact]
    public async Task A_feed_that_refuses_ends_with_5()
    {
        _feed.Answer = _ => new LoopbackResponse(401, []);

        Assert.Equal((5, "", $"assay: Source '{_feed.Index}' wants credentials (401): add them to the NuGet configuration.\n"), await AssayAsync("scan", "Sample@1.0.0", "--from", _feed.Index));
    }

    [Fact]
    public async Task A_file_that_is_another_package_ends_with_4()
    {
        _feed.AddPackage("Sample", "1.0.0", LoopbackFeed.Package("Other", "1.0.0"), inList: false);

        var (exitCode, output, error) = await AssayAsync("scan", "Sample@1.0.0", "--from", _feed.Index);

        Assert.Equal((4, ""), (exitCode, output));
        Assert.Contains("its manifest says Other@1.0.0", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_of_a_download_is_drawn_for_a_person_only()
    {
        var (_, output, error) = await AssayAsync(errorIsTerminal: true, "scan", "Sample@1.0.0", "--from", _feed.Index, "--format", "json");

        Assert.Contains("Sample@1.0.0", error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(output).RootElement.ValueKind);
    }

    [Theory]
    [InlineData("Pester@5.7.1", "--from", "psgallery")]
    [InlineData("pkg:psgallery/Pester@5.7.1")]
    [InlineData("pkg:psgallery/pester")]
    public async Task A_module_of_the_gallery_that_PowerShell_knows_is_fetched_scanned_and_reported(params string[] subject)
    {
        using var gallery = new FeedServer();
        gallery.AddModule("Pester", "5.7.1").AddModule("Pester", "5.6.0");
        File.WriteAllText(Path.Combine(_folder, "PSResourceRepository.xml"), $"""<configuration><Repository Name="PSGallery" Url="{gallery.Gallery}" APIVersion="V2" Priority="50" Trusted="false" /></configuration>""");

        var (exitCode, output, error) = await AssayAsync(["scan", .. subject, "--format", "json"]);

        Assert.Equal((0, ""), (exitCode, error));
        var report = JsonDocument.Parse(output).RootElement;
        var package = report.GetProperty("package");
        Assert.Equal(("pkg:psgallery/pester@5.7.1", "psgallery"), (package.GetProperty("purl").GetString(), package.GetProperty("community").GetString()));
        Assert.Equal("2024-05-06T07:08:09Z", package.GetProperty("published").GetString());
        Assert.Equal(["5.6.0", "5.7.1"], report.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("version").GetString()!));
    }

    private Task<(int ExitCode, string Output, string Error)> AssayAsync(params string[] args) => AssayAsync(errorIsTerminal: false, args);

    private async Task<(int ExitCode, string Output, string Error)> AssayAsync(bool errorIsTerminal, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = new Host { ErrorIsTerminal = errorIsTerminal, Engine = new Engine { Resolve = ResolveHere } };
        var exitCode = await Program.RunAsync(args, output, error, host, TestContext.Current.CancellationToken);
        return (exitCode, Text(output), Text(error));
    }

    // The user's own folders stay out of it.
    private Task<SubjectResolution> ResolveHere(SubjectOptions options, string subject, IProgress<DownloadProgress>? progress, CancellationToken cancellation) =>
        new SubjectResolver(options with { CacheFolder = Path.Combine(_folder, "cache"), GlobalPackagesFolder = _folder, ConfigurationFolder = _folder, PowerShellFolder = _folder }).ResolveAsync(subject, progress, cancellation);

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n");
}
