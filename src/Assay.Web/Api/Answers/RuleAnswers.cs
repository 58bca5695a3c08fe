using Assay.Model;

namespace Assay.Web.Api;

/// <summary>What a rule finds.</summary>
public enum RuleKind
{
    /// <summary>What code does.</summary>
    Behavior,
    /// <summary>Something that a person should act on.</summary>
    Policy,
}

/// <summary>Rules.</summary>
public sealed record ApiRules
{
    /// <summary>Version of the rule pack.</summary>
    public required string Pack { get; init; }
    /// <summary>Version of ATT&amp;CK that technique ids belong to.</summary>
    public required string Attack { get; init; }
    /// <summary>How many rules there are.</summary>
    public required int Count { get; init; }
    /// <summary>Some of them, by id.</summary>
    public required IReadOnlyList<ApiRuleEntry> Rules { get; init; }
    /// <summary>The address of the next page; null on the last one.</summary>
    public required string? Next { get; init; }
}

/// <summary>A rule in a list.</summary>
public sealed record ApiRuleEntry
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }
    /// <summary>What it finds.</summary>
    public required RuleKind Kind { get; init; }
    /// <summary>Its category.</summary>
    public required string Category { get; init; }
    /// <summary>What it says.</summary>
    public required string Title { get; init; }
    /// <summary>How bad a behavior is by itself; null for a policy.</summary>
    public required Risk? Risk { get; init; }
    /// <summary>How severe an issue is; null for a behavior.</summary>
    public required Severity? Severity { get; init; }
    /// <summary>Technique ids.</summary>
    public required IReadOnlyList<string> Attack { get; init; }
    /// <summary>The address of the whole rule.</summary>
    public required string Address { get; init; }
}

/// <summary>A rule with how usual its findings are.</summary>
public sealed record ApiRule
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }
    /// <summary>What it finds.</summary>
    public required RuleKind Kind { get; init; }
    /// <summary>Its category.</summary>
    public required string Category { get; init; }
    /// <summary>What it says.</summary>
    public required string Title { get; init; }
    /// <summary>How bad a behavior is by itself; null for a policy.</summary>
    public required Risk? Risk { get; init; }
    /// <summary>How severe an issue is; null for a behavior.</summary>
    public required Severity? Severity { get; init; }
    /// <summary>Whether it is a chain that decides the verdict.</summary>
    public required ChainKind Chain { get; init; }
    /// <summary>What it is and why it matters; null for a behavior.</summary>
    public required string? Problem { get; init; }
    /// <summary>What to do; none for a behavior.</summary>
    public required IReadOnlyList<ApiNextStep> NextSteps { get; init; }
    /// <summary>0 (first) to 4; null for a behavior.</summary>
    public required int? Priority { get; init; }
    /// <summary>Work to resolve it; null for a behavior.</summary>
    public required Effort? Effort { get; init; }
    /// <summary>The assessment that it counts towards; null for a behavior.</summary>
    public required AssessmentKind? Assessment { get; init; }
    /// <summary>Its status there; null for a behavior.</summary>
    public required AssessmentStatus? Status { get; init; }
    /// <summary>Technique ids.</summary>
    public required IReadOnlyList<string> Attack { get; init; }
    /// <summary>CWE ids.</summary>
    public required IReadOnlyList<string> Cwe { get; init; }
    /// <summary>Ids of the same finding in other systems.</summary>
    public required IReadOnlyList<string> Aka { get; init; }
    /// <summary>Former ids.</summary>
    public required IReadOnlyList<string> Was { get; init; }
    /// <summary>Hash of the condition: figures belong to it.</summary>
    public required string ConditionHash { get; init; }
    /// <summary>How usual its findings are, by community.</summary>
    public required IReadOnlyList<ApiPrevalence> Prevalence { get; init; }
    /// <summary>The address of its page.</summary>
    public required string Page { get; init; }
}

/// <summary>One thing to do.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Text">What.</param>
public sealed record ApiNextStep(NextStepKind Kind, string Text);

/// <summary>How usual the findings of a rule are in a community.</summary>
public sealed record ApiPrevalence
{
    /// <summary>nuget or psgallery.</summary>
    public required string Community { get; init; }
    /// <summary>The rule.</summary>
    public required string Rule { get; init; }
    /// <summary>The day that the figures speak of, yyyy-MM-dd.</summary>
    public required string Date { get; init; }
    /// <summary>Whether there are figures.</summary>
    public required PrevalenceStatus Status { get; init; }
    /// <summary>Common, Uncommon, Rare or Not seen; null where nothing can be said.</summary>
    public required string? Label { get; init; }
    /// <summary>The figures in a sentence.</summary>
    public required string Sentence { get; init; }
    /// <summary>The Top 100; null when the ranking does not fill it, like the other tiers.</summary>
    public required ApiShare? Top100 { get; init; }
    /// <summary>The Top 1,000.</summary>
    public required ApiShare? Top1k { get; init; }
    /// <summary>The Top 10,000.</summary>
    public required ApiShare? Top10k { get; init; }
    /// <summary>The whole population.</summary>
    public required ApiShare? Packages { get; init; }
    /// <summary>Figures by week, the oldest first.</summary>
    public required IReadOnlyList<ApiWeek> Weeks { get; init; }
}

/// <summary>How many of how many.</summary>
/// <param name="Count">Packages with the finding.</param>
/// <param name="Of">Packages.</param>
/// <param name="Share">Count divided by of, 0 to 1.</param>
public sealed record ApiShare(int Count, int Of, double Share);

/// <summary>The first figures of a week.</summary>
/// <param name="Week">ISO week, 2026-W48.</param>
/// <param name="Date">The day that was counted.</param>
/// <param name="Count">Packages with the finding.</param>
/// <param name="Of">Packages of the population.</param>
/// <param name="IsRuleChanged">True when the condition is another one than in the week before: a step says something of the rule, not of the packages.</param>
public sealed record ApiWeek(string Week, string Date, int Count, int Of, bool IsRuleChanged);
