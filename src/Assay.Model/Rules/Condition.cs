namespace Assay.Model;

/// <summary>Kinds of nodes in a condition tree.</summary>
public enum ConditionKind
{
    /// <summary>A predicate on one fact.</summary>
    Fact,
    /// <summary>Every child holds.</summary>
    All,
    /// <summary>At least one child holds.</summary>
    Any,
    /// <summary>The only child does not hold, and its scope was read completely.</summary>
    Not,
    /// <summary>The only child holds at <see cref="Condition.AtLeast"/> distinct locations.</summary>
    Count,
    /// <summary>Another behavior was found in the scope.</summary>
    Behavior,
    /// <summary>Source, optional transform, sink.</summary>
    Flow,
}

/// <summary>Where the parts of a condition must meet.</summary>
public enum Scope
{
    /// <summary>Inherited from the parent; at the root: each fact alone.</summary>
    Inherit,
    /// <summary>Anywhere in the package.</summary>
    Package,
    /// <summary>In one file, derived artifacts included.</summary>
    File,
    /// <summary>In one outer type with its closures and state machines; in scripts a function or the top level; in MSBuild a target.</summary>
    Type,
    /// <summary>In one method with its closures and state machines.</summary>
    Method,
}

/// <summary>A node of a condition tree.</summary>
public sealed record Condition
{
    /// <summary>What the node is.</summary>
    public required ConditionKind Kind { get; init; }
    /// <summary>Children of All, Any, Not, Count; the two or three steps of Flow in order.</summary>
    public IReadOnlyList<Condition> Children { get; init; } = [];
    /// <summary>The predicate of Fact.</summary>
    public FactPredicate? Fact { get; init; }
    /// <summary>The behaviors of Behavior.</summary>
    public BehaviorPredicate? Behavior { get; init; }
    /// <summary>The number of Count.</summary>
    public int AtLeast { get; init; }
    /// <summary>What Count counts.</summary>
    public CountDistinct Distinct { get; init; }
    /// <summary>True when Flow asks for a sink that is known to take what an earlier step gave.</summary>
    public bool Proven { get; init; }
    /// <summary>Where the children must meet.</summary>
    public Scope Within { get; init; }
    /// <summary>Only facts on one of these surfaces count; None: all.</summary>
    public Surface Surfaces { get; init; }
    /// <summary>Only packages of this community; null: all.</summary>
    public string? Community { get; init; }
}

/// <summary>What a count counts.</summary>
public enum CountDistinct
{
    /// <summary>Different locations.</summary>
    Location,
    /// <summary>Different behaviors.</summary>
    Behavior,
}

/// <summary>Selects behaviors: every list that is not empty names the allowed values.</summary>
public sealed record BehaviorPredicate
{
    /// <summary>Ids.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];
    /// <summary>Risks.</summary>
    public IReadOnlyList<Risk> Risks { get; init; } = [];
    /// <summary>Kinds of chain.</summary>
    public IReadOnlyList<ChainKind> Chains { get; init; } = [];
    /// <summary>Categories.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}

/// <summary>How a text is compared.</summary>
public enum MatchMode
{
    /// <summary>Equal.</summary>
    Exact,
    /// <summary>Starts with.</summary>
    Prefix,
    /// <summary>Ends with.</summary>
    Suffix,
    /// <summary>Contains.</summary>
    Contains,
    /// <summary><c>*</c> and <c>?</c>.</summary>
    Glob,
    /// <summary>Non-backtracking regular expression, tried only around a literal hit.</summary>
    Regex,
    /// <summary>Present with any value.</summary>
    Exists,
    /// <summary>Number or instant at least.</summary>
    AtLeast,
    /// <summary>Number or instant at most.</summary>
    AtMost,
    /// <summary>Instant after; the value <c>published</c> names the package's date.</summary>
    After,
    /// <summary>Instant before.</summary>
    Before,
}

/// <summary>A comparison with any of several values.</summary>
public sealed record TextMatch(MatchMode Mode, IReadOnlyList<string> Values, bool IgnoreCase)
{
    /// <summary>For <see cref="MatchMode.Regex"/>: a literal that every match contains.</summary>
    public string? Literal { get; init; }
}

/// <summary>A predicate on one fact.</summary>
public sealed record FactPredicate(FactKind Kind, TextMatch Value)
{
    /// <summary>All of these hold.</summary>
    public IReadOnlyList<ArgumentPredicate> Arguments { get; init; } = [];

    /// <summary>How the value or an argument became known; empty: in any way.</summary>
    public IReadOnlyList<Derivation> Derivations { get; init; } = [];
}

/// <summary>A predicate on an argument by name or position; <c>*</c> as name: any argument. For process facts <see cref="Sequence"/> holds an ordered subsequence of tokens.</summary>
public sealed record ArgumentPredicate(string? Name, int Position, TextMatch? Match)
{
    /// <summary>Tokens that must follow each other in this order, others may stand between.</summary>
    public IReadOnlyList<TextMatch> Sequence { get; init; } = [];

    /// <summary>True when the argument must be known to be absent or another.</summary>
    public bool Negated { get; init; }
}
