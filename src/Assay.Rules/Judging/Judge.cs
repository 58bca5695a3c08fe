using Assay.Model;

namespace Assay.Rules;

/// <summary>Turns the facts of a package into behaviors, issues, assessments and a verdict.</summary>
public static class Judge
{
    /// <summary>Evaluates the matcher's rules. The result depends on nothing but the arguments.</summary>
    public static Judgement Evaluate(PackageFacts facts, RuleMatcher matcher, JudgeOptions options)
    {
        var matches = matcher.Match(facts, options.Published);
        var findings = new FindingWriter(facts, matcher.Pack, options);
        var behaviors = BehaviorOrder.Of(matches.Behaviors
            .Where(match => match.Rule.Stage == RuleStage.Stable)
            .Select(match => findings.Behavior((BehaviorRule)match.Rule, match.Hits)));
        var issues = IssueOrder.Of(matches.Policies
            .Where(match => match.Rule.Stage == RuleStage.Stable)
            .Select(match => findings.Issue((PolicyRule)match.Rule, match.Hits)));
        var verdict = VerdictRules.Decide(facts, issues, matches.Exhausted);
        return new Judgement(
            [.. behaviors.Take(options.FindingLimit)],
            [.. issues.Take(options.FindingLimit)],
            AssessmentSummary.Of(matcher.Pack, issues, verdict, VerdictRules.NotAnalysed(facts).Any()),
            verdict,
            matches);
    }
}
