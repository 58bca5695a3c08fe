using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>The ids that a policy file may name: those of a pack, and the former ones.</summary>
internal sealed class RuleNames
{
    private readonly Dictionary<string, Rule> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _former = new(StringComparer.Ordinal);
    private readonly Suggestions _suggestions;

    public RuleNames(RulePack pack)
    {
        foreach (var rule in pack.Policies.Concat<Rule>(pack.Behaviors))
        {
            _rules.TryAdd(rule.Id, rule);
            foreach (var former in rule.Was)
            {
                _former.TryAdd(former, rule.Id);
            }
        }

        _suggestions = new Suggestions(_rules.Keys);
    }

    /// <summary>Gives the current id; null after a report.</summary>
    public string? Find(YamlFile file, YamlNode node)
    {
        if (file.Text(node, "A rule id") is not { } text)
        {
            return null;
        }

        if (_rules.ContainsKey(text))
        {
            return text;
        }

        // A policy file outlives the name of a rule.
        if (_former.TryGetValue(text, out var id))
        {
            return id;
        }

        file.Report(DiagnosticIds.UnknownRule, node, $"There is no rule '{text}'{(_suggestions.Ask(text) is { Length: > 0 } question ? question : "; see 'assay rules list'.")}");
        return null;
    }

    public bool IsBehavior(string id) => _rules[id] is BehaviorRule;
}
