using System.CommandLine;
using Assay.Packages;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay check [PATH...]</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(Host host)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "A folder, solution, project, lock file, packages.config, deps.json, tool manifest, file-based app, bill of materials (CycloneDX, SPDX), or a PowerShell manifest, script or file of required resources; the working directory when not given.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = new Option<string[]>("--output", "-o") { Description = $"Writes the report to a file too. FORMAT is one of {string.Join(", ", ReportFormats.Names)}. May be given several times.", HelpName = "FORMAT=PATH", AllowMultipleArgumentsPerToken = false };
        var format = SharedOptions.Format([.. ReportFormats.Names.Where(name => name is not "json")]);
        var direct = new Option<bool>("--direct") { Description = "Only packages that a project names itself." };
        var excludeDevelopment = new Option<bool>("--exclude-development") { Description = "Leaves out what is only needed for building and testing, as far as the files tell." };
        var from = SharedOptions.From();
        var offline = SharedOptions.Offline();
        var noStore = new Option<bool>("--no-stored-facts") { Description = "Reads every package anew, and keeps nothing for the next run." };
        var rules = SharedOptions.Rules();
        var community = SharedOptions.Snapshot();
        var noCommunity = SharedOptions.NoCommunity();
        var popular = SharedOptions.Popular();
        var advisories = SharedOptions.Advisories();
        var noAdvisories = SharedOptions.NoAdvisories();
        var reportUrl = new Option<string?>("--report-url") { Description = "Address of the page about a package, with {id} and {version}: reports link to it.", HelpName = "PATTERN" };
        var config = SharedOptions.Config();
        var noConfig = SharedOptions.NoConfig();
        var baseline = SharedOptions.Baseline();
        var failOn = SharedOptions.FailOn();
        var exitZero = SharedOptions.ExitZero();
        var all = new Option<bool>("--all") { Description = "Shows packages without findings too, and every finding." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Only packages with findings, a line each; no progress." };
        var noColor = SharedOptions.NoColor();
        var parallel = SharedOptions.Parallel();
        var roots = SharedOptions.Roots();
        var revocationLists = SharedOptions.RevocationLists();

        paths.Validators.Add(SharedOptions.RejectOptions);
        output.Validators.Add(result =>
        {
            foreach (var error in result.Tokens.Select(token => SharedOptions.ParseOutput(token.Value).Error).OfType<string>())
            {
                result.AddError(error);
            }
        });
        var command = new Command("check", "Checks all packages that projects, lock files, bills of materials and scripts need: verdicts, worst issues, vulnerabilities, and who brought them in.")
        {
            paths, output, format, direct, excludeDevelopment, from, offline, noStore, rules, community, noCommunity, popular, advisories, noAdvisories, reportUrl, roots, revocationLists, config, noConfig, baseline, failOn, exitZero, all, quiet, noColor, parallel,
        };
        command.Validators.Add(result =>
        {
            foreach (var error in new[] { SharedOptions.ExcludeEachOther(result, config, noConfig), SharedOptions.ExcludeEachOther(result, community, noCommunity), SharedOptions.ExcludeEachOther(result, advisories, noAdvisories) }.OfType<string>())
            {
                result.AddError(error);
            }
        });
        command.SetAction((parsed, cancellation) => new CheckRun(
            new CheckRequest(
                new ScanRequest
                {
                    Subjects = parsed.GetValue(paths) is { Length: > 0 } named ? named : [host.WorkingDirectory],
                    Source = new SubjectOptions(parsed.GetValue(from), parsed.GetValue(offline), GlobalPackagesFolder: null),
                    Outputs = [.. (parsed.GetValue(output) ?? []).Select(text => SharedOptions.ParseOutput(text).Request!)],
                    Rules = parsed.GetValue(rules),
                    Community = parsed.GetValue(community),
                    NoCommunity = parsed.GetValue(noCommunity),
                    Popular = parsed.GetValue(popular),
                    Advisories = parsed.GetValue(advisories),
                    NoAdvisories = parsed.GetValue(noAdvisories),
                    Policy = new PolicyOptions(parsed.GetValue(config), parsed.GetValue(noConfig)),
                    Baseline = parsed.GetValue(baseline),
                    Signatures = new SignatureOptions(parsed.GetValue(roots), parsed.GetValue(revocationLists) ?? []),
                    FailOn = SharedOptions.FailCondition(parsed.GetValue(failOn)),
                    All = parsed.GetValue(all),
                    Quiet = parsed.GetValue(quiet),
                    NoColor = parsed.GetValue(noColor),
                    Parallel = parsed.GetValue(parallel),
                },
                ReportFormats.Find(parsed.GetValue(format)!),
                parsed.GetValue(direct),
                parsed.GetValue(excludeDevelopment),
                parsed.GetValue(exitZero),
                parsed.GetValue(noStore),
                parsed.GetValue(reportUrl) is { } pattern ? PageAddress.Read("--report-url", pattern) : null),
            host).ExecuteAsync(cancellation));
        return command;
    }
}
