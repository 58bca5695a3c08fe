using Assay.Model;

namespace Assay.Rules;

/// <summary>Says for the rules of a pack which packages they can hold for, and which behaviors they rest on.</summary>
public sealed class RuleTerms
{
    private readonly RulePack _pack;
    private readonly BehaviorSelection _selection;
    private readonly Dictionary<string, TermQuery> _behaviors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Prepares a pack.</summary>
    public RuleTerms(RulePack pack)
    {
        _pack = pack;
        _selection = new BehaviorSelection(pack.Behaviors);
    }

    /// <summary>Gives the query of a rule.</summary>
    public TermQuery Of(Rule rule) => Of(rule.When, rule);

    /// <summary>Gives a pack of some rules and of the behaviors that they rest on, with which they hold exactly when they do in the whole pack.</summary>
    public RulePack Only(IEnumerable<string> rules)
    {
        var wanted = rules.ToHashSet(StringComparer.Ordinal);
        PolicyRule[] policies = [.. _pack.Policies.Where(policy => wanted.Contains(policy.Id))];
        var behaviors = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<Rule>([.. policies, .. _pack.Behaviors.Where(behavior => wanted.Contains(behavior.Id))]);
        while (waiting.TryPop(out var rule))
        {
            if (rule is PolicyRule || behaviors.Add(rule.Id))
            {
                foreach (var selected in Selected(rule.When, rule))
                {
                    waiting.Push(selected);
                }
            }
        }

        return _pack with { Policies = policies, Behaviors = [.. _pack.Behaviors.Where(behavior => behaviors.Contains(behavior.Id))] };
    }

    private IEnumerable<BehaviorRule> Selected(Condition condition, Rule rule) =>
        condition.Behavior is { } predicate ? _selection.Select(predicate, rule).Select(index => _pack.Behaviors[index]) : condition.Children.SelectMany(child => Selected(child, rule));

    private TermQuery Of(Condition condition, Rule rule) => condition.Kind switch
    {
        ConditionKind.Fact => Of(condition.Fact!),
        ConditionKind.All or ConditionKind.Flow or ConditionKind.Count => TermQuery.All(condition.Children.Select(child => Of(child, rule))),
        ConditionKind.Any => TermQuery.Any(condition.Children.Select(child => Of(child, rule))),
        ConditionKind.Behavior => TermQuery.Any(Selected(condition, rule).Select(OfBehavior)),
        _ => TermQuery.Everything,
    };

    private TermQuery OfBehavior(BehaviorRule behavior)
    {
        if (_behaviors.TryGetValue(behavior.Id, out var known))
        {
            return known;
        }

        // Rules that rest on each other are refused when they are compiled; if one came through, nothing is ruled out.
        if (!_open.Add(behavior.Id))
        {
            return TermQuery.Everything;
        }

        var query = Of(behavior);
        _open.Remove(behavior.Id);
        return _behaviors[behavior.Id] = query;
    }

    private static TermQuery Of(FactPredicate predicate) => TermQuery.All(
    [
        OfValue(predicate.Kind, predicate.Value),
        .. predicate.Arguments.Where(argument => argument is { Negated: false, Match.Mode: MatchMode.Exact }).Select(argument => TermQuery.Any(argument.Match!.Values.Select(value => TermQuery.Of(TermHash.OfArgument(value))))),
        .. predicate.Arguments.Where(argument => !argument.Negated).SelectMany(argument => argument.Sequence).Where(token => token.Mode == MatchMode.Exact)
            .Select(token => TermQuery.Any(token.Values.Select(value => TermQuery.Of(TermHash.OfArgument(value))))),
    ]);

    private static TermQuery OfValue(FactKind kind, TextMatch match) => match.Mode switch
    {
        MatchMode.Exact => TermQuery.Any(match.Values.Select(value => TermQuery.Of(TermHash.OfValue(kind, value)))),
        MatchMode.Prefix when TermHash.HasPrefixes(kind) => TermQuery.Any(match.Values.Select(value => OfPrefix(kind, value))),
        _ => TermQuery.Of(TermHash.OfKind(kind)),
    };

    private static TermQuery OfPrefix(FactKind kind, string prefix) =>
        prefix.AsSpan().LastIndexOfAny(TermHash.Borders) is >= 0 and var border ? TermQuery.Of(TermHash.OfPrefix(kind, prefix.AsSpan(0, border + 1))) : TermQuery.Of(TermHash.OfKind(kind));
}
