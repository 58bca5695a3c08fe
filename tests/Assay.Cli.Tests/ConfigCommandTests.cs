using System.Text.Json;

namespace Assay.Cli.Tests;

public sealed class ConfigCommandTests
{
    private const string Whole = """
        fail-on: [high, secrets]
        rules:
          sends-secrets: { severity: medium, reason: Known. }
        suppressions:
        - { rule: sends-secrets, package: "pkg:nuget/A@[1.0,2.0)", path: "lib/**", reason: Fine., owner: us, expires: 2026-01-01 }
        """;

    [Fact]
    public async Task Settings_are_explained_with_their_lines()
    {
        using var run = await Run(Whole).AssayAsync("config", "explain");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("assay.yaml, sha256 ", run.Output, StringComparison.Ordinal);
        Assert.Contains("  line 1    fail-on: high\n  line 1    fail-on: secrets\n  line 3    rules.sends-secrets: medium (Known.)\n  line 5    suppressions: sends-secrets in pkg:nuget/A@[1.0,2.0), lib/**, until 2026-01-01, us: Fine.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_explained_with_what_is_built_in_and_what_holds()
    {
        using var run = await Run(Whole).AssayAsync("config", "explain", "sends-secrets");

        // It is of the assessment malware, and no longer of high severity.
        Assert.Contains("built in  severity high, assessment malware, status fail\n  holds     severity medium\n  line 3    rules.sends-secrets: medium (Known.)\n  line 5    suppressions", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail-on", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_fail_on_means_names_the_line()
    {
        using var run = await Run("fail-on: [high, 'secrets:fail', review]").AssayAsync("config", "explain", "sends-secrets", "--format", "json");
        using var json = JsonDocument.Parse(run.Output);

        Assert.Equal("high", json.RootElement.GetProperty("severity").GetString());
        Assert.False(json.RootElement.GetProperty("off").GetBoolean());
        Assert.Equal(["high", "review"], json.RootElement.GetProperty("settings").EnumerateArray().Select(setting => setting.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Without_a_file_the_defaults_are_said()
    {
        using var run = await new Run().AssayAsync("config", "explain");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("No policy file holds here.\n  default   fail-on: fail\n", run.Output);
    }

    [Fact]
    public async Task A_file_without_errors_is_checked_with_its_warnings()
    {
        using var run = await Run(Whole).AssayAsync("config", "check");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("assay.yaml(5,1): warning ASYR0035: ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("errors: 0, warnings: 1\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_end_with_2_and_nothing_is_scanned()
    {
        using var run = Run("rules:\n  send-secrets: off\n");

        await run.AssayAsync("config", "check");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("assay.yaml(2,3): error ASYR0034: There is no rule 'send-secrets'; did you mean 'sends-secrets'?", run.Output, StringComparison.Ordinal);

        await run.AssayAsync("scan", run.File("pass.nupkg"));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("assay.yaml(2,3): error ASYR0034", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_to_check_is_nothing_found()
    {
        using var run = await new Run().AssayAsync("config", "check");
        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task A_file_to_start_with_is_written_once_and_has_no_errors()
    {
        using var run = await new Run().AssayAsync("config", "init");
        Assert.Equal(0, run.ExitCode);

        await run.AssayAsync("config", "check");
        Assert.Equal(0, run.ExitCode);

        await run.AssayAsync("config", "init");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("exists already", run.Error, StringComparison.Ordinal);
    }

    private static Run Run(string policy)
    {
        var run = new Run();
        File.WriteAllText(Path.Combine(run.Folder, "assay.yaml"), policy);
        return run;
    }
}
