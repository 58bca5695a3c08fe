using Assay.Model;

namespace Assay.Rules;

/// <summary>A rule whose condition is ready to be evaluated.</summary>
internal sealed class CompiledRule
{
    private readonly List<ConditionNode> _leaves = [];

    public CompiledRule(Rule rule, PredicateTable predicates, BehaviorSelection behaviors)
    {
        Rule = rule;
        Root = Compile(rule.When, null, predicates, behaviors);
        // A malicious-only text that merely lies around (a list of bad domains, a detector's signatures) decides nothing.
        ActsOnly = rule is PolicyRule { Assessment: AssessmentKind.Tampering or AssessmentKind.Malware };
        LeavesOutDeclarations = Declarations.AreNoPartOf(rule);
        SubjectPackage = rule is PolicyRule { SubjectPackage: true };
    }

    public Rule Rule { get; }

    public ConditionNode Root { get; }

    public IReadOnlyList<ConditionNode> Leaves => _leaves;

    /// <summary>True when of malicious-only behaviors only facts that act count.</summary>
    public bool ActsOnly { get; }

    /// <summary>True when of other behaviors only facts about code count.</summary>
    public bool LeavesOutDeclarations { get; }

    public bool SubjectPackage { get; }

    private ConditionNode Compile(Condition condition, Surface? surfaces, PredicateTable predicates, BehaviorSelection behaviors)
    {
        if (condition.Surfaces != Surface.None)
        {
            surfaces = surfaces is null ? condition.Surfaces : surfaces & condition.Surfaces;
        }

        var start = _leaves.Count;
        if (condition.Kind is ConditionKind.Fact or ConditionKind.Behavior)
        {
            var leaf = new ConditionNode
            {
                Source = condition,
                Children = [],
                LeafStart = start,
                LeafEnd = start + 1,
                Predicate = condition.Fact is null ? -1 : predicates.Add(condition.Fact),
                Behaviors = condition.Behavior is null ? [] : [.. behaviors.Select(condition.Behavior, Rule)],
                Surfaces = surfaces,
                ManifestOnly = condition.Fact?.Kind is FactKind.Metadata or FactKind.Dependency,
            };
            _leaves.Add(leaf);
            return leaf;
        }

        ConditionNode[] children = [.. condition.Children.Select(child => Compile(child, surfaces, predicates, behaviors))];
        return new ConditionNode
        {
            Source = condition,
            Children = children,
            LeafStart = start,
            LeafEnd = _leaves.Count,
            Surfaces = surfaces,
            Parameters = condition.Kind == ConditionKind.Flow ? [.. condition.Children.SkipLast(1).SelectMany(ParameterNames).Select(match => new TextTest(match))] : [],
            ManifestOnly = children.All(child => child.ManifestOnly),
        };
    }

    // method: { exists: true }, args: { "*": mnemonic }   of the others that such a method takes nothing is said.
    private static IEnumerable<TextMatch> ParameterNames(Condition condition) => condition.Fact is { Kind: FactKind.Method } fact
        ? fact.Arguments.Where(argument => argument is { Name: "*", Negated: false, Match: not null }).Select(argument => argument.Match!)
        : condition.Children.SelectMany(ParameterNames);
}
