using System.Globalization;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>How many packages have a finding, as a link to them.</summary>
internal static class RuleCount
{
    public static void Write(HtmlWriter html, Rule rule, string community, SearchCatalogue catalogue)
    {
        var prevalence = catalogue.Of(rule);
        if (prevalence.Community is not { } figures)
        {
            html.Element("span.none", "not counted");
            return;
        }

        if (figures.Count == 0)
        {
            html.Element("span.none", "none");
        }
        else
        {
            html.Element("a", figures.Count.ToString("N0", CultureInfo.InvariantCulture), ("href", SiteAddress.Search("rule:" + rule.Id, community)));
        }

        html.Text(" ");
        PrevalenceView.WriteLabel(html, prevalence);
    }
}
