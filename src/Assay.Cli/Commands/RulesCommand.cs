using System.CommandLine;
using Assay.Model;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay rules list</c> and <c>assay rules test DIR</c>.</summary>
internal static class RulesCommand
{
    public static Command Create(Host host) => new("rules", "Lists rules, checks rule files.") { CreateList(host), CreateTest(host) };

    private static Command CreateList(Host host)
    {
        var category = new Option<string?>("--category") { Description = "Only the rules of this category.", HelpName = "NAME" };
        category.CompletionSources.Add(_ => Categories(RuleSource.Load(host, folder: null)));
        var format = SharedOptions.Format();
        var rules = SharedOptions.Rules();
        var noColor = SharedOptions.NoColor();
        var command = new Command("list", "Lists the rules by category.") { category, format, rules, noColor };
        command.SetAction(parsed => List(host, RuleSource.Load(host, parsed.GetValue(rules)), parsed.GetValue(category), parsed.GetValue(format) == "json", parsed.GetValue(noColor)));
        return command;
    }

    private static int List(Host host, RulePack pack, string? category, bool json, bool noColor)
    {
        if (category is not null && !Categories(pack).Contains(category, StringComparer.Ordinal))
        {
            throw new CommandFailedException(ExitCode.Usage, $"there is no category '{category}'; there are {string.Join(", ", Categories(pack))}");
        }

        var listed = pack.Behaviors.Concat<Rule>(pack.Policies).Where(rule => category is null || rule.Category == category);
        if (json)
        {
            RuleList.WriteJson(listed, host.Output);
            return ExitCode.Success;
        }

        using var writer = host.OpenOutput();
        RuleList.Write(listed, host.OpenConsole(writer, noColor, host.OutputIsTerminal));
        return ExitCode.Success;
    }

    private static Command CreateTest(Host host)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of rule files." };
        folder.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("test", "Checks rule files and writes what is wrong as file(line,column).") { folder };
        command.SetAction(parsed => Test(host, parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Test(Host host, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CommandFailedException(ExitCode.NothingFound, $"{folder}: there is no such folder");
        }

        var result = host.Engine.ReadRules(folder);
        using var writer = host.OpenOutput();
        foreach (var diagnostic in result.Diagnostics)
        {
            writer.WriteLine(TerminalText.EncodeProse(diagnostic.ToString()));
        }

        if (result.Diagnostics.Count == 0 && result.Pack is { Behaviors.Count: 0, Policies.Count: 0 })
        {
            throw new CommandFailedException(ExitCode.Usage, $"{folder}: there are no rules; they lie at behaviors/CATEGORY/ID.yml and policies/CATEGORY/ID.yml");
        }

        var errors = result.Diagnostics.Count(diagnostic => diagnostic.IsError);
        var warnings = result.Diagnostics.Count - errors;
        host.Say(result.Pack is { } pack
            ? $"behaviors: {pack.Behaviors.Count}, policies: {pack.Policies.Count}, errors: {errors}, warnings: {warnings}"
            : $"errors: {errors}, warnings: {warnings}");
        return errors > 0 || result.Pack is null ? ExitCode.Usage : ExitCode.Success;
    }

    private static IEnumerable<string> Categories(RulePack pack) =>
        pack.Behaviors.Concat<Rule>(pack.Policies).Select(rule => rule.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
