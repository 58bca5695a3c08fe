using System.CommandLine;
using Assay.Fuzz.Running;

namespace Assay.Fuzz.Commands;

/// <summary><c>run</c>: fuzzes targets for a time.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var targets = TargetArgument.Several();
        var seconds = new Option<double>("--seconds") { Description = "Time for each group of targets, or with --apart for each target.", DefaultValueFactory = _ => 30 };
        var apart = new Option<bool>("--apart") { Description = "Gives each target that time by itself; a name that is a target's means that target and not its group." };
        var executions = new Option<long>("--executions") { Description = "Inputs of each target at most: with a seed, the same run again.", DefaultValueFactory = _ => long.MaxValue };
        var jobs = new Option<int>("--jobs") { Description = "Groups, or targets, that run at once.", DefaultValueFactory = _ => 1 };
        var seed = new Option<int>("--seed") { Description = "Where chance begins.", DefaultValueFactory = _ => 1 };
        var report = new Option<FileInfo?>("--report") { Description = "Writes the results as JSON." };
        var keep = new Option<DirectoryInfo?>("--keep") { Description = "Folder that takes inputs which reached something new, and gives those of an earlier run." };
        var findings = new Option<DirectoryInfo>("--findings") { Description = "Folder for the inputs of findings.", DefaultValueFactory = _ => new DirectoryInfo("fuzz-findings") };
        var blind = new Option<bool>("--blind") { Description = "Does not count branches: faster, and finds less." };
        var command = new Command("run", "Fuzzes targets. Exit code 1 when there are findings.") { targets, seconds, apart, executions, jobs, seed, report, keep, findings, blind };
        command.SetAction((result, cancellation) =>
        {
            var options = new FuzzOptions
            {
                Seed = result.GetValue(seed),
                Time = TimeSpan.FromSeconds(result.GetValue(seconds)),
                IsApart = result.GetValue(apart),
                Executions = result.GetValue(executions),
                Jobs = Math.Max(1, result.GetValue(jobs)),
                IsBlind = result.GetValue(blind),
                Keep = result.GetValue(keep)?.FullName,
                Findings = result.GetValue(findings)!.FullName,
            };
            var progress = new RunProgress(Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 });
            var results = new FuzzRun(TargetArgument.Targets(result.GetValue(targets)!, options.IsApart), options, progress).Run(cancellation);
            progress.Close();
            ResultTable.Write(results, result.InvocationConfiguration.Output);
            if (result.GetValue(report) is { } file)
            {
                using var stream = file.Create();
                ResultTable.WriteJson(results, stream);
            }

            return Task.FromResult(results.Any(target => target.Findings.Count > 0) ? 1 : 0);
        });
        return command;
    }
}
