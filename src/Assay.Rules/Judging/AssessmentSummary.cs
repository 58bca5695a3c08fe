using Assay.Model;

namespace Assay.Rules;

/// <summary>Sums issues up by assessment.</summary>
internal static class AssessmentSummary
{
    public static Assessments Of(RulePack pack, PolicySettings settings, IReadOnlyList<Issue> issues, Verdict verdict, bool partly, bool lookedUp)
    {
        var checkedKinds = pack.Policies
            .Where(policy => policy.Stage == RuleStage.Stable && settings.Rules.GetValueOrDefault(policy.Id) is not { Off: true })
            .Select(policy => policy.Assessment).ToHashSet();
        // Without a database of vulnerabilities, that no policy fired says nothing about them.
        if (!lookedUp)
        {
            checkedKinds.Remove(AssessmentKind.Vulnerabilities);
        }

        return new Assessments(
            One(AssessmentKind.Secrets), One(AssessmentKind.Licenses), One(AssessmentKind.Vulnerabilities),
            One(AssessmentKind.Hardening), One(AssessmentKind.Tampering), One(AssessmentKind.Malware));

        Assessment One(AssessmentKind kind)
        {
            var all = issues.Where(issue => issue.Assessment == kind).ToArray();
            var fired = all.Where(issue => !issue.IsSuppressed()).ToArray();
            return Of(kind, fired) is var assessment && all.Length == fired.Length ? assessment : assessment with { Label = $"{assessment.Label}, {all.Length - fired.Length} suppressed" };
        }

        Assessment Of(AssessmentKind kind, Issue[] fired)
        {
            if (kind == AssessmentKind.Hardening && !Array.Exists(fired, issue => issue.Status != AssessmentStatus.Pass))
            {
                return Unprotected(fired.Length);
            }

            if (fired.Length > 0)
            {
                return Sum(fired);
            }

            // What could not be read is never clean.
            return !checkedKinds.Contains(kind) ? new Assessment(AssessmentStatus.NotChecked, "Not checked", 0)
                : verdict.Status == VerdictStatus.Unknown ? new Assessment(AssessmentStatus.NotChecked, "Not checked completely", 0)
                : partly && (kind is AssessmentKind.Malware or AssessmentKind.Tampering) ? new Assessment(AssessmentStatus.Pass, "No issues in what was analysed", 0)
                : Sum(fired);
        }
    }

    // The larger part of hardening is what programs are built with, which is not looked at: that nothing was found in the settings of code is no pass.
    private static Assessment Unprotected(int fired) =>
        new(AssessmentStatus.NotChecked, fired == 0 ? "Protections of programs not checked" : $"{Label(fired)}, protections of programs not checked", fired);

    private static Assessment Sum(Issue[] fired)
    {
        // The order of the values is the order of badness; no policy has the status NotChecked.
        return new Assessment(fired.Length == 0 ? AssessmentStatus.Pass : fired.Max(issue => issue.Status), Label(fired.Length), fired.Length);
    }

    private static string Label(int fired) => fired switch
    {
        0 => "No issues",
        1 => "1 issue",
        _ => $"{fired} issues",
    };
}
