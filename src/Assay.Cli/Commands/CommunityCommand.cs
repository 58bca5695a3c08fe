using System.CommandLine;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay community</c> and its <c>show</c>.</summary>
internal static class CommunityCommand
{
    public static Command Create(Host host) => new("community", "Counts how usual findings are among packages, shows what was counted.")
    {
        CommunityBuildCommand.Create(host),
        CommunityBuildCommand.CreateUpdate(host),
        CreateShow(host),
        CommunityQueryCommand.Create(host),
        CommunityStatsCommand.Create(host),
        CommunityExportCommand.Create(host),
        CommunityImportCommand.Create(host),
    };

    private static Command CreateShow(Host host)
    {
        var file = new Argument<string?>("FILE") { Description = "A snapshot; that of this build when not given.", Arity = ArgumentArity.ZeroOrOne };
        var format = SharedOptions.Format();
        var rules = SharedOptions.Rules();
        var noColor = SharedOptions.NoColor();
        file.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("show", "Shows the population of a snapshot and its most common and rarest behaviors.") { file, format, rules, noColor };
        command.SetAction(parsed => Show(host, parsed.GetValue(file), parsed.GetValue(rules), parsed.GetValue(format) == "json", parsed.GetValue(noColor)));
        return command;
    }

    private static int Show(Host host, string? file, string? rules, bool json, bool noColor)
    {
        var community = CommunitySource.Load(host, file);
        var pack = RuleSource.Load(host, rules);
        if (json)
        {
            CommunityOverview.WriteJson(community, pack, host.Output);
            return ExitCode.Success;
        }

        using var writer = host.OpenOutput();
        CommunityOverview.Write(community, pack, host.OpenConsole(writer, noColor, host.OutputIsTerminal));
        return ExitCode.Success;
    }
}
