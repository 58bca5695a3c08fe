using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Assay.Packages;
using Assay.Reports;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>The commands, and what every run has in common: parsing, exit codes, one clear line for every failure.</summary>
internal static class CommandLine
{
    // errno.h of Linux; ERROR_DISK_FULL.
    private const int NoSpace = 28;
    private const int FileTooLarge = 27;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Host host, CancellationToken cancellation)
    {
        try
        {
            var parsed = Build(host).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction)
            {
                return SayErrors(parsed, host);
            }

            await using var output = host.OpenOutput();
            await using var error = new StreamWriter(host.Error, leaveOpen: true) { AutoFlush = true };
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error, ProcessTerminationTimeout = null }, cancellation);
        }
        catch (CommandFailedException failure)
        {
            host.Say("assay: " + TerminalText.Encode(failure.Message));
            return failure.ExitCode;
        }
        catch (OperationCanceledException)
        {
            host.Say("assay: cancelled; nothing was written");
            return ExitCode.Cancelled;
        }
        catch (IOException failure) when (failure.HResult is NoSpace or FileTooLarge or QuotaExceeded or WindowsDiskFull)
        {
            host.Say("assay: the output cannot be written: " + TerminalText.Encode(AtomicFile.Reason(failure)));
            return ExitCode.Usage;
        }
        catch (OutOfMemoryException)
        {
            host.Say("assay: the memory did not suffice; nothing more was written");
            return ExitCode.Incomplete;
        }
        catch (Exception failure)
        {
            host.Say(InternalError(failure, host));
            return ExitCode.InternalError;
        }
    }

    /// <summary>Says that something failed that never should.</summary>
    public static string InternalError(Exception failure, Host host) => host.Variable("ASSAY_DEBUG") == "1"
        ? $"assay: internal error: {failure}"
        : $"assay: internal error: {failure.GetType().Name}: {TerminalText.EncodeProse(failure.Message)} (ASSAY_DEBUG=1 shows where)";

    private static RootCommand Build(Host host)
    {
        var root = new RootCommand("Reads NuGet and PowerShell packages without running them: what their code can do, when it runs, how unusual that is, and what to do about it.")
        {
            HelpName = "assay",
        };
        root.Add(ScanCommand.Create(host));
        root.Add(CheckCommand.Create(host));
        root.Add(VerifyCommand.Create(host));
        root.Add(DiffCommand.Create(host));
        root.Add(ConvertCommand.Create(host));
        root.Add(ExplainCommand.Create(host));
        root.Add(RulesCommand.Create(host));
        root.Add(CommunityCommand.Create(host));
        root.Add(AdvisoriesCommand.Create(host));
        root.Add(ServeCommand.Create(host));
        root.Add(PowerShellCommand.Create(host));
        root.Add(ConfigCommand.Create(host));
        root.Add(LimitsCommand.Create(host));
        root.Add(BaselineCommand.Create(host));
        root.Add(CompletionCommand.Create(host));
        root.SetAction(parsed => parsed.RootCommandResult.Command.Parse("--help").Invoke(new InvocationConfiguration { Output = parsed.InvocationConfiguration.Error }) + ExitCode.Usage);

        // Without the aliases /h and /?, which completion would offer too.
        var help = new HelpOption("--help", "-h", "-?");
        var action = (HelpAction)help.Action!;
        action.MaxWidth = Math.Clamp(host.Width, 60, 120);
        help.Action = new HelpWithExamples(action);
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Add(help);
        return root;
    }

    private static int SayErrors(ParseResult parsed, Host host)
    {
        foreach (var message in parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
        {
            host.Say("assay: " + TerminalText.EncodeProse(message));
        }

        var command = parsed.CommandResult.Command;
        var names = command.Subcommands.Select(subcommand => subcommand.Name).Concat(command.Options.Select(option => option.Name));
        if (parsed.UnmatchedTokens is [var token, ..] && Suggestion.Closest(token, names) is [var closest, ..])
        {
            host.Say($"Did you mean '{closest}'?");
        }

        host.Say($"See 'assay {(command is RootCommand ? "" : Path(parsed) + " ")}--help'.");
        return ExitCode.Usage;
    }

    private static string Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result?.Command is { } command and not RootCommand; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(command.Name);
        }

        return string.Join(' ', names);
    }
}
