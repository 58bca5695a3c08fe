using System.Diagnostics;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>A run that is ended says what it did, leaves no half-written file and ends with the code of its signal.</summary>
public sealed class EndedRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-ended-").FullName;

    public EndedRunTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent and heard with the tools of Linux.");

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_scan_of_many_packages_says_how_many_it_did_and_keeps_the_old_report(string signal, int code)
    {
        Packages(400);
        var report = Path.Combine(_folder, "report.json");
        await File.WriteAllTextAsync(report, "old", TestContext.Current.CancellationToken);
        var start = AssayProcess.Describe("", ["scan", Path.Combine(_folder, "packages"), "-q", "--parallel", "1", "--no-config", "-o", "json=" + report]);

        var (exitCode, _, error) = await AssayProcess.RunAsync(start, async process =>
        {
            // The file beside the report appears when packages are scanned.
            await UntilAsync(process, () => Directory.GetFiles(_folder, ".*.tmp").Length > 0);
            AssayProcess.Signal(process, signal);
        });

        Assert.True(exitCode == code, error);
        Assert.Matches("assay: ended: [0-9]+ of 400 packages scanned; nothing was written to .*report.json", error);
        Assert.Equal("old", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        Assert.Equal(["packages", "report.json"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Files_of_a_folder_are_whole_and_the_line_says_whose_there_are()
    {
        Packages(400);
        var reports = Path.Combine(_folder, "reports");
        var start = AssayProcess.Describe("", ["scan", Path.Combine(_folder, "packages"), "-q", "--parallel", "1", "--no-config", "-o", "json=" + reports + "/"]);

        var (exitCode, _, error) = await AssayProcess.RunAsync(start, async process =>
        {
            await UntilAsync(process, () => Directory.Exists(reports) && Directory.GetFiles(reports, "*.json").Length > 0);
            AssayProcess.Signal(process, "INT");
        });

        Assert.True(exitCode == 130, error);
        Assert.Contains("of 400 packages scanned; ", error, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(reports), file => Assert.EndsWith("}\n", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(reports, ".*"));
    }

    [Fact]
    public async Task A_second_request_ends_at_once()
    {
        Packages(400);
        var report = Path.Combine(_folder, "report.json");
        var start = AssayProcess.Describe("", ["scan", Path.Combine(_folder, "packages"), "-q", "--parallel", "1", "--no-config", "-o", "json=" + report]);

        var (exitCode, _, error) = await AssayProcess.RunAsync(start, async process =>
        {
            await UntilAsync(process, () => Directory.GetFiles(_folder, ".*.tmp").Length > 0);
            AssayProcess.Signal(process, "INT");
            AssayProcess.Signal(process, "INT");
        });

        Assert.True(exitCode == 130, error);
        Assert.Contains("assay: ended", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_package_that_takes_too_long_is_given_up_and_the_others_are_reported()
    {
        using var left = new ManualResetEventSlim();
        using var run = new Run
        {
            Scan = (package, _) =>
            {
                if (package.Name.StartsWith("slow", StringComparison.Ordinal))
                {
                    left.Wait(TimeSpan.FromMinutes(1), CancellationToken.None);
                }

                return Run.Report(package.Name);
            },
        };

        await run.AssayAsync("scan", run.File("slow.nupkg"), run.File("pass.nupkg"), "-q", "--limit", "package-hard-seconds=1");

        left.Set();
        Assert.Equal(ExitCode.Incomplete, run.ExitCode);
        Assert.Contains("was given up after 1 seconds (package-hard-seconds)", run.Error, StringComparison.Ordinal);
        Assert.Contains("pass", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_does_not_fit_the_memory_is_said_and_the_others_are_reported()
    {
        // An array of that many elements is more than the runtime makes: it throws what a full memory does.
        using var run = new Run { Scan = (package, _) => package.Name.StartsWith("large", StringComparison.Ordinal) ? Run.Report(new byte[int.MaxValue].Length.ToString(System.Globalization.CultureInfo.InvariantCulture)) : Run.Report(package.Name) };

        await run.AssayAsync("scan", run.File("large.nupkg"), run.File("pass.nupkg"), "-q");

        Assert.Equal(ExitCode.Incomplete, run.ExitCode);
        Assert.Contains("the memory did not suffice", run.Error, StringComparison.Ordinal);
        Assert.Contains("pass", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_that_is_limited_ends_with_a_line_and_without_a_crash()
    {
        var large = Path.Combine(_folder, "large.nupkg");
        var content = new byte[60 << 20];
        new Random(1).NextBytes(content);
        await File.WriteAllBytesAsync(large, new NupkgBuilder().Add("data.bin", content).Build(), TestContext.Current.CancellationToken);
        var small = Path.Combine(_folder, "small.nupkg");
        await File.WriteAllBytesAsync(small, new NupkgBuilder().Build(), TestContext.Current.CancellationToken);

        // 64 MiB: the large package alone fills it.
        var start = AssayProcess.Describe("", ["scan", large, small, "-q", "--parallel", "1", "--no-config", "--no-advisories", "--no-community"], new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_GCHeapHardLimit"] = "4000000" });
        var (exitCode, output, error) = await AssayProcess.RunAsync(start);

        Assert.True(exitCode == ExitCode.Incomplete, $"{exitCode}: {output}{error}");
        Assert.Matches("large.nupkg: .*memory", error);
        Assert.Contains("Sample", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Packages(int count)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "packages")).FullName;
        var code = CSharpSample.CompileStatements("System.Diagnostics.Process.Start(\"a.exe\");");
        for (var i = 0; i < count; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"p{i}.nupkg"), new NupkgBuilder(NupkgBuilder.Manifest("P" + i)).Add("lib/net8.0/a.dll", code).Build());
        }
    }

    private static async Task UntilAsync(Process process, Func<bool> holds)
    {
        while (!holds() && !process.HasExited)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
