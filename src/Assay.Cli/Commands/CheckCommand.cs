using System.CommandLine;
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
        var format = SharedOptions.Format([.. ReportFormats.Names.Where(name => name is not "json")]);
        var direct = new Option<bool>("--direct") { Description = "Only packages that a project names itself." };
        var excludeDevelopment = new Option<bool>("--exclude-development") { Description = "Leaves out what is only needed for building and testing, as far as the files tell." };
        var noStore = new Option<bool>("--no-stored-facts") { Description = "Reads every package anew, and keeps nothing for the next run." };
        var reportUrl = new Option<string?>("--report-url") { Description = "Address of the page about a package, with {id} and {version}: reports link to it.", HelpName = "PATTERN" };
        var judging = new JudgingOptions(
            output: $"Writes the report to a file too. FORMAT is one of {string.Join(", ", ReportFormats.Names)}. May be given several times.",
            all: "Shows packages without findings too, and every finding.",
            quiet: "Only packages with findings, a line each; no progress.");

        paths.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("check", "Checks all packages that projects, lock files, bills of materials and scripts need: verdicts, worst issues, vulnerabilities, and who brought them in.") { paths };
        judging.AddTo(command, format, direct, excludeDevelopment, noStore, reportUrl);
        command.SetAction((parsed, cancellation) => new CheckRun(
            new CheckRequest(
                judging.Read(parsed, parsed.GetValue(paths) is { Length: > 0 } named ? named : [host.WorkingDirectory]),
                ReportFormats.Find(parsed.GetValue(format)!),
                parsed.GetValue(direct),
                parsed.GetValue(excludeDevelopment),
                parsed.GetValue(judging.ExitZero),
                parsed.GetValue(noStore),
                parsed.GetValue(reportUrl) is { } pattern ? PageAddress.Read("--report-url", pattern) : null),
            host).ExecuteAsync(cancellation));
        return command;
    }
}
