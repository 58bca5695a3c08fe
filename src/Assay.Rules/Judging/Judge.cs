using Assay.Model;

namespace Assay.Rules;

/// <summary>Turns the facts of a package into behaviors, issues, assessments and a verdict.</summary>
public static class Judge
{
    /// <summary>Evaluates the matcher's rules. The result depends on nothing but the arguments.</summary>
    public static Judgement Evaluate(PackageFacts facts, RuleMatcher matcher, JudgeOptions options) =>
        Evaluate(facts, matcher.Pack, matcher.Match(facts, options.Published), options);

    /// <summary>Judges by what was matched: which rules of a pack hold. The result depends on nothing but the arguments.</summary>
    public static Judgement Evaluate(PackageFacts facts, RulePack pack, MatchResult matches, JudgeOptions options)
    {
        var findings = new FindingWriter(facts, pack, options);
        var shown = matches.Behaviors.Where(match => match.Rule.Stage == RuleStage.Stable).ToLookup(match => options.Settings.Rules.GetValueOrDefault(match.Rule.Id) is { Off: true });
        var behaviors = BehaviorOrder.Of(shown[false].Select(match => findings.Behavior((BehaviorRule)match.Rule, match.Hits)));
        var issues = IssueOrder.Of(matches.Policies
            .Where(match => match.Rule.Stage == RuleStage.Stable)
            .Select(match => findings.Issue((PolicyRule)match.Rule, match.Hits)));
        var verdict = VerdictRules.Decide(facts, issues, matches.Exhausted, options);
        return new Judgement(
            [.. behaviors.Take(options.FindingLimit)],
            [.. issues.Take(options.FindingLimit)],
            AssessmentSummary.Of(pack, options.Settings, issues, verdict, VerdictRules.NotAnalysed(facts).Any(), facts.Composition.Vulnerabilities.Status != VulnerabilityStatus.NotChecked),
            verdict,
            matches)
        {
            IsCut = Math.Max(behaviors.Count, issues.Count) > options.FindingLimit,
            Suppressed = options.Settings.File is null ? null : Totals(issues, shown[true]),
            Baseline = options.Baseline is { } baseline ? Compare(issues, baseline.Of(facts.Community, facts.Manifest?.Id ?? facts.FileName)) : null,
        };
    }

    private static SuppressedTotals Totals(IReadOnlyList<Issue> issues, IEnumerable<RuleMatch> behaviors) => new(
        issues.Count(issue => issue.IsSuppressed()),
        issues.Sum(issue => issue.Suppressed is { Complete: false } part ? part.Places : 0),
        [.. behaviors.Select(match => match.Rule.Id)]);

    private static BaselineComparison Compare(IReadOnlyList<Issue> issues, IReadOnlyDictionary<string, string> known)
    {
        var found = issues.Select(issue => issue.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var absent = known.Where(entry => !found.Contains(entry.Key))
            .OrderBy(entry => entry.Value, StringComparer.Ordinal).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new BaselineIssue(entry.Value, entry.Key, BaselineState.Absent));
        return new BaselineComparison(issues.Count(issue => issue.Baseline == BaselineState.New), issues.Count(issue => issue.Baseline == BaselineState.Unchanged), [.. absent]);
    }
}
