using System.Collections.Frozen;
using Assay.Model;

namespace Assay.Rules;

/// <summary>The closed vocabulary of rule files.</summary>
internal static class Vocabulary
{
    public static readonly FrozenSet<string> BehaviorCategories = FrozenSet.Create(StringComparer.Ordinal,
        "network", "search", "execution", "payload", "evasion", "steal", "settings", "file", "cryptography", "memory", "autostart", "permissions",
        "anomaly", "registry", "process", "monitor", "macro", "document", "behavior");

    public static readonly FrozenSet<string> PolicyCategories = FrozenSet.Create(StringComparer.Ordinal,
        "hunting", "signatures", "secrets", "licenses", "vulnerabilities", "hardening", "integrity", "threats", "difference");

    public static readonly FrozenSet<string> Communities = FrozenSet.Create(StringComparer.Ordinal, "nuget", "psgallery");

    public static readonly FrozenDictionary<string, FactKind> FactKinds =
        Enum.GetValues<FactKind>().ToFrozenDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, Risk> Risks = Words(
        ("benign", Risk.Benign), ("notable", Risk.Notable), ("suspicious", Risk.Suspicious), ("malicious-only", Risk.MaliciousOnly));

    public static readonly FrozenDictionary<string, ChainKind> Chains = Words(("suspicious", ChainKind.Suspicious), ("malicious", ChainKind.Malicious));

    public static readonly FrozenDictionary<string, RuleStage> Stages = Words(("draft", RuleStage.Draft));

    public static readonly FrozenDictionary<string, Severity> Severities = Words(("low", Severity.Low), ("medium", Severity.Medium), ("high", Severity.High));

    public static readonly FrozenDictionary<string, Effort> Efforts = Words(("low", Effort.Low), ("medium", Effort.Medium), ("high", Effort.High));

    public static readonly FrozenDictionary<string, NextStepKind> NextSteps = Words(
        ("investigate", NextStepKind.Investigate), ("fix", NextStepKind.Fix), ("stop", NextStepKind.Stop), ("consult", NextStepKind.Consult));

    public static readonly FrozenDictionary<string, AssessmentKind> Assessments = Words(
        ("secrets", AssessmentKind.Secrets), ("licenses", AssessmentKind.Licenses), ("vulnerabilities", AssessmentKind.Vulnerabilities),
        ("hardening", AssessmentKind.Hardening), ("tampering", AssessmentKind.Tampering), ("malware", AssessmentKind.Malware));

    public static readonly FrozenDictionary<string, AssessmentStatus> Statuses = Words(
        ("pass", AssessmentStatus.Pass), ("warning", AssessmentStatus.Warning), ("fail", AssessmentStatus.Fail));

    public static readonly FrozenDictionary<string, Scope> Scopes = Words(
        ("package", Scope.Package), ("file", Scope.File), ("type", Scope.Type), ("method", Scope.Method));

    public static readonly FrozenDictionary<string, CountDistinct> Distincts = Words(("location", CountDistinct.Location), ("behavior", CountDistinct.Behavior));

    public static readonly FrozenDictionary<string, Derivation> Derivations = Words(
        ("literal", Derivation.Literal), ("folded", Derivation.Folded), ("recovered", Derivation.Recovered));

    public static readonly FrozenDictionary<string, MatchMode> MatchModes = Words(
        ("exact", MatchMode.Exact), ("prefix", MatchMode.Prefix), ("suffix", MatchMode.Suffix), ("contains", MatchMode.Contains), ("glob", MatchMode.Glob),
        ("regex", MatchMode.Regex), ("exists", MatchMode.Exists), ("at-least", MatchMode.AtLeast), ("at-most", MatchMode.AtMost),
        ("after", MatchMode.After), ("before", MatchMode.Before));

    /// <summary>Identifiers are compared as they are written, everything else without regard to case.</summary>
    public static bool IgnoresCase(FactKind kind) => kind is not (FactKind.Call or FactKind.New or FactKind.Type or FactKind.Base or FactKind.Attribute
        or FactKind.Field or FactKind.Property or FactKind.Method or FactKind.Metadata);

    /// <summary>Tells words in kebab case.</summary>
    public static bool IsKebabCase(string text) =>
        text.Length > 0 && text.Split('-').All(word => word.Length > 0 && word.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)));

    private static FrozenDictionary<string, T> Words<T>(params (string Word, T Value)[] words) =>
        words.ToFrozenDictionary(entry => entry.Word, entry => entry.Value, StringComparer.Ordinal);
}
