using System.CommandLine;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay scan SUBJECT...</c>.</summary>
internal static class ScanCommand
{
    /// <summary>Says what stages cost; known to the entry point, which measures from the start.</summary>
    public const string Timings = "--timings";

    public static Command Create(Host host)
    {
        var subjects = new Argument<string[]>("SUBJECT")
        {
            Description = "A .nupkg, a module folder, a script or assembly, a folder of packages, an id or id@version of your NuGet sources, a package URL (pkg:nuget/Id@1.0.0), or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = SharedOptions.Format([.. ReportFormats.Names.Where(name => name is not ("json" or "html"))]);
        var prerelease = SharedOptions.Prerelease();
        var compareTo = new Option<string?>("--compare-to") { Description = "Says first what is new against an earlier version: a file, an id@version, or previous for the version before at the source.", HelpName = "SUBJECT" };
        compareTo.CompletionSources.Add(_ => [new System.CommandLine.Completions.CompletionItem(EarlierVersions.Previous)]);
        var index = new Option<string?>("--index") { Description = "Says first what is new against the version before in this community index, which needs no file of it; libraries whose bytes it has are known for certain.", HelpName = "FILE" };
        var timings = new Option<bool>(Timings) { Description = "Says on standard error what each stage took: elapsed and processor time, allocated memory, how often." };
        var judging = new JudgingOptions(
            output: $"Writes the report to a file too; a PATH that ends with / gets one file for each package. FORMAT is {string.Join(", ", ReportFormats.Names)}. May be given several times.",
            all: "Shows every finding, for each of several packages too.",
            quiet: "One line for each package, no progress.");

        subjects.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("scan", "Scans packages and reports what their code can do, when it runs and what to do about it.") { subjects };
        judging.AddTo(command, format, prerelease, compareTo, index, timings);
        command.Validators.Add(result =>
        {
            if (result.GetValue(index) is not null && result.GetValue(compareTo) is not null)
            {
                result.AddError("--index and --compare-to exclude each other.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            using var measured = parsed.GetValue(timings) ? new RunTimings(host) : null;
            var request = judging.Read(parsed, parsed.GetRequiredValue(subjects));
            var exitCode = await new ScanRun(
                request with
                {
                    Source = request.Source with { Prerelease = parsed.GetValue(prerelease) },
                    Json = parsed.GetValue(format) == "json",
                    Format = ReportFormats.Find(parsed.GetValue(format)!),
                    CompareTo = parsed.GetValue(compareTo),
                    Index = parsed.GetValue(index),
                    Stages = measured?.Clock,
                },
                setup => new Tally(setup.FailOn, parsed.GetValue(judging.ExitZero)),
                host).ExecuteAsync(cancellation);
            measured?.Write(parsed.InvocationConfiguration.Error);
            return exitCode;
        });
        return command;
    }
}
