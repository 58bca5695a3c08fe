using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>The ids that a policy file may name: those of a pack, and the former ones.</summary>
internal sealed class RuleNames
{
    // Nobody corrects more names at a time; each is compared with every rule, and a file may name ten thousand.
    private const int MaximumQuestions = 20;

    private readonly Dictionary<string, string> _questions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rule> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _former = new(StringComparer.Ordinal);

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

        file.Report(DiagnosticIds.UnknownRule, node, $"There is no rule '{text}'{(Ask(text) is { Length: > 0 } question ? question : "; see 'assay rules list'.")}");
        return null;
    }

    public bool IsBehavior(string id) => _rules[id] is BehaviorRule;

    private string Ask(string text)
    {
        if (!_questions.TryGetValue(text, out var question) && _questions.Count < MaximumQuestions)
        {
            _questions.Add(text, question = Suggestion.Ask(text, _rules.Keys));
        }

        return question ?? "";
    }
}
