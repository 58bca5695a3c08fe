using System.CommandLine;
using Assay.Community.Index;
using Assay.Rules;

namespace Assay.Cli;

/// <summary><c>assay community stats</c>.</summary>
internal static class CommunityStatsCommand
{
    public static Command Create(Host host)
    {
        var choice = new IndexChoice();
        var rule = new Option<string?>("--rule") { Description = "Shows how many packages had this finding, week by week.", HelpName = "ID" };
        var sizes = new Option<bool>("--sizes") { Description = "Shows the bytes of each table; reads the whole file." };
        var format = SharedOptions.Format();
        var command = new Command("stats", "Shows what an index holds, or the weekly figures of a rule.") { rule, sizes, format };
        choice.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed)));
        return command;

        int Run(ParseResult parsed)
        {
            var (path, name) = choice.Find(host, parsed);
            try
            {
                using var database = IndexDatabase.OpenToRead(path);
                var isJson = parsed.GetValue(format) == "json";
                if (parsed.GetValue(rule) is { } id)
                {
                    WriteSeries(database, id, isJson);
                    return ExitCode.Success;
                }

                var statistics = CommunityStatistics.Of(database);
                var tables = parsed.GetValue(sizes) ? CommunityStatistics.Sizes(database) : null;
                if (isJson)
                {
                    StatsOutput.WriteJson(name, statistics, tables, new FileInfo(path).Length, host.Output);
                    return ExitCode.Success;
                }

                using var writer = host.OpenOutput();
                StatsOutput.WriteText(name, statistics, tables, new FileInfo(path).Length, writer);
                return ExitCode.Success;
            }
            catch (IndexException exception)
            {
                throw new CommandFailedException(ExitCode.Usage, exception.Message);
            }

            void WriteSeries(IndexDatabase database, string id, bool isJson)
            {
                var scope = choice.Scope(parsed);
                var series = PrevalenceSeries.Of(database, id, scope);
                if (series.Count == 0)
                {
                    throw new CommandFailedException(ExitCode.Usage, $"there are no figures of '{id}'{(Suggestion.Ask(id, StoredPrevalence.RuleNames(database)) is { Length: > 0 } question ? question : ".")}");
                }

                if (isJson)
                {
                    SeriesOutput.WriteJson(id, series, host.Output);
                    return;
                }

                using var writer = host.OpenOutput();
                SeriesOutput.WriteText(id, series, writer);
            }
        }
    }
}
