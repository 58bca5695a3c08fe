using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<string?> Rules() => new("--rules") { Description = "Folder of your own rule files, used together with the rules of this build.", HelpName = "DIR" };

    public static Option<bool> NoColor() => new("--no-color") { Description = "Writes no colors. NO_COLOR and FORCE_COLOR are obeyed too." };

    public static Option<string> Format()
    {
        var option = new Option<string>("--format") { Description = "Form of standard output.", DefaultValueFactory = _ => "console" };
        option.AcceptOnlyFromAmong("console", "json");
        return option;
    }

    /// <summary>Rejects words that look like options: the parser would take a mistyped option for one more argument.</summary>
    public static void RejectOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value is ['-', _, ..])
            {
                var names = (result.Parent as CommandResult)?.Command.Options.Select(option => option.Name) ?? [];
                result.AddError($"There is no option '{token.Value}'.{(Suggestion.Closest(token.Value, names) is [var closest, ..] ? $" Did you mean '{closest}'?" : "")}");
            }
        }
    }
}
