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
        var from = new Option<string?>("--from") { Description = "Where ids are looked up: a source of your NuGet configuration or a repository of PowerShell by name (psgallery), the address of a V3 or V2 feed, or a folder; nuget, the default, stands for all sources of the NuGet configuration.", HelpName = "SOURCE" };
        var prerelease = new Option<bool>("--prerelease") { Description = "Prereleases count too when an id is given without a version." };
        var offline = new Option<bool>("--offline") { Description = "Opens no connection: only files, local package folders and earlier downloads are used." };
        var rules = SharedOptions.Rules();
        var community = new Option<string?>("--snapshot", "--community") { Description = "Community snapshot that says how usual findings are; when not given, the one that was imported for the package's community, else that of this build.", HelpName = "FILE" };
        var noCommunity = new Option<bool>("--no-community") { Description = "Uses no community snapshot." };
        var popular = new Option<string?>("--popular") { Description = "Popular packages whose names others imitate, one id a line; used in place of the list of this build.", HelpName = "FILE" };
        var advisories = new Option<string?>("--advisories") { Description = "Records of malicious packages that assay advisories import wrote; those of the user when not given.", HelpName = "FILE" };
        var config = SharedOptions.Config();
        var noConfig = SharedOptions.NoConfig();
        var baseline = new Option<string?>("--baseline") { Description = "Issues of this file do not make the exit code 1; 'assay baseline create' writes it.", HelpName = "FILE" };
        var compareTo = new Option<string?>("--compare-to") { Description = "Says first what is new against an earlier version: a file, an id@version, or previous for the version before at the source.", HelpName = "SUBJECT" };
        compareTo.CompletionSources.Add(_ => [new System.CommandLine.Completions.CompletionItem(EarlierVersions.Previous)]);
        var index = new Option<string?>("--index") { Description = "Says first what is new against the version before in this community index, which needs no file of it.", HelpName = "FILE" };
        var failOn = SharedOptions.FailOn();
        var exitZero = new Option<bool>("--exit-zero") { Description = "Ends with 0 whatever the verdicts are." };
        var all = new Option<bool>("--all") { Description = "Shows every finding, for each of several packages too." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "One line for each package, no progress." };
        var noColor = SharedOptions.NoColor();
        var parallel = SharedOptions.Parallel();
        var roots = SharedOptions.Roots();
        var revocationLists = SharedOptions.RevocationLists();

        subjects.Validators.Add(SharedOptions.RejectOptions);
        output.Validators.Add(result => Report(result, result.Tokens.Select(token => ParseOutput(token.Value).Error)));

        var command = new Command("scan", "Scans packages and reports what their code can do, when it runs and what to do about it.")
        {
            subjects, output, format, from, prerelease, offline, rules, community, noCommunity, popular, advisories, roots, revocationLists, config, noConfig, baseline, compareTo, index, failOn, exitZero, all, quiet, noColor, parallel,
        };
        command.Validators.Add(result => Report(result, [SharedOptions.ExcludeEachOther(result, config, noConfig)]));
        command.Validators.Add(result => Report(result, [result.GetValue(noCommunity) && result.GetValue(community) is not null ? "--snapshot and --no-community exclude each other." : null]));
        command.Validators.Add(result => Report(result, [result.GetValue(index) is not null && result.GetValue(compareTo) is not null ? "--index and --compare-to exclude each other." : null]));
        command.SetAction((parsed, cancellation) => new ScanRun(
            new ScanRequest
            {
                Subjects = parsed.GetRequiredValue(subjects),
                Source = new SubjectOptions(parsed.GetValue(from), parsed.GetValue(offline), GlobalPackagesFolder: null) { Prerelease = parsed.GetValue(prerelease) },
                Outputs = [.. (parsed.GetValue(output) ?? []).Select(text => ParseOutput(text).Request!)],
                Json = parsed.GetValue(format) == "json",
                Format = ReportFormats.Find(parsed.GetValue(format)!),
                Rules = parsed.GetValue(rules),
                Community = parsed.GetValue(community),
                NoCommunity = parsed.GetValue(noCommunity),
                Popular = parsed.GetValue(popular),
                Advisories = parsed.GetValue(advisories),
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

    private static (OutputRequest? Request, string? Error) ParseOutput(string text) => text.Split('=', 2) switch
    {
        [var format, { Length: > 0 } path] when ReportFormats.Find(format) is not null => (new OutputRequest(format, path), null),
        [var format, ..] when ReportFormats.Find(format) is not null => (null, $"'{text}' names no path: write {format}=PATH."),
        [var format, _] => (null, $"There is no output format '{format}'; there are {string.Join(", ", ReportFormats.Names)}."),
        _ => (null, $"'{text}' is no output: write FORMAT=PATH, such as json=report.json."),
    };

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
