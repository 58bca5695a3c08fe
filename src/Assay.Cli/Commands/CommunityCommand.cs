using System.CommandLine;
using System.Globalization;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay community</c>: building, and what is done with what was built.</summary>
internal static class CommunityCommand
{
    public static Command Create(Host host) => new("community", "Counts how usual findings are among packages, shows what was counted.") 
    {
        CreateBuild(host),
        CreateShow(host),
        CommunityQueryCommand.Create(host),
        CommunityStatsCommand.Create(host),
        CommunityExportCommand.Create(host),
        CommunityImportCommand.Create(host),
    };

    private static Command CreateBuild(Host host)
    {
        var from = new Option<string[]>("--from") { Description = "Folder of packages; may be given several times. The latest version of each id is counted.", HelpName = "DIR", Required = true };
        var name = new Option<string>("--name") { Description = "Id of the snapshot, as reports show it.", HelpName = "NAME", Required = true };
        var popularity = new Option<string?>("--popularity") { Description = "Ranks by the downloads of this file, lines of id,downloads; without it packages rank by how many others of them depend on them.", HelpName = "FILE.csv" };
        var asOf = new Option<string?>("--as-of") { Description = "The day that the figures speak of, yyyy-MM-dd; today when not given.", HelpName = "DATE" };
        var output = new Option<string>("--output", "-o") { Description = "The snapshot.", HelpName = "FILE", Required = true };
        var rules = SharedOptions.Rules();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No progress and no summary." };
        var parallel = new Option<int>("--parallel") { Description = "Packages that are read at the same time; as many as there are processors when not given.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !token.Value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
            {
                result.AddError("--name takes letters, digits, '-', '_' and '.'.");
            }
        });
        asOf.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !TryParseDate(token.Value, out _))
            {
                result.AddError($"'{token.Value}' is no date: write yyyy-MM-dd.");
            }
        });
        parallel.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number is < 1 or > 256)
            {
                result.AddError("--parallel takes a number from 1 to 256.");
            }
        });

        var command = new Command("build", "Reads the packages of folders and writes how many of them have each finding.") { from, name, popularity, asOf, output, rules, quiet, parallel };
        command.SetAction((parsed, cancellation) => new CommunityBuildRun(
            new CommunityBuildRequest
            {
                Folders = parsed.GetRequiredValue(from),
                Name = parsed.GetRequiredValue(name),
                Popularity = parsed.GetValue(popularity),
                Date = TryParseDate(parsed.GetValue(asOf), out var date) ? date : DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime),
                Output = parsed.GetRequiredValue(output),
                Rules = parsed.GetValue(rules),
                Quiet = parsed.GetValue(quiet),
                Parallel = parsed.GetValue(parallel),
            },
            host).ExecuteAsync(cancellation));
        return command;
    }

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

    private static bool TryParseDate(string? text, out DateOnly date) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
