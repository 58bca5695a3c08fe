using System.CommandLine;
using Assay.PowerShell;

namespace Assay.Cli;

/// <summary><c>assay powershell tokens|tree|deobfuscate FILE</c> and <c>assay powershell inspect FILE...</c>: what the reader of scripts sees.</summary>
internal static class PowerShellCommand
{
    public static Command Create(Host host) => new("powershell", "Shows how PowerShell scripts are read.")
    {
        CreateView(host, "tokens", "Lists the tokens of a script.", ScriptView.WriteTokens),
        CreateView(host, "tree", "Shows the syntax tree of a script.", ScriptView.WriteTree),
        CreateView(host, "deobfuscate", "Writes a script with its texts put together, then the code that was found inside it.", ScriptView.WriteDeobfuscated),
        CreateInspect(host),
    };

    private static Command CreateView(Host host, string name, string description, Action<PowerShellInspection, TextWriter> write)
    {
        var file = new Argument<string>("FILE") { Description = "A script; - reads standard input." };
        file.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command(name, description) { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var content = await ScriptFile.ReadAsync(host, parsed.GetRequiredValue(file), isFirst: true, cancellation);
            await using var writer = host.OpenOutput();
            write(PowerShellInspection.Read(content), writer);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateInspect(Host host)
    {
        var files = new Argument<string[]>("FILE") { Description = "Scripts; - reads standard input.", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(SharedOptions.RejectOptions);
        var format = SharedOptions.Format();
        var command = new Command("inspect", "Lists commands, functions, types and called members of scripts, and the code inside them.") { files, format };
        command.SetAction((parsed, cancellation) => InspectAsync(host, parsed.GetRequiredValue(files), parsed.GetValue(format) == "json", cancellation));
        return command;
    }

    // A file that cannot be read is named and the others are inspected.
    private static async Task<int> InspectAsync(Host host, string[] files, bool json, CancellationToken cancellation)
    {
        var failed = 0;
        var usesInput = false;
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] content;
            try
            {
                content = await ScriptFile.ReadAsync(host, file, !usesInput, cancellation);
                usesInput |= file == StandardInput.Subject;
            }
            catch (CommandFailedException failure) when (files.Length > 1 && failure.ExitCode != ExitCode.Usage)
            {
                host.Say("assay: " + failure.Message);
                failed++;
                continue;
            }

            var inspection = PowerShellInspection.Read(content);
            if (json)
            {
                InspectionJson.Write(file, content, inspection, host.Output);
            }
            else
            {
                await using var writer = host.OpenOutput();
                ScriptView.WriteSummary(file, inspection, writer);
            }
        }

        return failed == 0 ? ExitCode.Success : failed == files.Length ? ExitCode.NothingFound : ExitCode.Incomplete;
    }
}
