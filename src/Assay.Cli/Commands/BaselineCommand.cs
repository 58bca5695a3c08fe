using System.CommandLine;
using Assay.Packages;

namespace Assay.Cli;

/// <summary><c>assay baseline create SUBJECT... -o FILE</c>.</summary>
internal static class BaselineCommand
{
    public static Command Create(Host host) => new("baseline", "Keeps known issues, so that only new ones fail a run.") { CreateCreate(host) };

    private static Command CreateCreate(Host host)
    {
        var subjects = new Argument<string[]>("SUBJECT") { Description = "What to scan, as for 'assay scan'.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "The baseline.", HelpName = "FILE", Required = true };
        var from = SharedOptions.From();
        var offline = SharedOptions.Offline();
        var rules = SharedOptions.Rules();
        var config = SharedOptions.Config();
        var noConfig = SharedOptions.NoConfig();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No progress and no summary." };
        var parallel = SharedOptions.Parallel();
        subjects.Validators.Add(SharedOptions.RejectOptions);

        var command = new Command("create", "Scans packages and writes the fingerprints of their issues; versions are no part of it.") { subjects, output, from, offline, rules, config, noConfig, quiet, parallel };
        command.Validators.Add(result =>
        {
            if (SharedOptions.ExcludeEachOther(result, config, noConfig) is { } error)
            {
                result.AddError(error);
            }
        });
        command.SetAction((parsed, cancellation) => new BaselineRun(
            new ScanRequest
            {
                Subjects = parsed.GetRequiredValue(subjects),
                Source = new SubjectOptions(parsed.GetValue(from), parsed.GetValue(offline), GlobalPackagesFolder: null),
                Rules = parsed.GetValue(rules),
                NoCommunity = true,
                Policy = new PolicyOptions(parsed.GetValue(config), parsed.GetValue(noConfig)),
                Quiet = parsed.GetValue(quiet),
                Parallel = parsed.GetValue(parallel),
            },
            parsed.GetRequiredValue(output),
            host).ExecuteAsync(cancellation));
        return command;
    }
}
