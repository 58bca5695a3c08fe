namespace Assay.Cli.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(0, "pass")]
    [InlineData(0, "pass", "review")]
    [InlineData(1, "pass", "fail")]
    [InlineData(4, "pass", "unknown")]
    [InlineData(1, "unknown", "fail")]
    public async Task The_worst_verdict_decides(int expected, params string[] verdicts)
    {
        using var run = new Run();
        await run.AssayAsync(["scan", .. verdicts.Select(verdict => run.File(verdict + ".nupkg"))]);
        Assert.Equal(expected, run.ExitCode);
    }

    [Theory]
    [InlineData(1, "review", "--fail-on", "review")]
    [InlineData(0, "review", "--fail-on", "fail")]
    [InlineData(1, "fail", "--fail-on", "review")]
    [InlineData(4, "unknown", "--fail-on", "review")]
    [InlineData(1, "unknown", "--fail-on", "unknown")]
    [InlineData(1, "review", "--fail-on", "unknown,review")]
    [InlineData(1, "review", "--fail-on", "unknown", "--fail-on", "review")]
    [InlineData(0, "fail", "--exit-zero")]
    [InlineData(0, "unknown", "--exit-zero")]
    public async Task Options_move_the_limit(int expected, string verdict, params string[] options)
    {
        using var run = new Run();
        await run.AssayAsync(["scan", run.File(verdict + ".nupkg"), .. options]);
        Assert.Equal(expected, run.ExitCode);
    }

    [Theory]
    [InlineData(2, "usage")]
    [InlineData(3, "nothing")]
    [InlineData(5, "unreachable")]
    [InlineData(4, "unreadable")]
    public async Task A_subject_that_gives_nothing_is_explained_in_one_line(int expected, string subject)
    {
        using var run = new Run();
        await run.AssayAsync("scan", subject);

        Assert.Equal(expected, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("assay: " + subject + ": ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData(4, "pass")]
    [InlineData(1, "fail")]
    public async Task A_missing_subject_beside_others_does_not_stop_them(int expected, string verdict)
    {
        using var run = new Run();
        await run.AssayAsync("scan", "nothing", run.File(verdict + ".nupkg"));

        Assert.Equal(expected, run.ExitCode);
        Assert.Contains(verdict.ToUpperInvariant(), run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_is_nothing_to_scan()
    {
        using var run = new Run();
        await run.AssayAsync("scan", run.Folder);
        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task A_package_that_cannot_be_opened_is_one_line_and_the_others_go_on()
    {
        using var run = new Run();
        await run.AssayAsync("scan", Path.Combine(run.Folder, "gone.nupkg"), run.File("pass.nupkg"));

        Assert.Equal(4, run.ExitCode);
        Assert.StartsWith("assay: gone.nupkg: cannot be read: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("unreadable  gone.nupkg", run.Output, StringComparison.Ordinal);
        Assert.Contains("pass        pass 1.0.0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_is_one_line_without_a_stack_trace_and_the_others_go_on()
    {
        using var run = new Run { Scan = (package, _) => package.Name == "bug.nupkg" ? throw new InvalidOperationException("row\n\u001b[2J7") : Run.Report(package.Name) };
        await run.AssayAsync("scan", run.File("bug.nupkg"), run.File("pass.nupkg"));

        Assert.Equal(70, run.ExitCode);
        Assert.Equal("assay: internal error: InvalidOperationException: row \\u{1b}[2J7 (ASSAY_DEBUG=1 shows where), while bug.nupkg was scanned\n", run.Error);
        Assert.Contains("pass        pass 1.0.0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_trace_is_shown_on_request()
    {
        using var run = new Run { Scan = (_, _) => throw new InvalidOperationException("bug") }.With("ASSAY_DEBUG", "1");
        await run.AssayAsync("scan", run.File("pass.nupkg"));
        Assert.Contains("   at Assay.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_with_130_and_leaves_no_file()
    {
        using var source = new CancellationTokenSource();
        using var run = new Run
        {
            Cancellation = source.Token,
            Scan = (_, cancellation) =>
            {
                source.Cancel();
                cancellation.ThrowIfCancellationRequested();
                return PlainSamples.Clean;
            },
        };
        var target = Path.Combine(run.Folder, "out.json");
        await run.AssayAsync("scan", run.File("a.nupkg"), run.File("b.nupkg"), "-o", "json=" + target);

        Assert.Equal(130, run.ExitCode);
        Assert.Equal(["a.nupkg", "b.nupkg"], Directory.GetFiles(run.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("scna x", "Did you mean 'scan'?")]
    [InlineData("scan", "SUBJECT")]
    [InlineData("scan x --no-such-option", "--no-such-option")]
    [InlineData("scan x --offlin", "Did you mean '--offline'?")]
    [InlineData("explain --al", "There is no option '--al'")]
    [InlineData("scan x -o report.json", "write FORMAT=PATH")]
    [InlineData("scan x -o json=", "names no path")]
    [InlineData("scan x -o html", "names no path: write html=PATH")]
    [InlineData("scan x -o pdf=a.pdf", "no output format 'pdf'")]
    [InlineData("scan x -o json=no/such/folder/a.json", "its folder does not exist")]
    [InlineData("scan x -o json=a.json -o json=a.json", "given twice")]
    [InlineData("scan x --fail-on never", "'never' is neither verdict, severity nor assessment")]
    [InlineData("scan x --fail-on high,secretz", "did you mean 'secrets'")]
    [InlineData("scan x --config a --no-config", "exclude each other")]
    [InlineData("scan x --config no/such/file", "there is no such file")]
    [InlineData("scan x --baseline no/such/file", "cannot be read")]
    [InlineData("config explain sends-secret", "did you mean 'sends-secrets'?")]
    [InlineData("config check no/such/file", "there is no such file")]
    [InlineData("baseline create x", "--output")]
    [InlineData("scan x --parallel 0", "1 to 256")]
    [InlineData("scan x --parallel many", "many")]
    [InlineData("scan x --rules no/such/folder", "no such folder of rules")]
    [InlineData("explain downlods-then-runs", "did you mean downloads-then-runs?")]
    [InlineData("explain zzzzzz", "assay rules list")]
    [InlineData("rules list --category nothing", "there are execution, threats")]
    [InlineData("completion cmd", "bash")]
    [InlineData("", "assay [command]")]
    public async Task Wrong_usage_is_said_on_standard_error_and_ends_with_2(string line, string said)
    {
        using var run = new Run();
        await run.AssayAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }
}
