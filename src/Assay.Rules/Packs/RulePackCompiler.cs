using System.Security.Cryptography;
using System.Text;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Makes a pack of rules that were checked.</summary>
internal static class RulePackCompiler
{
    /// <summary>Orders the rules, gives each the hash of its condition, and names the techniques that are used.</summary>
    public static RulePack Compile(IReadOnlyList<Rule> rules, AttackIndex? attack)
    {
        BehaviorRule[] behaviors = [.. rules.OfType<BehaviorRule>().OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        var texts = new ConditionTexts(behaviors);
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in rules.SelectMany(rule => rule.Attack))
        {
            if (attack?.Names.TryGetValue(id, out var name) == true)
            {
                names[id] = name;
            }
        }

        return new RulePack
        {
            Version = "0.0.0",
            AttackVersion = attack?.Version ?? "",
            AttackNames = names,
            Behaviors = [.. behaviors.Select(rule => rule with { ConditionHash = texts.HashOf(rule) })],
            Policies = [.. rules.OfType<PolicyRule>().OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(rule => rule with { ConditionHash = texts.HashOf(rule) })],
        };
    }

    /// <summary>Writes conditions with those of the behaviors they refer to, each behavior once.</summary>
    private sealed class ConditionTexts(BehaviorRule[] behaviors)
    {
        private readonly BehaviorSelection _selection = new(behaviors);
        private readonly Dictionary<int, string> _ofBehaviors = [];

        public string HashOf(Rule rule) => Hash(rule is BehaviorRule behavior ? OfBehavior(Array.IndexOf(behaviors, behavior)) : Of(rule));

        private string Of(Rule rule) => ConditionText.Of(rule.When, predicate => string.Join(' ', _selection.Select(predicate, rule).Select(index => Hash(OfBehavior(index)))));

        private string OfBehavior(int index)
        {
            if (!_ofBehaviors.TryGetValue(index, out var text))
            {
                // Guards against circles, which the linter reports before.
                _ofBehaviors[index] = "";
                text = Of(behaviors[index]);
                _ofBehaviors[index] = text;
            }

            return text;
        }

        private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..8]);
    }
}
