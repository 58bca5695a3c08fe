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
    public async Task A_check_says_how_many_packages_it_did_and_keeps_the_old_report()
    {
        const int Count = 400;
        Packages(Count);
        var project = Path.Combine(_folder, "packages.config");
        var report = Path.Combine(_folder, "report.json");
        var cache = Path.Combine(_folder, "cache");
        await File.WriteAllTextAsync(project, $"<packages>{string.Concat(Enumerable.Range(0, Count).Select(i => $"<package id=\"P{i}\" version=\"1.0.0\" targetFramework=\"net48\" />"))}</packages>", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(report, "old", TestContext.Current.CancellationToken);
        var start = AssayProcess.Describe("", ["check", project, "--offline", "--from", Path.Combine(_folder, "packages"), "--no-config", "--no-advisories", "--no-community", "-o", "json=" + report],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ASSAY_CACHE"] = cache });

        var (exitCode, _, error) = await AssayProcess.RunAsync(start, async process =>
        {
            // Facts are kept when a package was read.
            await UntilAsync(process, () => Directory.Exists(cache) && Directory.EnumerateFiles(cache, "*.facts", SearchOption.AllDirectories).Any());
            AssayProcess.Signal(process, "INT");
        });

        Assert.True(exitCode == 130, $"{exitCode}: {error}");
        Assert.Matches("assay: ended: [0-9]+ of 400 packages checked; nothing was written to .*report.json", error);
        Assert.Equal("old", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        Assert.Equal(["cache", "packages", "packages.config", "report.json"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_index_keeps_what_was_read_and_the_same_command_goes_on()
    {
        // What an empty index takes: it was opened, and packages are taken in.
        const long Opened = 300_000;
        Packages(400);
        var index = Path.Combine(_folder, "index.db");
        string[] command = ["community", "build", "--from", Path.Combine(_folder, "packages"), "--name", "ours", "--index", index];

        var (exitCode, _, error) = await AssayProcess.RunAsync(AssayProcess.Describe("", command), async process =>
        {
            await UntilAsync(process, () => new FileInfo(index + "-wal") is { Exists: true, Length: >= Opened });
            AssayProcess.Signal(process, "TERM");
        });
        var (next, output, said) = await AssayProcess.RunAsync(AssayProcess.Describe("", command));

        Assert.True(exitCode == 143, $"{exitCode}: {error}");
        Assert.Contains("assay: ended; what was read is kept in", error, StringComparison.Ordinal);
        Assert.True(next == ExitCode.Success, $"{next}: {said}");
        Assert.Contains("400 versions of 400 packages", output + said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advisories_that_are_being_read_leave_the_old_database()
    {
        const int Count = 20_000;
        var records = Directory.CreateDirectory(Path.Combine(_folder, "records")).FullName;
        for (var i = 0; i < Count; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(records, $"MAL-2026-{i}.json"), $$"""{ "id": "MAL-2026-{{i}}", "modified": "2026-03-04T00:00:00Z", "affected": [{ "package": { "ecosystem": "NuGet", "name": "Evil{{i}}" }, "versions": ["1.0.0"] }] }""", TestContext.Current.CancellationToken);
        }

        var database = Path.Combine(_folder, "advisories.db");
        var (imported, _, first) = await AssayProcess.RunAsync(AssayProcess.Describe("", ["advisories", "import", Path.Combine(records, "MAL-2026-1.json"), "-o", database]));
        Assert.True(imported == ExitCode.Success, first);
        var old = await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken);

        var (exitCode, _, error) = await AssayProcess.RunAsync(AssayProcess.Describe("", ["advisories", "import", records, "-o", database]), async process =>
        {
            await UntilAsync(process, () => HasOpen(process, records));
            AssayProcess.Signal(process, "HUP");
        });

        Assert.True(exitCode == 129, $"{exitCode}: {error}");
        Assert.Contains("nothing was written", error, StringComparison.Ordinal);
        Assert.Equal(old, await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken));
        Assert.Equal(["advisories.db", "records"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
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
                    left.Wait(TimeSpan.FromMinutes(5), CancellationToken.None);
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
            File.WriteAllBytes(Path.Combine(folder, $"P{i}.1.0.0.nupkg"), new NupkgBuilder(NupkgBuilder.Manifest("P" + i)).Add("lib/net8.0/a.dll", code).Build());
        }
    }

    // One file of many is open at a time, and not for long: of thousands one is seen.
    private static bool HasOpen(Process process, string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd").Any(link => File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName.StartsWith(folder, StringComparison.Ordinal) == true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended since it was asked.
            return false;
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
