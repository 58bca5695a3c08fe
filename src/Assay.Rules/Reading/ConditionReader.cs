using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>Reads condition trees.</summary>
internal sealed class ConditionReader(YamlFile file)
{
    private const int MaximumDepth = FixedLimits.RuleConditionDepth;

    private readonly MatchReader _matches = new(file);

    /// <summary>Where each condition stands, for later checks.</summary>
    public Dictionary<Condition, YamlNode> Nodes { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads a condition; null after a report.</summary>
    public Condition? Read(YamlNode node) => Read(node, Scope.Inherit, 0);

    private Condition? Read(YamlNode node, Scope scope, int depth)
    {
        if (depth > MaximumDepth)
        {
            file.Report(DiagnosticIds.TooDeep, node, $"Conditions may be nested {MaximumDepth} deep.");
            return null;
        }

        if (file.Mapping(node, "A condition") is not { } mapping || Modifiers(mapping, scope) is not { } modifiers)
        {
            return null;
        }

        var within = modifiers.Template.Within == Scope.Inherit ? scope : modifiers.Template.Within;
        var condition = Kind(modifiers, within, depth);
        if (condition is not null)
        {
            Nodes[condition] = node;
        }

        return condition;
    }

    private Condition? Kind(ModifiedKey key, Scope scope, int depth)
    {
        var template = key.Template;
        switch (key.Name)
        {
            case "all" or "any":
                return template with { Kind = key.Name == "all" ? ConditionKind.All : ConditionKind.Any, Children = Children(key, scope, depth) };
            case "not":
                return Read(key.Value, scope, depth + 1) is { } child ? template with { Kind = ConditionKind.Not, Children = [child] } : null;
            case "flow":
                var steps = Children(key, scope, depth);
                if (steps.Count is < 2 or > 3)
                {
                    file.Report(DiagnosticIds.WrongType, key.Value, "'flow' has two or three steps: source, transform, sink.");
                }

                return template with { Kind = ConditionKind.Flow, Children = steps };
            case "count":
                return Count(key, scope, depth);
            case "behavior":
                return template with { Kind = ConditionKind.Behavior, Behavior = Behavior(key.Value) };
            default:
                return Fact(key);
        }
    }

    private ModifiedKey? Modifiers(YamlMappingNode mapping, Scope scope)
    {
        var template = new Condition { Kind = ConditionKind.Fact };
        YamlNode? arguments = null;
        YamlNode? proven = null;
        (YamlNode Key, YamlNode Value)? derivation = null;
        var kinds = new List<(YamlNode Key, string Name, YamlNode Value)>();
        foreach (var (key, value) in mapping.Children)
        {
            var name = file.Key(key);
            switch (name)
            {
                case "within":
                    template = template with { Within = file.Word(value, "scope", Vocabulary.Scopes) };
                    if (template.Within != Scope.Inherit && template.Within < scope)
                    {
                        file.Report(DiagnosticIds.WiderScope, value, "The scope is wider than the one around it.");
                    }

                    break;
                case "surface":
                    template = template with { Surfaces = file.Surfaces(value) };
                    break;
                case "community":
                    template = template with { Community = file.Community(value) };
                    break;
                case "proven":
                    template = template with { Proven = file.Truth(value, "'proven'") ?? false };
                    proven = key;
                    break;
                case "args":
                    arguments = value;
                    break;
                case "derivation":
                    derivation = (key, value);
                    break;
                case "all" or "any" or "not" or "count" or "flow" or "behavior":
                    kinds.Add((key, name, value));
                    break;
                default:
                    if (Vocabulary.FactKinds.ContainsKey(name))
                    {
                        kinds.Add((key, name, value));
                    }
                    else
                    {
                        file.UnknownKey(key, "a condition");
                    }

                    break;
            }
        }

        if (kinds.Count != 1)
        {
            file.Report(DiagnosticIds.NotOneKind, mapping, $"A condition has exactly one of all, any, not, count, flow, behavior or a fact kind; this one has {kinds.Count}.");
            return null;
        }

        var (kindKey, kind, kindValue) = kinds[0];
        if (kind is "all" or "count" or "flow" && scope == Scope.Inherit && template.Within == Scope.Inherit)
        {
            file.Report(DiagnosticIds.MissingScope, kindKey, $"'{kind}' needs `within:` here or around it.");
        }

        if (arguments is not null && !Vocabulary.FactKinds.ContainsKey(kind))
        {
            file.Report(DiagnosticIds.UnknownKey, arguments, "'args' belongs to a fact.");
        }

        if (derivation is { } asked && !Vocabulary.FactKinds.ContainsKey(kind))
        {
            file.Report(DiagnosticIds.UnknownKey, asked.Key, "'derivation' belongs to a fact.");
        }

        if (proven is not null && kind != "flow")
        {
            file.Report(DiagnosticIds.UnknownKey, proven, "'proven' belongs to a flow.");
        }

        return new ModifiedKey(kind, kindValue, arguments, derivation?.Value, template);
    }

    private List<Condition> Children(ModifiedKey key, Scope scope, int depth)
    {
        var nodes = file.Sequence(key.Value, $"'{key.Name}'");
        if (key.Name is "all" or "any" && nodes.Count == 1)
        {
            file.Report(DiagnosticIds.SingleChild, key.Value, $"'{key.Name}' has a single child: write the child alone.");
        }
        else if (nodes.Count == 0 && key.Value is YamlSequenceNode)
        {
            file.Report(DiagnosticIds.WrongType, key.Value, $"'{key.Name}' is empty.");
        }

        return [.. nodes.Select(node => Read(node, scope, depth + 1)).OfType<Condition>()];
    }

    private Condition? Count(ModifiedKey key, Scope scope, int depth)
    {
        if (file.Mapping(key.Value, "'count'") is not { } mapping)
        {
            return null;
        }

        Condition? child = null;
        var (atLeast, distinct) = (0, CountDistinct.Location);
        foreach (var (name, value) in mapping.Children)
        {
            switch (file.Key(name))
            {
                case "at-least":
                    atLeast = file.Number(value, "'at-least'", 2, 1_000_000);
                    break;
                case "of":
                    child = Read(value, scope, depth + 1);
                    break;
                case "distinct":
                    distinct = file.Word(value, "thing to count", Vocabulary.Distincts);
                    break;
                default:
                    file.UnknownKey(name, "'count'");
                    break;
            }
        }

        if (atLeast == 0 || !mapping.Children.ContainsKey("of"))
        {
            file.Report(DiagnosticIds.MissingKey, mapping, "'count' needs 'at-least' and 'of'.");
        }

        if (distinct == CountDistinct.Behavior && child is not null && !child.IsOfBehaviors())
        {
            file.Report(DiagnosticIds.WrongType, mapping, "Behaviors can be counted only of `behavior` conditions.");
        }

        return child is null ? null : key.Template with { Kind = ConditionKind.Count, AtLeast = atLeast, Distinct = distinct, Children = [child] };
    }

    private BehaviorPredicate Behavior(YamlNode node)
    {
        if (node is not YamlMappingNode mapping)
        {
            return new BehaviorPredicate { Ids = file.Texts(node, "'behavior'") };
        }

        var predicate = new BehaviorPredicate();
        foreach (var (key, value) in mapping.Children)
        {
            switch (file.Key(key))
            {
                case "id":
                    predicate = predicate with { Ids = file.Texts(value, "'id'") };
                    break;
                case "risk":
                    predicate = predicate with { Risks = file.Words(value, "risk", Vocabulary.Risks) };
                    break;
                case "chain":
                    predicate = predicate with { Chains = file.Words(value, "chain", Vocabulary.Chains) };
                    break;
                case "category":
                    predicate = predicate with { Categories = file.Categories(value) };
                    break;
                default:
                    file.UnknownKey(key, "'behavior'");
                    break;
            }
        }

        if (mapping.Children.Count == 0)
        {
            file.Report(DiagnosticIds.WrongType, node, "'behavior' selects nothing.");
        }

        return predicate;
    }

    private Condition? Fact(ModifiedKey key)
    {
        var kind = Vocabulary.FactKinds[key.Name];
        if (_matches.OfFact(key.Value, Vocabulary.IgnoresCase(kind), $"'{key.Name}'") is not { } match)
        {
            return null;
        }

        foreach (var value in match.Mode == MatchMode.Exact ? match.Values : [])
        {
            if (FactShape.Fault(kind, value) is { } fault)
            {
                file.Report(DiagnosticIds.ValueShape, key.Value, $"'{value}' never matches: {fault}.");
            }
        }

        return key.Template with { Kind = ConditionKind.Fact, Fact = new FactPredicate(kind, match)
        {
            Arguments = Arguments(key.Arguments),
            Derivations = key.Derivation is null ? [] : file.Words(key.Derivation, "derivation", Vocabulary.Derivations),
        } };
    }

    private List<ArgumentPredicate> Arguments(YamlNode? node)
    {
        var result = new List<ArgumentPredicate>();
        if (node is YamlSequenceNode tokens)
        {
            var sequence = tokens.Children.Select(token => _matches.OfArgument(token, "A token")).OfType<TextMatch>().ToArray();
            if (sequence.Length == 0)
            {
                file.Report(DiagnosticIds.WrongType, node, "'args' is empty.");
            }

            result.Add(new ArgumentPredicate(null, -1, null) { Sequence = sequence });
        }
        else if (node is not null && file.Mapping(node, "'args'") is { } mapping)
        {
            foreach (var (key, value) in mapping.Children)
            {
                if (file.Key(key) != "not")
                {
                    Add(result, key, value, negated: false);
                }
                else if (file.Mapping(value, "'not' under 'args'") is { } absent)
                {
                    foreach (var (name, other) in absent.Children)
                    {
                        Add(result, name, other, negated: true);
                    }
                }
            }
        }

        return result;
    }

    private void Add(List<ArgumentPredicate> result, YamlNode key, YamlNode value, bool negated)
    {
        var name = file.Key(key);
        if (_matches.OfArgument(value, $"Argument '{name}'") is { } match)
        {
            var predicate = int.TryParse(name, out var position) ? new ArgumentPredicate(null, position, match) : new ArgumentPredicate(name, -1, match);
            result.Add(predicate with { Negated = negated });
        }
    }

    private sealed record ModifiedKey(string Name, YamlNode Value, YamlNode? Arguments, YamlNode? Derivation, Condition Template);
}
