using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>Compares verdicts, behaviors and issues by the ids of their rules.</summary>
internal static class FindingComparer
{
    private const int MaximumEvidence = 5;

    public static VerdictChange CompareVerdicts(PackageReport before, PackageReport after) => new(before.Verdict.Status, after.Verdict.Status,
        after.Verdict.Status == VerdictStatus.Pass ? [] : [.. after.Verdict.Reasons.Except(before.Verdict.Reasons, StringComparer.Ordinal)]);

    /// <summary>Compares behaviors: a behavior that runs on an occasion on which it did not is changed.</summary>
    public static BehaviorChanges CompareBehaviors(PackageReport before, PackageReport after)
    {
        var earlier = before.Behaviors.ToDictionary(behavior => behavior.Id, StringComparer.Ordinal);
        var later = after.Behaviors.Select(behavior => behavior.Id).ToHashSet(StringComparer.Ordinal);
        List<ChangedBehavior> added = [], changed = [];
        foreach (var behavior in after.Behaviors)
        {
            if (!earlier.TryGetValue(behavior.Id, out var known))
            {
                added.Add(Change(behavior, [], behavior.Surfaces, behavior.Evidence));
            }
            else if (behavior.Surfaces.Except(known.Surfaces, StringComparer.Ordinal).Where(IsCompared).ToArray() is { Length: > 0 } gained)
            {
                var there = behavior.Evidence.Where(evidence => evidence.Surfaces.Intersect(gained, StringComparer.Ordinal).Any()).ToArray();
                changed.Add(Change(behavior, known.Surfaces, behavior.Surfaces, there.Length > 0 ? there : behavior.Evidence));
            }
        }

        return new BehaviorChanges(added, [.. before.Behaviors.Where(behavior => !later.Contains(behavior.Id)).Select(behavior => Change(behavior, behavior.Surfaces, [], behavior.Evidence))], changed);
    }

    /// <summary>Compares issues; suppressed ones are left out, as in all counts.</summary>
    public static IssueChanges CompareIssues(PackageReport before, PackageReport after)
    {
        var earlier = before.OpenIssues().ToDictionary(issue => issue.Id, StringComparer.Ordinal);
        var later = after.OpenIssues().Select(issue => issue.Id).ToHashSet(StringComparer.Ordinal);
        return new IssueChanges(
            [.. after.OpenIssues().Where(issue => !earlier.ContainsKey(issue.Id)).Select(issue => Change(issue, null, issue.Status))],
            [.. before.OpenIssues().Where(issue => !later.Contains(issue.Id)).Select(issue => Change(issue, issue.Status, null))],
            [.. after.OpenIssues().Where(issue => earlier.TryGetValue(issue.Id, out var known) && known.Status != issue.Status).Select(issue => Change(issue, earlier[issue.Id].Status, issue.Status))]);
    }

    private static bool IsCompared(string surface) => SurfaceNames.TryParse(surface, out var known) && (known & SurfaceComparer.Compared) != 0;

    private static ChangedBehavior Change(Behavior behavior, IReadOnlyList<string> before, IReadOnlyList<string> after, IReadOnlyList<Evidence> evidence) => new()
    {
        Id = behavior.Id,
        Title = behavior.Title,
        Category = behavior.Category,
        Risk = behavior.Risk,
        SurfacesBefore = before,
        SurfacesAfter = after,
        Evidence = [.. evidence.Take(MaximumEvidence)],
        EvidenceTotal = behavior.EvidenceTotal,
        Prevalence = behavior.Prevalence,
    };

    private static ChangedIssue Change(Issue issue, AssessmentStatus? before, AssessmentStatus? after) => new()
    {
        Id = issue.Id,
        Title = issue.Title,
        Category = issue.Category,
        Assessment = issue.Assessment,
        StatusBefore = before,
        StatusAfter = after,
        Severity = issue.Severity,
        Priority = issue.Priority,
        Evidence = [.. issue.Evidence.Take(MaximumEvidence)],
        EvidenceTotal = issue.EvidenceTotal,
    };
}
