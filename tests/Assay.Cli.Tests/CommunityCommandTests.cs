using System.Text.Json;
using Assay.Community;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

public sealed class CommunityCommandTests
{
    [Theory]
    [InlineData("sample")]
    [InlineData("own", "--community", "own.json")]
    [InlineData("own", "--snapshot", "own.json")]
    [InlineData(null, "--no-community")]
    public async Task A_scan_uses_the_snapshot_it_is_given(string? expected, params string[] options)
    {
        IPrevalence? used = null;
        using var run = new Run { Prevalence = prevalence => used = prevalence };
        CommunitySample.Write(Path.Combine(run.Folder, "own.json"));

        await run.AssayAsync(["scan", run.File("pass.nupkg"), .. options.Select(option => option.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(run.Folder, option) : option)]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, used?.Snapshot.Id);
    }

    [Theory]
    [InlineData("none.json", "cannot be read")]
    [InlineData("broken.json", "The community snapshot cannot be read")]
    public async Task A_snapshot_that_cannot_be_used_is_wrong_usage(string name, string message)
    {
        using var run = new Run();
        run.File("broken.json");

        await run.AssayAsync("scan", run.File("pass.nupkg"), "--community", Path.Combine(run.Folder, name));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(character => character == '\n'));
    }

    [Fact]
    public async Task A_snapshot_and_none_exclude_each_other()
    {
        using var run = new Run();
        await run.AssayAsync("scan", run.File("pass.nupkg"), "--no-community", "--community", "x.json");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("exclude each other", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_snapshot_of_the_build_is_shown()
    {
        using var run = new Run();
        await run.AssayAsync("community", "show");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("4 packages of nuget, ranked by dependents. 1 behavior found in some, 0 in none, 0 without figures.", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Too few ranked packages for figures of the Top 100 and the Top 1,000 and the Top 10,000:", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Matches(@"50\.0 % +2 +downloads-then-runs", run.Output);
    }

    [Fact]
    public async Task A_snapshot_is_shown_for_programs()
    {
        using var run = new Run();
        await run.AssayAsync("community", "show", CommunitySample.Write(Path.Combine(run.Folder, "own.json")), "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("own", json.RootElement.GetProperty("id").GetString());
        var prevalence = json.RootElement.GetProperty("behaviors")[0].GetProperty("prevalence");
        Assert.Equal((2, 4), (prevalence.GetProperty("community").GetProperty("count").GetInt32(), prevalence.GetProperty("community").GetProperty("of").GetInt32()));
        Assert.Equal("rule-changed", json.RootElement.GetProperty("issues")[0].GetProperty("prevalence").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(0, "2026-02-01")]
    [InlineData(0, "2025-12-24", "--as-of", "2025-12-24")]
    [InlineData(2, null, "--as-of", "24.12.2025")]
    [InlineData(2, null, "--popularity", "none.csv")]
    [InlineData(2, null, "--parallel", "0")]
    public async Task A_snapshot_is_built_from_a_folder(int exitCode, string? date, params string[] options)
    {
        using var run = new Run();
        var output = Path.Combine(run.Folder, "own.json");

        await run.AssayAsync(["community", "build", "--from", Packages(run), "--name", "own", "-o", output, .. options]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(date is not null, File.Exists(output));
        if (date is not null)
        {
            Assert.Equal($"own of {date}: 2 packages of nuget, ranked by dependents; 2 rules counted; 0 other versions not counted, 0 packages left out.\n", run.Error);
            Assert.Equal((date, 2), (SnapshotJson.Read(await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken)) is var built ? built.Date : "", built.Packages.Count));
        }
    }

    [Fact]
    public async Task An_unreadable_package_is_named_and_the_others_are_counted()
    {
        using var run = new Run();
        var folder = Packages(run);
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.nupkg"), "broken", TestContext.Current.CancellationToken);

        await run.AssayAsync("community", "build", "--from", folder, "--name", "own", "-o", Path.Combine(run.Folder, "own.json"));

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("left out: broken.nupkg: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 packages left out", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_without_packages_leaves_an_older_snapshot_as_it_is()
    {
        using var run = new Run();
        var folder = Path.Combine(run.Folder, "packages");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.nupkg"), "broken", TestContext.Current.CancellationToken);
        var output = CommunitySample.Write(Path.Combine(run.Folder, "own.json"));
        var before = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);

        await run.AssayAsync("community", "build", "--from", folder, "--name", "own", "-o", output);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(run.Folder));
    }

    [Fact]
    public async Task An_index_is_built_by_name_resumed_and_updated()
    {
        using var run = new Run();
        var folder = Packages(run);

        await run.AssayAsync("community", "build", "--from", folder, "--name", "own");
        var index = Path.Combine(run.Folder, "data", "own.db");
        Assert.Equal((0, $"own of 2026-02-01 in {index}: 2 versions of 2 packages of nuget; 2 read now, 0 left out, 0 with other bytes than before, 0 still to be read.\n"), (run.ExitCode, run.Error));

        await File.WriteAllBytesAsync(Path.Combine(folder, "c.nupkg"), new NupkgBuilder(NupkgBuilder.Manifest("C")).Build(), TestContext.Current.CancellationToken);
        var output = Path.Combine(run.Folder, "own.json");
        await run.AssayAsync("community", "update", "--name", "own", "-o", output);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("3 versions of 3 packages of nuget; 1 read now", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, SnapshotJson.Read(await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken)).Packages.Count);
    }

    [Fact]
    public async Task Other_bytes_under_a_known_version_are_said_and_end_with_4()
    {
        using var run = new Run();
        var folder = Packages(run);
        await run.AssayAsync("community", "build", "--from", folder, "--name", "own");
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.nupkg"), new NupkgBuilder(NupkgBuilder.Manifest("A")).Add("a.txt", "other").Build(), TestContext.Current.CancellationToken);

        await run.AssayAsync("community", "update", "--name", "own");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("assay: ALARM: a.nupkg: Other bytes came first as a 1.0.0", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 with other bytes than before", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "Say which index", "update")]
    [InlineData(3, "There is no community index", "update", "--name", "none")]
    [InlineData(3, "there is no such folder", "build", "--from", "./none", "--name", "own")]
    [InlineData(2, "own.txt cannot be opened", "update", "--index", "own.txt")]
    public async Task What_cannot_be_built_is_said(int exitCode, string message, params string[] options)
    {
        using var run = new Run();
        var text = run.File("own.txt");
        await File.WriteAllTextAsync(text, string.Concat(Enumerable.Repeat("no database ", 500)), TestContext.Current.CancellationToken);

        await run.AssayAsync(["community", .. options.Select(option => option == "own.txt" ? text : option)]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static string Packages(Run run)
    {
        var folder = Path.Combine(run.Folder, "packages");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "a.nupkg"), new NupkgBuilder(NupkgBuilder.Manifest("A")).Build());
        File.WriteAllBytes(Path.Combine(folder, "b.nupkg"), new NupkgBuilder(NupkgBuilder.Manifest("B")).Build());
        return folder;
    }
}
