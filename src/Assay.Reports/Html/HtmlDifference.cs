using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows the comparison of two packages as one HTML file: no script, no request, the same bytes for the same comparison.</summary>
public static class HtmlDifference
{
    /// <summary>Writes the comparison in UTF-8.</summary>
    public static void Write(VersionComparison comparison, Stream output) =>
        HtmlPage.Write(comparison.Tool, $"{Mark.Of(comparison.Before.Verdict).Word} to {Mark.Of(comparison.After.Verdict).Word}: {ChangeText.Names(comparison.Before, comparison.After, "to")} · Assay comparison", html => WriteBody(comparison, html), output);

    private static void WriteBody(VersionComparison comparison, HtmlWriter html)
    {
        html.Element("a.skip", "Skip to the comparison", ("href", "#report"));
        DifferenceHeader.Write(comparison, html);
        using (html.Element("div.page"))
        {
            WriteLinks(comparison.Changes, html);
            using (html.Element("main", ("id", "report")))
            {
                WriteSections(comparison, html);
            }
        }

        using (html.Element("footer", ("id", "origin")))
        using (html.Element("div.wrap"))
        {
            html.Element("p", $"{comparison.Tool.Name} {comparison.Tool.Version}, rules {comparison.Inputs.RulePack.Version}, ATT&CK {comparison.Inputs.RulePack.Attack}{(comparison.Inputs.AsOf is { } day ? $", as of {day}" : "")}.");
        }
    }

    /// <summary>Writes everything that differs, a section each.</summary>
    internal static void WriteSections(VersionComparison comparison, HtmlWriter html)
    {
        var changes = comparison.Changes;
        DifferenceHeader.WriteVerdict(comparison, html);
        ChangedFindingView.WriteOrigin(changes, html);
        ChangedFindingView.WriteBehaviors(changes, html);
        ChangedFindingView.WriteIssues(changes, html);
        ChangedContentView.WriteSurfaces(changes, html);
        ChangedContentView.WriteHosts(changes, html);
        ChangedContentView.WriteDependencies(changes, html);
        ChangedContentView.WriteFiles(changes, html);
        ChangedContentView.WriteApi(changes, html);
        ChangedContentView.WriteSizes(changes, html);
    }

    /// <summary>Leads to the sections and says how much each holds.</summary>
    internal static void WriteLinks(VersionChanges changes, HtmlWriter html)
    {
        using (html.Element("nav.sections", ("aria-label", "Sections")))
        using (html.Element("ul"))
        {
            Link("verdict", "Verdict", null);
            Link("origin-changes", "Signer and owner", changes.Origin.Count);
            Link("behaviors", "Behaviors", changes.Behaviors.New.Count + changes.Behaviors.Changed.Count);
            Link("issues", "Issues", changes.Issues.New.Count + changes.Issues.Changed.Count);
            Link("surfaces", "When code runs", changes.Surfaces.Count);
            Link("hosts", "Hosts", changes.Hosts.NewTotal);
            Link("dependencies", "Dependencies", changes.Dependencies.Added.Count + changes.Dependencies.Removed.Count + changes.Dependencies.Changed.Count);
            Link("files", "Files", changes.Files.Totals.Added + changes.Files.Totals.Removed + changes.Files.Totals.Changed + changes.Files.Totals.Moved);
            Link("api", "API", null);
            Link("sizes", "Sizes", null);
        }

        void Link(string id, string name, int? count)
        {
            using (html.Element("li"))
            using (html.Element("a", ("href", "#" + id)))
            {
                html.Element("span", name);
                if (count is { } number)
                {
                    html.Text(" ").Element("span.count", number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }
    }
}
