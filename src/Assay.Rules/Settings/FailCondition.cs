using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Says which reports make a run fail: <c>fail-on</c> and <c>thresholds</c> of the policy file, or <c>--fail-on</c>.</summary>
public sealed record FailCondition
{
    private static readonly FrozenDictionary<string, VerdictStatus> Verdicts = new Dictionary<string, VerdictStatus>(StringComparer.Ordinal)
    {
        ["review"] = VerdictStatus.Review,
        ["unknown"] = VerdictStatus.Unknown,
        ["fail"] = VerdictStatus.Fail,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The verdict <c>fail</c> alone.</summary>
    public static FailCondition Default { get; } = new();

    /// <summary>All words: verdicts; severities; assessments, which <c>:fail</c> behind them narrows to their worse status.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "review", "unknown", "fail", "low", "medium", "high",
        .. Vocabulary.Assessments.Keys.Order(StringComparer.Ordinal).SelectMany(name => new[] { name, name + ":fail" }),
    ];

    /// <summary>Words that thresholds can be given for.</summary>
    public static IReadOnlyList<string> CountedWords { get; } = [.. Words.Where(word => !Verdicts.ContainsKey(word))];

    /// <summary>Verdicts that fail; <c>fail</c> always does.</summary>
    public IReadOnlyList<string> VerdictWords { get; init; } = [];

    /// <summary>How many issues are tolerated, by word.</summary>
    public IReadOnlyDictionary<string, int> Limits { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Puts words together, of which none is tolerated, and thresholds. Words are of <see cref="Words"/>.</summary>
    public static FailCondition Of(IEnumerable<string> words, IReadOnlyDictionary<string, int> thresholds)
    {
        var all = words.ToArray();
        var limits = all.Where(word => !Verdicts.ContainsKey(word)).Distinct(StringComparer.Ordinal).ToDictionary(word => word, _ => 0, StringComparer.Ordinal);
        foreach (var (word, limit) in thresholds)
        {
            limits[word] = limit;
        }

        return new FailCondition { VerdictWords = [.. all.Where(Verdicts.ContainsKey).Distinct(StringComparer.Ordinal)], Limits = limits };
    }

    /// <summary>Says whether a report fails. Suppressed issues and those of the baseline do not count.</summary>
    public bool Holds(PackageReport report)
    {
        var verdict = VerdictOf(report);
        if (verdict == VerdictStatus.Fail || VerdictWords.Any(word => Verdicts[word] == verdict))
        {
            return true;
        }

        return Limits.Any(limit => report.Issues.Count(issue => Counts(issue) && Is(issue.Assessment, issue.Status, issue.Severity, limit.Key)) > limit.Value);
    }

    /// <summary>Gives the verdict without the issues of the baseline.</summary>
    public static VerdictStatus VerdictOf(PackageReport report) => report.Verdict.SinceBaseline ?? report.Verdict.Status;

    /// <summary>Says whether an issue of a policy would be meant by a word.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="severity">Its severity where a policy file set another one.</param>
    public static bool Concerns(string word, PolicyRule policy, Severity severity) => Verdicts.ContainsKey(word)
        ? policy.Assessment is AssessmentKind.Malware or AssessmentKind.Tampering && policy.Status != AssessmentStatus.Pass
        : Is(policy.Assessment, policy.Status, severity, word);

    private static bool Counts(Issue issue) => !issue.IsSuppressed() && issue.Baseline != BaselineState.Unchanged;

    private static bool Is(AssessmentKind assessment, AssessmentStatus status, Severity actual, string word)
    {
        if (Vocabulary.Severities.TryGetValue(word, out var severity))
        {
            return actual >= severity;
        }

        var colon = word.IndexOf(':', StringComparison.Ordinal);
        return assessment == Vocabulary.Assessments[colon < 0 ? word : word[..colon]]
            && (status == AssessmentStatus.Fail || (status == AssessmentStatus.Warning && colon < 0));
    }
}
