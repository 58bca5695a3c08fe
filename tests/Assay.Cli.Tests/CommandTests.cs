using Assay.TestInputs;
using System.Text.Json;

namespace Assay.Cli.Tests;

public sealed class CommandTests
{
    [Theory]
    [InlineData("")]
    [InlineData("scan")]
    [InlineData("explain")]
    [InlineData("rules")]
    [InlineData("rules list")]
    [InlineData("rules test")]
    [InlineData("community")]
    [InlineData("community build")]
    [InlineData("community show")]
    [InlineData("powershell")]
    [InlineData("powershell tokens")]
    [InlineData("powershell tree")]
    [InlineData("powershell deobfuscate")]
    [InlineData("powershell inspect")]
    [InlineData("config")]
    [InlineData("config explain")]
    [InlineData("config check")]
    [InlineData("config init")]
    [InlineData("config schema")]
    [InlineData("baseline")]
    [InlineData("baseline create")]
    [InlineData("limits")]
    [InlineData("completion")]
    public async Task Every_command_has_help_with_examples(string command)
    {
        using var run = new Run();
        await run.AssayAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:\n  assay" + (command.Length == 0 ? "" : " " + command), run.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:\n  assay ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documentation_names_every_option_of_every_command()
    {
        var documentation = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", "cli.md"), TestContext.Current.CancellationToken);
        using var run = new Run();
        var options = new HashSet<string>(StringComparer.Ordinal);
        foreach (var command in new[] { "scan", "explain", "rules list", "rules test", "community build", "community show", "powershell tokens", "powershell tree", "powershell deobfuscate", "powershell inspect", "config explain", "config check", "config init", "config schema", "limits", "baseline create", "completion" })
        {
            await run.AssayAsync($"[suggest:{command.Length + 2}]", $" {command} ");
            options.UnionWith(run.Output.Split('\n').Where(line => line.StartsWith("--", StringComparison.Ordinal)));
            Assert.Contains("`assay " + command, documentation, StringComparison.Ordinal);
        }

        Assert.True(options.Count > 10, "no options were found");
        Assert.All(options, option => Assert.Contains(option, documentation, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("downloads-then-runs")]
    [InlineData("Downloads-Then-Runs")]
    [InlineData("download-and-execute")]
    public async Task A_rule_is_explained_by_its_id_or_a_former_one(string id)
    {
        using var run = new Run();
        await run.AssayAsync("explain", id);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Holds when", run.Output, StringComparison.Ordinal);
        Assert.Contains("Ingress Tool Transfer", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_explained_by_the_id_of_another_system()
    {
        using var run = new Run();
        await run.AssayAsync("explain", "th15103");
        Assert.Contains("sends-secrets", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_are_listed_for_people_and_for_programs()
    {
        using var run = new Run();
        await run.AssayAsync("rules", "list", "--category", "threats");
        Assert.Contains("sends-secrets", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("downloads-then-runs", run.Output, StringComparison.Ordinal);

        await run.AssayAsync("rules", "list", "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(2, json.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task A_broken_rule_file_is_named_with_its_place()
    {
        using var run = new Run();
        var folder = Path.Combine(run.Folder, "behaviors", "network");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "broken-rule.yml"), "title: Broken.\nbogus: 1\n", TestContext.Current.CancellationToken);

        await run.AssayAsync("rules", "test", run.Folder);

        Assert.Equal(2, run.ExitCode);
        Assert.Matches(@"broken-rule\.yml\(\d+,\d+\): error ", run.Output);
        Assert.Contains("error", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_rules_that_does_not_exist_is_nothing_to_test()
    {
        using var run = new Run();
        await run.AssayAsync("rules", "test", Path.Combine(run.Folder, "none"));
        Assert.Equal(3, run.ExitCode);
    }

    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "#compdef assay")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    [InlineData("fish", "complete -c assay")]
    public async Task Completion_scripts_ask_the_program(string shell, string part)
    {
        using var run = new Run();
        await run.AssayAsync("completion", shell);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" sc", "scan")]
    [InlineData(" scan --f", "--fail-on")]
    [InlineData(" scan x --format ", "json")]
    [InlineData(" explain down", "downloads-then-runs")]
    [InlineData(" rules list --category ", "threats")]
    [InlineData(" completion ", "fish")]
    public async Task Commands_options_values_and_rule_ids_are_completed(string line, string candidate)
    {
        using var run = new Run();
        await run.AssayAsync($"[suggest:{line.Length}]", line);
        Assert.Contains(candidate, run.Output.Split('\n'));
    }
}
