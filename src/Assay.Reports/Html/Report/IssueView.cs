using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Fired policies: the first five, the others behind a disclosure.</summary>
internal static class IssueView
{
    private const string Kind = "issue";
    private const int PlacesShown = 3;

    public static void Write(PackageReport report, HtmlWriter html)
    {
        var issues = report.OpenIssues();
        var recovered = RecoveredCode.Of(report);
        using (Section.Open(html, "issues", "Top issues", Section.Remark(issues.Count)))
        {
            if (issues.Count == 0)
            {
                FindingView.WriteNone(html, report.Coverage);
                return;
            }

            if (PrevalenceView.WhyNone(issues.Select(issue => issue.Prevalence)) is { } reason)
            {
                html.Element("p.note", reason);
            }

            foreach (var issue in issues.Take(Section.Shown))
            {
                Write(html, issue, recovered);
            }

            if (issues.Count > Section.Shown && !Section.WriteAll(html, "issues", Quantity.Of(issues.Count, "issue")))
            {
                using (html.Element("details.others"))
                {
                    html.Element("summary", Quantity.Of(issues.Count - Section.Shown, "more issue"));
                    foreach (var issue in issues.Skip(Section.Shown))
                    {
                        Write(html, issue, recovered);
                    }
                }
            }
        }
    }

    /// <summary>Writes issues of a report one after the other.</summary>
    public static void WriteList(PackageReport report, IEnumerable<Issue> issues, HtmlWriter html)
    {
        var recovered = RecoveredCode.Of(report);
        foreach (var issue in issues)
        {
            Write(html, issue, recovered);
        }
    }

    private static void Write(HtmlWriter html, Issue issue, RecoveredCode recovered)
    {
        var severity = Mark.Of(issue.Severity);
        using (FindingView.Open(html, Kind, issue.Id, severity.Tone))
        {
            FindingView.WriteTitle(html, "h3", Kind, issue.Id, issue.Title);
            FindingView.WriteRemarks(html, severity, issue.Prevalence, issue.Surfaces, issue.Id,
                $"priority {issue.Priority}", $"{Name(issue.Assessment)}: {Mark.Of(issue.Status).Word.ToLowerInvariant()}", "×" + Quantity.Of(issue.Count, "file"), $"effort {Name(issue.Effort)}");
            using (html.Element("p.problem"))
            {
                html.Prose(issue.Problem);
            }

            WriteSettings(html, issue);
            if (issue.Evidence.Count > 0)
            {
                html.Element("h4", "Evidence");
                EvidenceView.Write(html, issue.Evidence, issue.EvidenceTotal, PlacesShown, recovered);
            }

            if (issue.NextSteps.Count > 0)
            {
                html.Element("h4", "Next steps");
                NextStepView.Write(html, issue.NextSteps);
            }

            if (PrevalenceView.Says(issue.Prevalence))
            {
                html.Element("h4", "How usual it is");
                PrevalenceView.Write(html, issue.Prevalence);
            }

            ReferenceView.Write(html, issue.References, issue.Aka, issue.HelpUri, $"category {issue.Category}, fingerprint {issue.Fingerprint}");
        }
    }

    private static void WriteSettings(HtmlWriter html, Issue issue)
    {
        if (issue.Baseline is { } state)
        {
            html.Element("p.note", state == BaselineState.New ? "New: the baseline does not have it." : "Unchanged: the baseline has it.");
        }

        if (issue.Suppressed is { Places: > 0 } part)
        {
            html.Element("p.note", $"{Quantity.Of(part.Places, "more place")} suppressed.");
        }

        foreach (var expired in issue.Suppressed?.Expired ?? [])
        {
            html.Element("p.note", "Expired: " + SuppressionText.Of(expired));
        }
    }

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => ReportNamingPolicy.Instance.ConvertName(value.ToString());
}
