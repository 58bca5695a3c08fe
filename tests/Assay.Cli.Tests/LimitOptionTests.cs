using System.Text.Json;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

public sealed class LimitOptionTests
{
    [Theory]
    [InlineData("file-byte=1", "There is no limit 'file-byte'; did you mean")]
    [InlineData("file-bytes", "'file-bytes' sets no limit: write NAME=VALUE")]
    [InlineData("file-bytes=much", "'much' is no value of file-bytes")]
    [InlineData("nesting=1000", "nesting takes 1 to 16, not 1,000.")]
    public async Task What_sets_no_limit_is_wrong_usage(string text, string message)
    {
        using var run = new Run();

        await run.AssayAsync("scan", run.File("pass.nupkg"), "--limit", text);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_is_above_the_policy_file_and_both_are_shown()
    {
        using var run = new Run();
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "assay.yaml"), "limits: { file-bytes: 1 MiB, entries: 7 }", TestContext.Current.CancellationToken);

        await run.AssayAsync("limits", "--limit", "file-bytes=2MiB", "--format", "json");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        long Value(string name) => json.RootElement.EnumerateArray().Single(limit => limit.GetProperty("name").GetString() == name).GetProperty("value").GetInt64();
        Assert.Equal((2L << 20, 7L, 512L << 20), (Value("file-bytes"), Value("entries"), Value("input-bytes")));
        Assert.Equal(LimitTable.All.Count, json.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Explaining_the_policy_file_shows_its_limits()
    {
        using var run = new Run();
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "assay.yaml"), "limits:\n  file-bytes: 1048576\n", TestContext.Current.CancellationToken);

        await run.AssayAsync("config", "explain");

        Assert.Contains("line 2    limits.file-bytes: 1 MiB", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_file_in_a_scanned_folder_sets_nothing()
    {
        using var run = new Run();
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "assay.yaml"), "limits: { entries: 1 }", TestContext.Current.CancellationToken);

        await run.AssayAsync("scan", run.Folder);

        Assert.Contains("is not used: what is scanned has no say in its own scan", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_beyond_its_limit_is_said_with_the_name_of_the_limit()
    {
        using var run = new Run();
        var path = Path.Combine(run.Folder, "large.nupkg");
        await File.WriteAllBytesAsync(path, new NupkgBuilder().Build(), TestContext.Current.CancellationToken);

        await run.AssayAsync("scan", path, "--limit", "input-bytes=10");

        Assert.Equal(ExitCode.Incomplete, run.ExitCode);
        Assert.Contains("the limit is 10 (input-bytes)", run.Error, StringComparison.Ordinal);
    }
}
