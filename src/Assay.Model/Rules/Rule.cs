namespace Assay.Model;

/// <summary>How bad a behavior is by itself.</summary>
public enum Risk
{
    /// <summary>Ordinary.</summary>
    Benign,
    /// <summary>Worth knowing.</summary>
    Notable,
    /// <summary>Rarely legitimate in a library.</summary>
    Suspicious,
    /// <summary>No legitimate use known.</summary>
    MaliciousOnly,
}

/// <summary>Draft rules run and are counted but not shown.</summary>
public enum RuleStage
{
    /// <summary>Shown.</summary>
    Stable,
    /// <summary>Run and counted only.</summary>
    Draft,
}

/// <summary>Says that a rule is a chain that decides the verdict (docs/design/verdict.md).</summary>
public enum ChainKind
{
    /// <summary>No chain.</summary>
    None,
    /// <summary>Decides on surfaces that run by themselves.</summary>
    Suspicious,
    /// <summary>Decides on any surface.</summary>
    Malicious,
}

/// <summary>What a rule of either kind has.</summary>
public abstract record Rule
{
    /// <summary>File name in kebab case.</summary>
    public required string Id { get; init; }
    /// <summary>Folder.</summary>
    public required string Category { get; init; }
    /// <summary>One sentence, verb first (behaviors), or a noun phrase (policies).</summary>
    public required string Title { get; init; }
    /// <summary>When it holds.</summary>
    public required Condition When { get; init; }
    /// <summary>ATT&amp;CK technique ids of the pack's ATT&amp;CK version.</summary>
    public IReadOnlyList<string> Attack { get; init; } = [];
    /// <summary>CWE ids (<c>CWE-506</c>).</summary>
    public IReadOnlyList<string> Cwe { get; init; } = [];
    /// <summary>Draft or stable.</summary>
    public RuleStage Stage { get; init; }
    /// <summary>Chain, when it is one.</summary>
    public ChainKind Chain { get; init; }
    /// <summary>Former ids.</summary>
    public IReadOnlyList<string> Was { get; init; } = [];
    /// <summary>SHA-256 (first 16 hexadecimal digits) of the condition, referenced behaviors included: prevalence figures belong to it.</summary>
    public string ConditionHash { get; init; } = "";
}

/// <summary>A sentence about what the code does.</summary>
public sealed record BehaviorRule : Rule
{
    /// <summary>How bad it is by itself.</summary>
    public required Risk Risk { get; init; }
    /// <summary>Rows of the behaviour catalogue that it covers.</summary>
    public IReadOnlyList<string> Catalogue { get; init; } = [];
}

/// <summary>A violated expectation that a person should act on.</summary>
public sealed record PolicyRule : Rule
{
    /// <summary>What it is, why it matters, when it is legitimate.</summary>
    public required string Problem { get; init; }
    /// <summary>What to do.</summary>
    public required IReadOnlyList<NextStep> NextSteps { get; init; }
    /// <summary>Severity.</summary>
    public required Severity Severity { get; init; }
    /// <summary>0 (first) to 4.</summary>
    public required int Priority { get; init; }
    /// <summary>Work to resolve it.</summary>
    public required Effort Effort { get; init; }
    /// <summary>The assessment it counts towards.</summary>
    public required AssessmentKind Assessment { get; init; }
    /// <summary>Its status there when it fires.</summary>
    public required AssessmentStatus Status { get; init; }
    /// <summary>Ids of the same finding in other systems.</summary>
    public IReadOnlyList<string> Aka { get; init; } = [];
    /// <summary>True for conditions on absence: the manifest is the evidence.</summary>
    public bool SubjectPackage { get; init; }
}

/// <summary>Severity of an issue.</summary>
public enum Severity
{
    /// <summary>Low.</summary>
    Low,
    /// <summary>Medium.</summary>
    Medium,
    /// <summary>High.</summary>
    High,
}

/// <summary>Work to resolve an issue.</summary>
public enum Effort
{
    /// <summary>Low.</summary>
    Low,
    /// <summary>Medium.</summary>
    Medium,
    /// <summary>High.</summary>
    High,
}

/// <summary>Kind of a next step.</summary>
public enum NextStepKind
{
    /// <summary>Look closer.</summary>
    Investigate,
    /// <summary>Change something.</summary>
    Fix,
    /// <summary>Do not use or release.</summary>
    Stop,
    /// <summary>Read or ask.</summary>
    Consult,
}

/// <summary>One thing to do.</summary>
public sealed record NextStep(NextStepKind Kind, string Text);

/// <summary>The six assessments of a report.</summary>
public enum AssessmentKind
{
    /// <summary>Secrets.</summary>
    Secrets,
    /// <summary>Licences.</summary>
    Licenses,
    /// <summary>Vulnerabilities.</summary>
    Vulnerabilities,
    /// <summary>Hardening.</summary>
    Hardening,
    /// <summary>Tampering.</summary>
    Tampering,
    /// <summary>Malware.</summary>
    Malware,
}

/// <summary>Status of an assessment.</summary>
public enum AssessmentStatus
{
    /// <summary>Nothing to do.</summary>
    Pass,
    /// <summary>Look.</summary>
    Warning,
    /// <summary>Act.</summary>
    Fail,
    /// <summary>Nothing was checked.</summary>
    NotChecked,
}

/// <summary>All rules of one build.</summary>
public sealed record RulePack
{
    /// <summary>Pack version.</summary>
    public required string Version { get; init; }
    /// <summary>SHA-256 of the bytes that say the version and all rules, lower-case hexadecimal.</summary>
    public string Sha256 { get; init; } = "";
    /// <summary>ATT&amp;CK version of all technique ids.</summary>
    public required string AttackVersion { get; init; }
    /// <summary>Names of the technique ids that the rules use.</summary>
    public required IReadOnlyDictionary<string, string> AttackNames { get; init; }
    /// <summary>Behaviors, ordinal by id.</summary>
    public required IReadOnlyList<BehaviorRule> Behaviors { get; init; }
    /// <summary>Policies, ordinal by id.</summary>
    public required IReadOnlyList<PolicyRule> Policies { get; init; }
}
