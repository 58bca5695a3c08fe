using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows what tells the package from the others of its community.</summary>
internal static class ComparisonView
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        if (report.Comparison is not { } comparison)
        {
            return;
        }

        using (Section.Open(html, "comparison", "Compared with its community"))
        {
            if (comparison.Together is { } together)
            {
                html.Element("h3", "Its unusual behaviors together");
                Write(html, together.Sentence, together.Behaviors, report);
                PrevalenceView.WriteTiers(html, together.Top100, together.Top1k, together.Top10k, together.Community);
            }

            if (comparison.Apart is { } apart)
            {
                html.Element("h3", "Among packages of its kind");
                Write(html, apart.Sentence, [apart.Behavior], report);
            }
        }
    }

    private static void Write(HtmlWriter html, string sentence, IReadOnlyList<string> behaviors, PackageReport report)
    {
        using (html.Element("p"))
        {
            html.Prose(sentence);
        }

        using (html.Element("p.remarks"))
        {
            foreach (var behavior in behaviors)
            {
                // Of very many behaviors a report holds the first.
                if (!report.Behaviors.Any(shown => shown.Id == behavior))
                {
                    html.Element("code.remark", behavior);
                    continue;
                }

                using (html.Element("a", ("href", html.Links.Behavior(behavior) ?? "#" + FindingView.Anchor("behavior", behavior))))
                {
                    html.Element("code.remark", behavior);
                }
            }
        }
    }
}
