using System.CommandLine;

namespace Assay.Cli;

/// <summary><c>assay completion SHELL</c>.</summary>
internal static class CompletionCommand
{
    public static Command Create(Host host)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh", "fish");
        var command = new Command("completion", "Writes a script that completes commands, options and rule ids in a shell.") { shell };
        command.SetAction(parsed =>
        {
            using var writer = host.OpenOutput();
            writer.Write(CompletionScripts.Of(parsed.GetRequiredValue(shell)));
            return ExitCode.Success;
        });
        return command;
    }
}
