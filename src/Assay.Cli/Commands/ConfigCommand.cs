using System.CommandLine;
using Assay.Packages;
using Assay.Reports;
using Assay.Rules;

namespace Assay.Cli;

/// <summary><c>assay config explain</c>, <c>check</c>, <c>init</c> and <c>schema</c>.</summary>
internal static class ConfigCommand
{
    public static Command Create(Host host) => new("config", "Explains, checks and starts policy files (assay.yaml).") { CreateExplain(host), CreateCheck(host), CreateInit(host), CreateSchema(host) };

    private static Command CreateExplain(Host host)
    {
        var rule = new Argument<string?>("RULE") { Description = "Only what is set for this rule.", Arity = ArgumentArity.ZeroOrOne };
        var config = SharedOptions.Config();
        var rules = SharedOptions.Rules();
        var format = SharedOptions.Format();
        rule.Validators.Add(SharedOptions.RejectOptions);
        rule.CompletionSources.Add(_ => RuleSource.Load(host, folder: null) is var pack ? pack.Policies.Select(policy => policy.Id).Concat(pack.Behaviors.Select(behavior => behavior.Id)) : []);
        var command = new Command("explain", "Shows which settings hold here, and which line each comes from.") { rule, config, rules, format };
        command.SetAction(parsed =>
        {
            var pack = RuleSource.Load(host, parsed.GetValue(rules));
            var file = PolicySource.Load(host, new PolicyOptions(parsed.GetValue(config)), pack, []);
            new PolicyExplanation(host, pack, file).Write(parsed.GetValue(rule), parsed.GetValue(format) == "json");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateCheck(Host host)
    {
        var file = new Argument<string?>("FILE") { Description = "The policy file; the one that holds here when not given.", Arity = ArgumentArity.ZeroOrOne };
        var rules = SharedOptions.Rules();
        file.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("check", "Checks a policy file and writes what is wrong as file(line,column).") { file, rules };
        command.SetAction(parsed => Check(host, parsed.GetValue(file), parsed.GetValue(rules)));
        return command;
    }

    private static int Check(Host host, string? named, string? rules)
    {
        if (PolicySource.Locate(host, new PolicyOptions(named), []) is not { } location)
        {
            throw new CommandFailedException(ExitCode.NothingFound, $"there is no {PolicyLocation.FileName} in {host.WorkingDirectory}, nor above it in its repository");
        }

        var result = PolicySource.Read(location, RuleSource.Load(host, rules));
        RuleDiagnostic[] diagnostics = [.. result.Diagnostics, .. result.File?.Expired(host.Today).Select(diagnostic => diagnostic with { File = PolicySource.Display(location) }) ?? []];
        using var writer = host.OpenOutput();
        foreach (var diagnostic in diagnostics)
        {
            writer.WriteLine(TerminalText.EncodeProse(diagnostic.ToString()));
        }

        var errors = diagnostics.Count(diagnostic => diagnostic.IsError);
        host.Say($"{TerminalText.Encode(PolicySource.Display(location))}: errors: {errors}, warnings: {diagnostics.Length - errors}");
        return errors > 0 ? ExitCode.Usage : ExitCode.Success;
    }

    private static Command CreateInit(Host host)
    {
        var command = new Command("init", $"Writes an {PolicyLocation.FileName} with every setting as a comment.");
        command.SetAction(_ =>
        {
            var path = Path.Combine(host.WorkingDirectory, PolicyLocation.FileName);
            try
            {
                using var file = new AtomicFile(path);
                using var template = EmbeddedText.Open("assay.yaml");
                template.CopyTo(file.Content);
                file.Commit(overwrite: false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException(ExitCode.Usage, File.Exists(path) ? $"{path} exists already" : $"{path} cannot be written: {exception.Message}");
            }

            host.Say($"{TerminalText.Encode(path)} is written");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateSchema(Host host)
    {
        var command = new Command("schema", "Writes the JSON Schema of policy files, for editors.");
        command.SetAction(_ =>
        {
            using var schema = EmbeddedText.Open("assay-config-v1.json");
            schema.CopyTo(host.Output);
            return ExitCode.Success;
        });
        return command;
    }
}
