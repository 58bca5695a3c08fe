using System.CommandLine;
using Assay.Model;
using Assay.Reports;
using Assay.Rules;

namespace Assay.Cli;

/// <summary><c>assay explain RULE</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(Host host)
    {
        var id = new Argument<string>("RULE") { HelpName = "RULE", Description = "Id of a behavior or policy, a former id, or another system's id of the same finding." };
        var rules = SharedOptions.Rules();
        var noColor = SharedOptions.NoColor();
        id.Validators.Add(SharedOptions.RejectOptions);
        id.CompletionSources.Add(_ => RuleSource.Load(host, folder: null) is var pack ? pack.Behaviors.Select(rule => rule.Id).Concat(pack.Policies.Select(rule => rule.Id)) : []);
        var command = new Command("explain", "Explains a rule: what it says, when it holds, what to do.") { id, rules, noColor };
        command.SetAction(parsed => Explain(host, parsed.GetRequiredValue(id), parsed.GetValue(rules), parsed.GetValue(noColor)));
        return command;
    }

    private static int Explain(Host host, string id, string? folder, bool noColor)
    {
        var pack = RuleSource.Load(host, folder);
        Rule[] all = [.. pack.Behaviors, .. pack.Policies];
        if ((all.FirstOrDefault(rule => Is(rule.Id, id)) ?? all.FirstOrDefault(rule => OtherNames(rule).Any(name => Is(name, id)))) is not { } found)
        {
            var closest = Suggestion.Closest(id, all.Select(rule => rule.Id));
            throw new CommandFailedException(ExitCode.Usage, $"there is no rule '{id}'{(closest.Count == 0 ? "; see 'assay rules list'" : "; did you mean " + string.Join(" or ", closest) + "?")}");
        }

        using var writer = host.OpenOutput();
        RuleExplanation.Write(found, pack, host.OpenConsole(writer, noColor, host.OutputIsTerminal));
        return ExitCode.Success;
    }

    private static IEnumerable<string> OtherNames(Rule rule) => rule switch
    {
        PolicyRule policy => [.. policy.Was, .. policy.Aka],
        BehaviorRule behavior => [.. behavior.Was, .. behavior.Catalogue],
        _ => rule.Was,
    };

    private static bool Is(string name, string id) => string.Equals(name, id, StringComparison.OrdinalIgnoreCase);
}
