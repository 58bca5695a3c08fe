using System.CommandLine;
using System.CommandLine.Completions;
using Assay.Packages;
using Assay.Rules;

namespace Assay.Cli;

/// <summary><c>assay diff A B</c>.</summary>
internal static class DiffCommand
{
    private static readonly string[] Formats = ["json", "html", "markdown"];

    public static Command Create(Host host)
    {
        var subjects = new Argument<string[]>("SUBJECT")
        {
            Description = "Two packages, each a .nupkg, a module folder, a script or assembly, an id@version or a package URL; or an id and two versions; with one version, or none, the one before it is the other.",
            Arity = new ArgumentArity(1, 3),
        };
        var output = new Option<string[]>("--output", "-o") { Description = "Writes the comparison to a file too. FORMAT is json, html or markdown. May be given several times.", HelpName = "FORMAT=PATH", AllowMultipleArgumentsPerToken = false };
        var format = new Option<string>("--format") { Description = "Form of standard output.", DefaultValueFactory = _ => "console" };
        format.AcceptOnlyFromAmong("console", "json", "markdown");
        var from = new Option<string?>("--from") { Description = "Where ids are looked up, as for 'assay scan'.", HelpName = "SOURCE" };
        var prerelease = new Option<bool>("--prerelease") { Description = "Prereleases count too when an id is given without a version." };
        var offline = new Option<bool>("--offline") { Description = "Opens no connection." };
        var rules = SharedOptions.Rules();
        var community = new Option<string?>("--community") { Description = "Community snapshot that says how usual findings are; the one of this build when not given.", HelpName = "FILE" };
        var noCommunity = new Option<bool>("--no-community") { Description = "Uses no community snapshot." };
        var config = SharedOptions.Config();
        var noConfig = SharedOptions.NoConfig();
        var failOn = FailOnNew();
        var exitZero = new Option<bool>("--exit-zero") { Description = "Ends with 0 whatever differs." };
        var all = new Option<bool>("--all") { Description = "Shows every file and place." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "One line, no progress." };
        var noColor = SharedOptions.NoColor();
        var roots = SharedOptions.Roots();
        var revocationLists = SharedOptions.RevocationLists();

        subjects.Validators.Add(SharedOptions.RejectOptions);
        output.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => Parse(token.Value) is null))
            {
                result.AddError($"'{token.Value}' is no output: write json=PATH, html=PATH or markdown=PATH.");
            }
        });
        var command = new Command("diff", "Compares two packages or versions: what is new, gone and changed in what they do, who signs them and what they hold.")
        {
            subjects, output, format, from, prerelease, offline, rules, community, noCommunity, config, noConfig, roots, revocationLists, failOn, exitZero, all, quiet, noColor,
        };
        command.Validators.Add(result =>
        {
            if (SharedOptions.ExcludeEachOther(result, config, noConfig) is { } error)
            {
                result.AddError(error);
            }

            if (result.GetValue(noCommunity) && result.GetValue(community) is not null)
            {
                result.AddError("--community and --no-community exclude each other.");
            }
        });
        command.SetAction((parsed, cancellation) => new DiffRun(
            new DiffRequest(
                new ScanRequest
                {
                    Subjects = parsed.GetRequiredValue(subjects),
                    Source = new SubjectOptions(parsed.GetValue(from), parsed.GetValue(offline), GlobalPackagesFolder: null) { Prerelease = parsed.GetValue(prerelease) },
                    Outputs = [.. (parsed.GetValue(output) ?? []).Select(text => Parse(text)!)],
                    Rules = parsed.GetValue(rules),
                    Community = parsed.GetValue(community),
                    NoCommunity = parsed.GetValue(noCommunity),
                    Policy = new PolicyOptions(parsed.GetValue(config), parsed.GetValue(noConfig)),
                    Signatures = new SignatureOptions(parsed.GetValue(roots), parsed.GetValue(revocationLists) ?? []),
                    All = parsed.GetValue(all),
                    Quiet = parsed.GetValue(quiet),
                    NoColor = parsed.GetValue(noColor),
                },
                parsed.GetValue(format)!,
                parsed.GetValue(failOn) is { Length: > 0 } words ? new NewCondition([.. words.SelectMany(word => word.Split(','))]) : NewCondition.Default,
                parsed.GetValue(exitZero)),
            host).ExecuteAsync(cancellation));
        return command;
    }

    private static Option<string[]> FailOnNew()
    {
        var option = new Option<string[]>("--fail-on-new")
        {
            Description = "What makes the exit code 1 besides the verdict fail: a worse verdict, a signer that is lost or another one (signer), new hosts, dependencies, surfaces (surfaces:build), issues (issues:medium: of this severity or a higher one), behaviors (suspicious ones; behaviors:notable). Several with commas.",
            HelpName = "WORD,...",
            AllowMultipleArgumentsPerToken = false,
        };
        option.CompletionSources.Add(_ => NewCondition.All.Select(word => new CompletionItem(word)));
        option.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.SelectMany(token => token.Value.Split(',')).Where(word => !NewCondition.All.Contains(word, StringComparer.Ordinal)))
            {
                result.AddError($"'{word}' is nothing that can be new{(Suggestion.Ask(word, NewCondition.All) is { Length: > 0 } question ? question : $"; known are {string.Join(", ", NewCondition.All)}.")}");
            }
        });
        return option;
    }

    private static OutputRequest? Parse(string text) => text.Split('=', 2) is [var format, { Length: > 0 } path] && Formats.Contains(format, StringComparer.Ordinal) ? new OutputRequest(format, path) : null;
}
