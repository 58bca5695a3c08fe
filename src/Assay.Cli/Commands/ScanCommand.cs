using System.CommandLine;
using Assay.Packages;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay scan SUBJECT...</c>.</summary>
internal static class ScanCommand
{
    public static Command Create(Host host)
    {
        var subjects = new Argument<string[]>("SUBJECT")
        {
            Description = "A .nupkg, a module folder, a script or assembly, a folder of packages, an id or id@version of your NuGet sources, a package URL (pkg:nuget/Id@1.0.0), or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string[]>("--output", "-o") { Description = $"Writes the report to a file too; a PATH that ends with / gets one file for each package. FORMAT is {string.Join(", ", ReportFormats.Names)}. May be given several times.", HelpName = "FORMAT=PATH", AllowMultipleArgumentsPerToken = false };
        var format = SharedOptions.Format([.. ReportFormats.Names.Where(name => name is not ("json" or "html"))]);
        var from = SharedOptions.From();
        var prerelease = SharedOptions.Prerelease();
        var offline = SharedOptions.Offline();
        var rules = SharedOptions.Rules();
        var community = SharedOptions.Snapshot();
        var noCommunity = SharedOptions.NoCommunity();
        var popular = SharedOptions.Popular();
        var advisories = SharedOptions.Advisories();
        var noAdvisories = SharedOptions.NoAdvisories();
        var config = SharedOptions.Config();
        var noConfig = SharedOptions.NoConfig();
        var baseline = SharedOptions.Baseline();
        var compareTo = new Option<string?>("--compare-to") { Description = "Says first what is new against an earlier version: a file, an id@version, or previous for the version before at the source.", HelpName = "SUBJECT" };
        compareTo.CompletionSources.Add(_ => [new System.CommandLine.Completions.CompletionItem(EarlierVersions.Previous)]);
        var index = new Option<string?>("--index") { Description = "Says first what is new against the version before in this community index, which needs no file of it; libraries whose bytes it has are known for certain.", HelpName = "FILE" };
        var failOn = SharedOptions.FailOn();
        var exitZero = SharedOptions.ExitZero();
        var all = new Option<bool>("--all") { Description = "Shows every finding, for each of several packages too." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "One line for each package, no progress." };
        var noColor = SharedOptions.NoColor();
        var parallel = SharedOptions.Parallel();
        var roots = SharedOptions.Roots();
        var revocationLists = SharedOptions.RevocationLists();

        subjects.Validators.Add(SharedOptions.RejectOptions);
        output.Validators.Add(result => Report(result, result.Tokens.Select(token => SharedOptions.ParseOutput(token.Value).Error)));

        var command = new Command("scan", "Scans packages and reports what their code can do, when it runs and what to do about it.")
        {
            subjects, output, format, from, prerelease, offline, rules, community, noCommunity, popular, advisories, noAdvisories, roots, revocationLists, config, noConfig, baseline, compareTo, index, failOn, exitZero, all, quiet, noColor, parallel,
        };
        command.Validators.Add(result => Report(result, [SharedOptions.ExcludeEachOther(result, config, noConfig)]));
        command.Validators.Add(result => Report(result, [SharedOptions.ExcludeEachOther(result, community, noCommunity)]));
        command.Validators.Add(result => Report(result, [SharedOptions.ExcludeEachOther(result, advisories, noAdvisories)]));
        command.Validators.Add(result => Report(result, [result.GetValue(index) is not null && result.GetValue(compareTo) is not null ? "--index and --compare-to exclude each other." : null]));
        command.SetAction((parsed, cancellation) => new ScanRun(
            new ScanRequest
            {
                Subjects = parsed.GetRequiredValue(subjects),
                Source = new SubjectOptions(parsed.GetValue(from), parsed.GetValue(offline), GlobalPackagesFolder: null) { Prerelease = parsed.GetValue(prerelease) },
                Outputs = [.. (parsed.GetValue(output) ?? []).Select(text => SharedOptions.ParseOutput(text).Request!)],
                Json = parsed.GetValue(format) == "json",
                Format = ReportFormats.Find(parsed.GetValue(format)!),
                Rules = parsed.GetValue(rules),
                Community = parsed.GetValue(community),
                NoCommunity = parsed.GetValue(noCommunity),
                Popular = parsed.GetValue(popular),
                Advisories = parsed.GetValue(advisories),
                NoAdvisories = parsed.GetValue(noAdvisories),
                Policy = new PolicyOptions(parsed.GetValue(config), parsed.GetValue(noConfig)),
                Baseline = parsed.GetValue(baseline),
                CompareTo = parsed.GetValue(compareTo),
                Index = parsed.GetValue(index),
                Signatures = new SignatureOptions(parsed.GetValue(roots), parsed.GetValue(revocationLists) ?? []),
                FailOn = SharedOptions.FailCondition(parsed.GetValue(failOn)),
                All = parsed.GetValue(all),
                Quiet = parsed.GetValue(quiet),
                NoColor = parsed.GetValue(noColor),
                Parallel = parsed.GetValue(parallel),
            },
            setup => new Tally(setup.FailOn, parsed.GetValue(exitZero)),
            host).ExecuteAsync(cancellation));
        return command;
    }

    private static void Report(System.CommandLine.Parsing.SymbolResult result, IEnumerable<string?> errors)
    {
        foreach (var error in errors)
        {
            if (error is not null)
            {
                result.AddError(error);
            }
        }
    }
}
