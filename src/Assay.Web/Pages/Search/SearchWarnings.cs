using Assay.Community.Index;
using Assay.Reports.Html;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search;

/// <summary>What somebody should know besides the list: names that are nearly others, packages that are not counted, changed rules.</summary>
internal static class SearchWarnings
{
    public static void Write(HtmlWriter html, SearchAnswer answer)
    {
        if (answer.NearlyPopular is { } popular)
        {
            using (html.Element("p.foreign.warn", ("role", "note")))
            {
                Icon.Warning.Write(html);
                using (html.Element("span"))
                {
                    html.Element("bdi", answer.Request.Query).Text(" is nearly the name of the much used package ");
                    html.Element("a", popular, ("href", SiteAddress.Search(popular, answer.Request.Community))).Text(". Make sure which of them you mean before you install it.");
                }
            }
        }

        if (answer.Exact.Count > 0)
        {
            WriteVersions(html, "Package with exactly this id:", answer.Exact);
        }

        if (answer.ChangedRules.Count > 0)
        {
            using (html.Element("p.note"))
            {
                html.Text("The answer is about older conditions of ");
                foreach (var (place, rule) in answer.ChangedRules.Index())
                {
                    html.Text(place > 0 ? ", " : "").Element("a", rule, ("href", SiteAddress.Rule(rule)));
                }

                html.Text(": these rules changed since the community was counted.");
            }
        }
    }

    /// <summary>Says that nothing was found, and what may be meant.</summary>
    public static void WriteNothing(HtmlWriter html, SearchAnswer answer)
    {
        if (answer.Suggestions.Count > 0)
        {
            WriteVersions(html, "Did you mean one of these?", answer.Suggestions);
        }

        using (html.Element("p.none"))
        {
            html.Text(answer.Asked.Count == 0 ? "" : "No counted package is meant by this query. ");
            html.Element("a", "Scan a package", ("href", "/submit")).Text(" that is not here, or ").Element("a", "list all packages", ("href", "/search?q=")).Text(".");
        }
    }

    private static void WriteVersions(HtmlWriter html, string sentence, IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> versions)
    {
        html.Element("p", sentence);
        using (html.Element("ul.names"))
        {
            foreach (var (community, version) in versions)
            {
                using (html.Element("li"))
                {
                    PackageList.WriteName(html, community.Name, version.Id, version.Version);
                    html.Text(" ").Element("span.chip", community.Title);
                }
            }
        }
    }
}
