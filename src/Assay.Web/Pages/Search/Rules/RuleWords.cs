using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>Words for what rules are.</summary>
internal static class RuleWords
{
    /// <summary>The weights of both kinds, the heaviest first.</summary>
    public static IReadOnlyList<string> Weights { get; } = ["malicious-only", "suspicious", "notable", "benign", "high", "medium", "low"];

    public static string Kind(Rule rule) => rule is PolicyRule ? "policy" : "behavior";

    public static string Weight(Rule rule) => ReportNamingPolicy.Instance.ConvertName(rule is PolicyRule policy ? policy.Severity.ToString() : ((BehaviorRule)rule).Risk.ToString());

    public static Mark Mark(Rule rule) => rule is PolicyRule policy ? Assay.Reports.Html.Mark.Of(policy.Severity) : Assay.Reports.Html.Mark.Of(((BehaviorRule)rule).Risk);
}
