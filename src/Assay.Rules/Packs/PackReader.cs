using System.Text.Json;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Reads what <see cref="PackWriter"/> writes.</summary>
/// <remarks>Values of enumerations are numbers: looking each up by its name is generic code of the base library, which the runtime compiles anew for every enumeration at every start.</remarks>
internal static class PackReader
{
    /// <summary>Rules may be nested 16 deep, each level an object in a list.</summary>
    public const int MaximumDepth = 128;

    private delegate T Item<out T>(ref Utf8JsonReader json);

    public static RulePack Read(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaximumDepth });
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }

        var pack = new RulePack { Version = "", AttackVersion = "", AttackNames = new Dictionary<string, string>(StringComparer.Ordinal), Behaviors = [], Policies = [] };
        while (NextKey(ref json) is { } key)
        {
            pack = key switch
            {
                "version" => pack with { Version = Text(ref json) },
                "attackVersion" => pack with { AttackVersion = Text(ref json) },
                "attackNames" => pack with { AttackNames = Names(ref json) },
                "behaviors" => pack with { Behaviors = List(ref json, Behavior) },
                "policies" => pack with { Policies = List(ref json, Policy) },
                _ => throw Unknown(key),
            };
        }

        return pack;
    }

    private static BehaviorRule Behavior(ref Utf8JsonReader json)
    {
        var rule = new BehaviorRule { Id = "", Category = "", Title = "", When = new Condition { Kind = ConditionKind.Any }, Risk = Risk.Benign };
        while (NextKey(ref json) is { } key)
        {
            rule = key switch
            {
                "risk" => rule with { Risk = (Risk)json.GetInt32() },
                "catalogue" => rule with { Catalogue = Texts(ref json) },
                _ => (BehaviorRule)Shared(rule, key, ref json),
            };
        }

        return rule;
    }

    private static PolicyRule Policy(ref Utf8JsonReader json)
    {
        var rule = new PolicyRule
        {
            Id = "",
            Category = "",
            Title = "",
            When = new Condition { Kind = ConditionKind.Any },
            Problem = "",
            NextSteps = [],
            Severity = default,
            Priority = 0,
            Effort = default,
            Assessment = default,
            Status = default,
        };
        while (NextKey(ref json) is { } key)
        {
            rule = key switch
            {
                "problem" => rule with { Problem = Text(ref json) },
                "nextSteps" => rule with { NextSteps = List(ref json, NextStep) },
                "severity" => rule with { Severity = (Severity)json.GetInt32() },
                "priority" => rule with { Priority = json.GetInt32() },
                "effort" => rule with { Effort = (Effort)json.GetInt32() },
                "assessment" => rule with { Assessment = (AssessmentKind)json.GetInt32() },
                "status" => rule with { Status = (AssessmentStatus)json.GetInt32() },
                "aka" => rule with { Aka = Texts(ref json) },
                "subjectPackage" => rule with { SubjectPackage = json.GetBoolean() },
                _ => (PolicyRule)Shared(rule, key, ref json),
            };
        }

        return rule;
    }

    private static Rule Shared(Rule rule, string key, ref Utf8JsonReader json) => key switch
    {
        "id" => rule with { Id = Text(ref json) },
        "category" => rule with { Category = Text(ref json) },
        "title" => rule with { Title = Text(ref json) },
        "conditionHash" => rule with { ConditionHash = Text(ref json) },
        "stage" => rule with { Stage = (RuleStage)json.GetInt32() },
        "chain" => rule with { Chain = (ChainKind)json.GetInt32() },
        "attack" => rule with { Attack = Texts(ref json) },
        "cwe" => rule with { Cwe = Texts(ref json) },
        "was" => rule with { Was = Texts(ref json) },
        "when" => rule with { When = Condition(ref json) },
        _ => throw Unknown(key),
    };

    private static NextStep NextStep(ref Utf8JsonReader json)
    {
        var step = new NextStep(default, "");
        while (NextKey(ref json) is { } key)
        {
            step = key switch
            {
                "kind" => step with { Kind = (NextStepKind)json.GetInt32() },
                "text" => step with { Text = Text(ref json) },
                _ => throw Unknown(key),
            };
        }

        return step;
    }

    private static Condition Condition(ref Utf8JsonReader json)
    {
        var condition = new Condition { Kind = default };
        while (NextKey(ref json) is { } key)
        {
            condition = key switch
            {
                "kind" => condition with { Kind = (ConditionKind)json.GetInt32() },
                "within" => condition with { Within = (Scope)json.GetInt32() },
                "surfaces" => condition with { Surfaces = (Surface)json.GetUInt16() },
                "community" => condition with { Community = Text(ref json) },
                "atLeast" => condition with { AtLeast = json.GetInt32() },
                "distinct" => condition with { Distinct = (CountDistinct)json.GetInt32() },
                "proven" => condition with { Proven = json.GetBoolean() },
                "children" => condition with { Children = List(ref json, Condition) },
                "behavior" => condition with { Behavior = BehaviorPredicate(ref json) },
                "fact" => condition with { Fact = FactPredicate(ref json) },
                _ => throw Unknown(key),
            };
        }

        return condition;
    }

    private static BehaviorPredicate BehaviorPredicate(ref Utf8JsonReader json)
    {
        var predicate = new BehaviorPredicate();
        while (NextKey(ref json) is { } key)
        {
            predicate = key switch
            {
                "ids" => predicate with { Ids = Texts(ref json) },
                "risks" => predicate with { Risks = Array.ConvertAll(Numbers(ref json), number => (Risk)number) },
                "chains" => predicate with { Chains = Array.ConvertAll(Numbers(ref json), number => (ChainKind)number) },
                "categories" => predicate with { Categories = Texts(ref json) },
                _ => throw Unknown(key),
            };
        }

        return predicate;
    }

    private static FactPredicate FactPredicate(ref Utf8JsonReader json)
    {
        var predicate = new FactPredicate(default, new TextMatch(default, [], IgnoreCase: false));
        while (NextKey(ref json) is { } key)
        {
            predicate = key switch
            {
                "kind" => predicate with { Kind = (FactKind)json.GetInt32() },
                "value" => predicate with { Value = Match(ref json) },
                "arguments" => predicate with { Arguments = List(ref json, Argument) },
                "derivations" => predicate with { Derivations = Array.ConvertAll(Numbers(ref json), number => (Derivation)number) },
                _ => throw Unknown(key),
            };
        }

        return predicate;
    }

    private static ArgumentPredicate Argument(ref Utf8JsonReader json)
    {
        var predicate = new ArgumentPredicate(null, 0, null);
        while (NextKey(ref json) is { } key)
        {
            predicate = key switch
            {
                "name" => predicate with { Name = Text(ref json) },
                "position" => predicate with { Position = json.GetInt32() },
                "match" => predicate with { Match = Match(ref json) },
                "sequence" => predicate with { Sequence = List(ref json, Match) },
                "negated" => predicate with { Negated = json.GetBoolean() },
                _ => throw Unknown(key),
            };
        }

        return predicate;
    }

    private static TextMatch Match(ref Utf8JsonReader json)
    {
        var match = new TextMatch(default, [], IgnoreCase: false);
        while (NextKey(ref json) is { } key)
        {
            match = key switch
            {
                "mode" => match with { Mode = (MatchMode)json.GetInt32() },
                "values" => match with { Values = Texts(ref json) },
                "ignoreCase" => match with { IgnoreCase = json.GetBoolean() },
                "literal" => match with { Literal = Text(ref json) },
                _ => throw Unknown(key),
            };
        }

        return match;
    }

    private static Dictionary<string, string> Names(ref Utf8JsonReader json)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (NextKey(ref json) is { } id)
        {
            names[id] = Text(ref json);
        }

        return names;
    }

    // Each reading method is called on the first token of its value and leaves on the last: { or the end of the value before => key, then its value.
    private static string? NextKey(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        var key = json.TokenType == JsonTokenType.PropertyName ? json.GetString() : throw new JsonException("A key was expected.");
        json.Read();
        return key;
    }

    private static T[] List<T>(ref Utf8JsonReader json, Item<T> item)
    {
        var items = new List<T>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(item(ref json));
        }

        return [.. items];
    }

    private static string[] Texts(ref Utf8JsonReader json) => List(ref json, Text);

    private static string Text(ref Utf8JsonReader json) => json.GetString() ?? throw new JsonException("A text was expected.");

    private static int[] Numbers(ref Utf8JsonReader json)
    {
        var numbers = new List<int>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(json.GetInt32());
        }

        return [.. numbers];
    }

    private static JsonException Unknown(string key) => new($"The rule pack has an unknown key '{key}'.");
}
