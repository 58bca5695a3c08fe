using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>What the code does: the first five, the others by category behind a disclosure.</summary>
internal static class BehaviorView
{
    private const string Kind = "behavior";
    private const int PlacesShown = 2;

    public static void Write(PackageReport report, HtmlWriter html)
    {
        var behaviors = report.Behaviors;
        var recovered = RecoveredCode.Of(report);
        using (Section.Open(html, "behaviors", "Top behaviors", Section.Remark(behaviors.Count)))
        {
            if (behaviors.Count == 0)
            {
                FindingView.WriteNone(html, report.Coverage);
                return;
            }

            if (PrevalenceView.WhyNone(behaviors.Select(behavior => behavior.Prevalence)) is { } reason)
            {
                html.Element("p.note", reason);
            }

            foreach (var behavior in behaviors.Take(Section.Shown))
            {
                Write(html, behavior, "h3", PlacesShown, recovered);
            }

            WriteOthers(html, behaviors.Skip(Section.Shown).ToArray(), recovered);
        }
    }

    /// <summary>Writes behaviors of a report one after the other.</summary>
    public static void WriteList(PackageReport report, IEnumerable<Behavior> behaviors, HtmlWriter html)
    {
        var recovered = RecoveredCode.Of(report);
        foreach (var behavior in behaviors)
        {
            Write(html, behavior, "h3", PlacesShown, recovered);
        }
    }

    private static void WriteOthers(HtmlWriter html, Behavior[] behaviors, RecoveredCode recovered)
    {
        if (behaviors.Length == 0 || Section.WriteAll(html, "behaviors", Quantity.Of(behaviors.Length + Section.Shown, "behavior")))
        {
            return;
        }

        using (html.Element("details.others"))
        {
            html.Element("summary", Quantity.Of(behaviors.Length, "more behavior"));
            foreach (var category in behaviors.GroupBy(behavior => behavior.Category, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                using (html.Element("h3.category"))
                {
                    html.Text(Section.Words(category.Key) + " ").Element("small", Quantity.Of(category.Count(), "behavior"));
                }

                foreach (var behavior in category)
                {
                    Write(html, behavior, "h4", shown: 1, recovered);
                }
            }
        }
    }

    private static void Write(HtmlWriter html, Behavior behavior, string heading, int shown, RecoveredCode recovered)
    {
        var risk = Mark.Of(behavior.Risk);
        using (FindingView.Open(html, Kind, behavior.Id, risk.Tone))
        {
            FindingView.WriteTitle(html, heading, Kind, behavior.Id, behavior.Title);
            FindingView.WriteRemarks(html, risk, behavior.Prevalence, behavior.Surfaces, behavior.Id, "×" + Quantity.Of(behavior.Count, "file"), behavior.Category);
            EvidenceView.Write(html, behavior.Evidence, behavior.EvidenceTotal, shown, recovered);
            PrevalenceView.Write(html, behavior.Prevalence);
            ReferenceView.Write(html, behavior.References, [], helpUri: null, remark: null);
        }
    }
}
