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

    public static readonly WordList<FactKind> FactKinds = new(Array.ConvertAll(Enum.GetNames<FactKind>(), name => name.ToLowerInvariant()), Enum.GetValues<FactKind>());

    public static readonly WordList<Risk> Risks = new(
        ["benign", "notable", "suspicious", "malicious-only"],
        [Risk.Benign, Risk.Notable, Risk.Suspicious, Risk.MaliciousOnly]);

    public static readonly WordList<ChainKind> Chains = new(["suspicious", "malicious"], [ChainKind.Suspicious, ChainKind.Malicious]);

    public static readonly WordList<RuleStage> Stages = new(["draft"], [RuleStage.Draft]);

    public static readonly WordList<Severity> Severities = new(["low", "medium", "high"], [Severity.Low, Severity.Medium, Severity.High]);

    public static readonly WordList<Effort> Efforts = new(["low", "medium", "high"], [Effort.Low, Effort.Medium, Effort.High]);

    public static readonly WordList<NextStepKind> NextSteps = new(
        ["investigate", "fix", "stop", "consult"],
        [NextStepKind.Investigate, NextStepKind.Fix, NextStepKind.Stop, NextStepKind.Consult]);

    public static readonly WordList<AssessmentKind> Assessments = new(
        ["secrets", "licenses", "vulnerabilities", "hardening", "tampering", "malware"],
        [AssessmentKind.Secrets, AssessmentKind.Licenses, AssessmentKind.Vulnerabilities, AssessmentKind.Hardening, AssessmentKind.Tampering, AssessmentKind.Malware]);

    public static readonly WordList<AssessmentStatus> Statuses = new(["pass", "warning", "fail"], [AssessmentStatus.Pass, AssessmentStatus.Warning, AssessmentStatus.Fail]);

    public static readonly WordList<Scope> Scopes = new(["package", "file", "type", "method"], [Scope.Package, Scope.File, Scope.Type, Scope.Method]);

    public static readonly WordList<CountDistinct> Distincts = new(["location", "behavior"], [CountDistinct.Location, CountDistinct.Behavior]);

    public static readonly WordList<Derivation> Derivations = new(["literal", "folded", "recovered"], [Derivation.Literal, Derivation.Folded, Derivation.Recovered]);

    public static readonly WordList<MatchMode> MatchModes = new(
        ["exact", "prefix", "suffix", "contains", "glob", "regex", "exists", "at-least", "at-most", "after", "before"],
        [MatchMode.Exact, MatchMode.Prefix, MatchMode.Suffix, MatchMode.Contains, MatchMode.Glob, MatchMode.Regex, MatchMode.Exists, MatchMode.AtLeast, MatchMode.AtMost, MatchMode.After, MatchMode.Before]);

    /// <summary>Identifiers are compared as they are written, everything else without regard to case.</summary>
    public static bool IgnoresCase(FactKind kind) => kind is not (FactKind.Call or FactKind.New or FactKind.Type or FactKind.Base or FactKind.Attribute
        or FactKind.Field or FactKind.Property or FactKind.Method or FactKind.Metadata);

    /// <summary>Tells words in kebab case.</summary>
    public static bool IsKebabCase(string text) =>
        text.Length > 0 && text.Split('-').All(word => word.Length > 0 && word.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)));
}
