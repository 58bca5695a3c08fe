namespace Assay.Reports.Html;

/// <summary>The parts that issues and behaviors have in common.</summary>
internal static class FindingView
{
    /// <summary>Opens the card of a finding; its anchor is made of the rule's id.</summary>
    public static HtmlElement Open(HtmlWriter html, string kind, string id, string tone) =>
        html.Element($"article.finding.{tone}", ("id", Anchor(kind, id)), ("aria-labelledby", Anchor(kind, id) + "-title"));

    public static void WriteTitle(HtmlWriter html, string heading, string kind, string id, string title)
    {
        using (html.Element(heading + ".title", ("id", Anchor(kind, id) + "-title")))
        using (html.Element("a", ("href", "#" + Anchor(kind, id))))
        {
            html.Prose(title);
        }
    }

    /// <summary>Writes rank, rarity and surfaces as small marks, then the remarks.</summary>
    public static void WriteRemarks(HtmlWriter html, Mark rank, Model.Prevalence prevalence, IReadOnlyList<string> surfaces, string id, params ReadOnlySpan<string> remarks)
    {
        using (html.Element("p.remarks"))
        {
            rank.Write(html);
            PrevalenceView.WriteLabel(html, prevalence);
            SurfaceView.WriteLabels(html, surfaces);
            foreach (var remark in remarks)
            {
                html.Element("span.remark", remark);
            }

            using (html.LinkTo(html.Links.Rule(id)))
            {
                html.Element("code.remark", id);
            }
        }
    }

    /// <summary>Says that nothing was found, and that something was not read.</summary>
    public static void WriteNone(HtmlWriter html, Model.Coverage coverage) =>
        html.Element("p.none", coverage.Skipped + coverage.Partial > 0 ? "None found in what could be read." : "None found.");

    /// <summary>Gives the anchor of a finding.</summary>
    // Ids of one's own rules are free text; an id of HTML holds no white space (HTML 3.2.6).
    public static string Anchor(string kind, string id) => $"{kind}-{new string([.. id.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-')])}";
}
