using System.CommandLine;
using Assay.Fuzz.Running;

namespace Assay.Fuzz.Commands;

/// <summary><c>work</c>: what <c>run</c> starts in child processes.</summary>
internal static class WorkCommand
{
    public static Command Create()
    {
        var target = TargetArgument.One();
        var seed = new Option<int>("--seed");
        var seconds = new Option<double>("--seconds");
        var executions = new Option<long>("--executions");
        var current = new Option<string>("--current") { Required = true };
        var keep = new Option<string?>("--keep");
        var command = new Command("work", "Runs one target in this process.") { target, seed, seconds, executions, current, keep };
        command.Hidden = true;
        command.SetAction(result => Worker.Run(
            new WorkerTask(result.GetValue(target)!, result.GetValue(seed), TimeSpan.FromSeconds(result.GetValue(seconds)), result.GetValue(executions), result.GetValue(current)!, result.GetValue(keep)),
            result.InvocationConfiguration.Output));
        return command;
    }
}
