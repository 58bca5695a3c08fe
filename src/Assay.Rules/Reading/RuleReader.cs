using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>A rule with the YAML nodes it was read from, for checks over all rules.</summary>
internal sealed record RuleDocument(YamlFile File, YamlMappingNode Root, Rule Rule, IReadOnlyList<RuleExample> Examples, IReadOnlyDictionary<Condition, YamlNode> Nodes)
{
    /// <summary>The value of a key, or the file's start.</summary>
    public YamlNode At(string key) => Root.Children.TryGetValue(key, out var node) ? node : Root;
}

/// <summary>Reads one rule file.</summary>
internal sealed class RuleReader(YamlFile file, string id, string category)
{
    private static readonly string[] Required = ["title", "when", "examples"];
    private static readonly string[] RequiredOfPolicy = ["problem", "next-steps", "severity", "priority", "effort", "assessment", "status"];

    private readonly ConditionReader _conditions = new(file);
    private readonly Condition _nothing = new() { Kind = ConditionKind.Any };
    private IReadOnlyList<RuleExample> _examples = [];

    /// <summary>Reads a behavior; null when the text is no YAML mapping.</summary>
    public RuleDocument? Behavior(string text)
    {
        if (file.Load(text) is not { } root)
        {
            return null;
        }

        var rule = new BehaviorRule { Id = id, Category = category, Title = "", When = _nothing, Risk = Risk.Benign };
        foreach (var (key, value) in root.Children)
        {
            var name = file.Key(key);
            rule = name switch
            {
                "risk" => rule with { Risk = file.Word(value, "risk", Vocabulary.Risks) },
                "catalogue" => rule with { Catalogue = file.Texts(value, "'catalogue'") },
                _ => (BehaviorRule)Shared(rule, key, name, value),
            };
        }

        CheckKeys(root, [.. Required, "risk"]);
        return Document(root, rule);
    }

    /// <summary>Reads a policy; null when the text is no YAML mapping.</summary>
    public RuleDocument? Policy(string text)
    {
        if (file.Load(text) is not { } root)
        {
            return null;
        }

        var rule = new PolicyRule
        {
            Id = id,
            Category = category,
            Title = "",
            When = _nothing,
            Problem = "",
            NextSteps = [],
            Severity = Severity.Low,
            Priority = 0,
            Effort = Effort.Low,
            Assessment = AssessmentKind.Secrets,
            Status = AssessmentStatus.Pass,
        };
        foreach (var (key, value) in root.Children)
        {
            var name = file.Key(key);
            rule = name switch
            {
                "problem" => rule with { Problem = file.Text(value, "'problem'") ?? "" },
                "next-steps" => rule with { NextSteps = NextSteps(value) },
                "severity" => rule with { Severity = file.Word(value, "severity", Vocabulary.Severities) },
                "priority" => rule with { Priority = file.Number(value, "'priority'", 0, 4) },
                "effort" => rule with { Effort = file.Word(value, "effort", Vocabulary.Efforts) },
                "assessment" => rule with { Assessment = file.Word(value, "assessment", Vocabulary.Assessments) },
                "status" => rule with { Status = file.Word(value, "status", Vocabulary.Statuses) },
                "aka" => rule with { Aka = file.Texts(value, "'aka'") },
                "subject" => rule with { SubjectPackage = Subject(value) },
                _ => (PolicyRule)Shared(rule, key, name, value),
            };
        }

        CheckKeys(root, [.. Required, .. RequiredOfPolicy]);
        return Document(root, rule);
    }

    private Rule Shared(Rule rule, YamlNode key, string name, YamlNode value)
    {
        switch (name)
        {
            case "title":
                return rule with { Title = file.Text(value, "'title'") ?? "" };
            case "attack":
                return rule with { Attack = file.Texts(value, "'attack'") };
            case "cwe":
                return rule with { Cwe = Cwe(value) };
            case "chain":
                return rule with { Chain = file.Word(value, "chain", Vocabulary.Chains) };
            case "stage":
                return rule with { Stage = file.Word(value, "stage", Vocabulary.Stages) };
            case "was":
                return rule with { Was = file.Texts(value, "'was'") };
            case "when":
                return rule with { When = _conditions.Read(value) ?? _nothing };
            case "examples":
                _examples = new ExampleReader(file).Read(value);
                return rule;
            default:
                file.UnknownKey(key, rule is BehaviorRule ? "a behavior" : "a policy");
                return rule;
        }
    }

    private RuleDocument Document(YamlMappingNode root, Rule rule) => new(file, root, rule, _examples, _conditions.Nodes);

    private void CheckKeys(YamlMappingNode root, IEnumerable<string> required)
    {
        foreach (var key in required)
        {
            if (!root.Children.ContainsKey(key))
            {
                file.Report(DiagnosticIds.MissingKey, root, $"The rule has no '{key}'.");
            }
        }
    }

    private List<NextStep> NextSteps(YamlNode node)
    {
        var steps = new List<NextStep>();
        foreach (var item in file.Sequence(node, "'next-steps'"))
        {
            if (item is not YamlMappingNode { Children.Count: 1 } mapping)
            {
                file.Report(DiagnosticIds.WrongType, item, "A next step is one key (investigate, fix, stop, consult) with a text.");
                continue;
            }

            var (key, value) = mapping.Children.First();
            steps.Add(new NextStep(file.Word(key, "next step", Vocabulary.NextSteps), file.Text(value, "A next step") ?? ""));
        }

        return steps;
    }

    private IReadOnlyList<string> Cwe(YamlNode node)
    {
        var ids = file.Texts(node, "'cwe'");
        foreach (var wrong in ids.Where(reference => !reference.StartsWith("CWE-", StringComparison.Ordinal) || !int.TryParse(reference.AsSpan(4), out _)))
        {
            file.Report(DiagnosticIds.ReferenceShape, node, $"'{wrong}' is not written CWE-506.");
        }

        return ids;
    }

    private bool Subject(YamlNode node)
    {
        if (file.Text(node, "'subject'") is "package")
        {
            return true;
        }

        file.Report(DiagnosticIds.UnknownWord, node, "The only subject that can be said is 'package'.");
        return false;
    }
}
