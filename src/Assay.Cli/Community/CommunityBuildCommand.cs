using System.CommandLine;

namespace Assay.Cli;

/// <summary><c>assay community build</c>.</summary>
internal static class CommunityBuildCommand
{
    public static Command Create(Host host)
    {
        var from = new Option<string[]>("--from") { Description = "Folder of packages, a source of the NuGet configuration by name, psgallery, or the address of a feed; may be given several times.", HelpName = "SOURCE", Required = true };
        var name = IndexLocation.Name();
        name.Required = true;
        var index = IndexLocation.Index();
        index.Description = "The file of the index, made or gone on with. When neither this nor --output is given, and for feeds: NAME.db in the data folder of the user. Folders with --output alone leave no index.";
        var latest = new Option<bool>("--latest") { Description = "Reads only the version that stands for each package. Without an index that is always so." };
        var popularity = Popularity();
        var asOf = AsOf();
        var output = new Option<string?>("--output", "-o") { Description = "A snapshot of the figures.", HelpName = "FILE" };
        var rules = SharedOptions.Rules();
        var quiet = Quiet();
        var parallel = Parallel();
        var command = new Command("build", "Reads the packages of folders and feeds and keeps how many of them have each finding.") { from, name, index, latest, popularity, asOf, output, rules, quiet, parallel };
        command.SetAction((parsed, cancellation) =>
        {
            var sources = parsed.GetRequiredValue(from);
            var keepsNothing = parsed.GetValue(index) is null && parsed.GetValue(output) is not null && sources.All(Directory.Exists);
            return new CommunityBuildRun(
                new CommunityBuildRequest
                {
                    From = sources,
                    Name = parsed.GetValue(name),
                    Index = keepsNothing ? null : IndexLocation.Find(host, parsed.GetValue(index), parsed.GetValue(name)),
                    LatestOnly = parsed.GetValue(latest),
                    Popularity = parsed.GetValue(popularity),
                    Date = CommandDate.Of(parsed.GetValue(asOf)) ?? host.Today,
                    Output = parsed.GetValue(output),
                    Rules = parsed.GetValue(rules),
                    Quiet = parsed.GetValue(quiet),
                    Parallel = parsed.GetValue(parallel),
                },
                host).ExecuteAsync(cancellation);
        });
        return command;
    }

    /// <summary><c>assay community update</c>.</summary>
    public static Command CreateUpdate(Host host)
    {
        var index = IndexLocation.Index();
        var name = IndexLocation.Name();
        var popularity = Popularity();
        var asOf = AsOf();
        var output = new Option<string?>("--output", "-o") { Description = "A snapshot of the figures.", HelpName = "FILE" };
        var rules = SharedOptions.Rules();
        var quiet = Quiet();
        var parallel = Parallel();
        var command = new Command("update", "Takes in what is new in the folders and feeds that an index was built from, and their downloads of the day.") { index, name, popularity, asOf, output, rules, quiet, parallel };
        command.SetAction((parsed, cancellation) =>
        {
            var path = IndexLocation.Find(host, parsed.GetValue(index), parsed.GetValue(name));
            return !File.Exists(path) ? throw new CommandFailedException(ExitCode.NothingFound, $"There is no community index {path}.") : new CommunityBuildRun(
                new CommunityBuildRequest
                {
                    From = [],
                    Index = path,
                    Popularity = parsed.GetValue(popularity),
                    Date = CommandDate.Of(parsed.GetValue(asOf)) ?? host.Today,
                    Output = parsed.GetValue(output),
                    Rules = parsed.GetValue(rules),
                    Quiet = parsed.GetValue(quiet),
                    Parallel = parsed.GetValue(parallel),
                },
                host).ExecuteAsync(cancellation);
        });
        return command;
    }

    private static Option<string?> Popularity() =>
        new("--popularity") { Description = "Ranks by the downloads of this file, lines of id,downloads; without it and without a feed that counts, packages rank by how many others of them depend on them.", HelpName = "FILE.csv" };

    private static Option<bool> Quiet() => new("--quiet", "-q") { Description = "No progress and no summary." };

    private static Option<string?> AsOf()
    {
        var asOf = new Option<string?>("--as-of") { Description = "The day that the figures speak of, yyyy-MM-dd; today when not given.", HelpName = "DATE" };
        asOf.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && CommandDate.Of(token.Value) is null)
            {
                result.AddError($"'{token.Value}' is no date: write yyyy-MM-dd.");
            }
        });
        return asOf;
    }

    private static Option<int> Parallel()
    {
        var parallel = SharedOptions.Parallel();
        parallel.Description = "Packages that are read at the same time; as many as there are processors when not given.";
        return parallel;
    }
}
