using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>What differs in origin, behaviors and issues.</summary>
internal static class ChangedFindingView
{
    private const int PlacesShown = 3;

    public static void WriteOrigin(VersionChanges changes, HtmlWriter html)
    {
        using (Section.Open(html, "origin-changes", "Signer, owner, licence"))
        {
            if (changes.Origin.Count == 0)
            {
                html.Element("p.none", ChangeText.None(changes.Comparability, "The same."));
                return;
            }

            Table.Write(html, "What the packages say of their origin", ["What", "Before", "After"],
                changes.Origin.Select(IReadOnlyList<string?> (change) => [Section.Words(ChangeText.Origin(change.What)), ChangeText.Values(change.Before), ChangeText.Values(change.After)]));
        }
    }

    public static void WriteBehaviors(VersionChanges changes, HtmlWriter html)
    {
        var (added, changed, gone) = (changes.Behaviors.New, changes.Behaviors.Changed, changes.Behaviors.Gone);
        using (Section.Open(html, "behaviors", "New behaviors", added.Count == 0 ? null : $"{added.Count:N0}"))
        {
            if (added.Count == 0)
            {
                html.Element("p.none", ChangeText.None(changes.Comparability, "None."));
            }

            WriteBehaviors(html, added);
            if (changed.Count > 0)
            {
                html.Element("h3.category", "Behaviors that run on more occasions");
                WriteBehaviors(html, changed);
            }

            WriteGone(html, Quantity.Of(gone.Count, "behavior"), [.. gone.Select(behavior => (IReadOnlyList<string?>)[behavior.Title, Mark.Of(behavior.Risk).Word, ChangeText.Runs(behavior)])], ["Behavior", "Risk", "When"]);
        }
    }

    public static void WriteIssues(VersionChanges changes, HtmlWriter html)
    {
        var (added, changed, gone) = (changes.Issues.New, changes.Issues.Changed, changes.Issues.Gone);
        using (Section.Open(html, "issues", "New issues", added.Count == 0 ? null : $"{added.Count:N0}"))
        {
            if (added.Count == 0)
            {
                html.Element("p.none", ChangeText.None(changes.Comparability, "None."));
            }

            foreach (var issue in added)
            {
                var mark = Mark.Of(issue.Severity);
                using (FindingView.Open(html, "issue", issue.Id, mark.Tone))
                {
                    FindingView.WriteTitle(html, "h3", "issue", issue.Id, issue.Title);
                    using (html.Element("p.remarks"))
                    {
                        mark.Write(html);
                        html.Element("span.remark", Section.Words(ReportNamingPolicy.Instance.ConvertName(issue.Assessment.ToString())) + ": " + Mark.Of(issue.StatusAfter ?? AssessmentStatus.NotChecked).Word);
                        html.Element("code.remark", issue.Id);
                    }

                    EvidenceView.Write(html, issue.Evidence, issue.EvidenceTotal, PlacesShown, RecoveredCode.None);
                }
            }

            if (changed.Count > 0)
            {
                html.Element("h3.category", "Issues of another status");
                Table.Write(html, "Issues whose status is another one", ["Issue", "Was", "Is"], changed.Select(IReadOnlyList<string?> (issue) => [issue.Title, Mark.Of(issue.StatusBefore!.Value).Word, Mark.Of(issue.StatusAfter!.Value).Word]));
            }

            WriteGone(html, Quantity.Of(gone.Count, "issue"), [.. gone.Select(issue => (IReadOnlyList<string?>)[issue.Title, Mark.Of(issue.Severity).Word, issue.Id])], ["Issue", "Severity", "Id"]);
        }
    }

    private static void WriteBehaviors(HtmlWriter html, IReadOnlyList<ChangedBehavior> behaviors)
    {
        foreach (var behavior in behaviors)
        {
            var risk = Mark.Of(behavior.Risk);
            using (FindingView.Open(html, "behavior", behavior.Id, risk.Tone))
            {
                FindingView.WriteTitle(html, "h3", "behavior", behavior.Id, behavior.Title);
                FindingView.WriteRemarks(html, risk, behavior.Prevalence, behavior.SurfacesAfter, behavior.Id, behavior.SurfacesBefore.Count > 0 ? [behavior.Category, "ran: " + string.Join(", ", behavior.SurfacesBefore)] : [behavior.Category]);
                EvidenceView.Write(html, behavior.Evidence, behavior.EvidenceTotal, PlacesShown, RecoveredCode.None);
                PrevalenceView.Write(html, behavior.Prevalence);
            }
        }
    }

    private static void WriteGone(HtmlWriter html, string count, IReadOnlyList<IReadOnlyList<string?>> rows, IReadOnlyList<string> columns)
    {
        if (rows.Count > 0)
        {
            using (html.Element("details.others"))
            {
                html.Element("summary", $"Gone: {count}");
                Table.Write(html, $"{columns[0]}s that are gone", columns, rows);
            }
        }
    }
}
