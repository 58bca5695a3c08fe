using Assay.Model;

namespace Assay.Rules;

/// <summary>Limits of a judgement.</summary>
public sealed record JudgeOptions
{
    /// <summary>The usual limits.</summary>
    public static JudgeOptions Default { get; } = new();

    /// <summary>Pieces of evidence shown per finding; the total is said.</summary>
    public int EvidenceLimit { get; init; } = 20;

    /// <summary>Characters shown of a value or argument.</summary>
    public int TextLimit { get; init; } = 512;

    /// <summary>Issues and behaviors shown.</summary>
    public int FindingLimit { get; init; } = 10_000;

    /// <summary>When the package was published, where the source tells.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>Gives the secret parts of a text that is about to be shown; null when nothing is to be looked for.</summary>
    public Func<string, IReadOnlyList<string>>? FindSecrets { get; init; }

    /// <summary>Figures of the community; null when no snapshot was given.</summary>
    public IPrevalence? Prevalence { get; init; }

    /// <summary>What the policy file asks for.</summary>
    public PolicySettings Settings { get; init; } = PolicySettings.Empty;

    /// <summary>The day on which suppressions hold or have expired.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Issues that were known before; null without a baseline.</summary>
    public Baseline? Baseline { get; init; }
}

/// <summary>What the rules say about a package, ready for a report.</summary>
/// <param name="Behaviors">Behaviors that are shown, worst first.</param>
/// <param name="Issues">Issues that are shown, most urgent first.</param>
/// <param name="Assessments">The six assessments.</param>
/// <param name="Verdict">The verdict with its reasons.</param>
/// <param name="Matches">Everything that matched, drafts included.</param>
public sealed record Judgement(IReadOnlyList<Behavior> Behaviors, IReadOnlyList<Issue> Issues, Assessments Assessments, Verdict Verdict, MatchResult Matches)
{
    /// <summary>True when there are more issues or behaviors than are shown.</summary>
    public bool IsCut { get; init; }

    /// <summary>What the policy file took out; null without one.</summary>
    public SuppressedTotals? Suppressed { get; init; }

    /// <summary>The issues compared with the baseline; null without one.</summary>
    public BaselineComparison? Baseline { get; init; }
}
