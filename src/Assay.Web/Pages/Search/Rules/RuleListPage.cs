using System.Globalization;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>The list of rules.</summary>
internal static class RuleListPage
{
    public const int PageSize = 100;

    public static SitePage Of(RuleFilter filter, IReadOnlyList<Rule> rules, RuleFinder finder, IReadOnlyList<(PortalCommunity Community, SearchCatalogue Catalogue)> counted)
    {
        var pages = Math.Max(1, (rules.Count + PageSize - 1) / PageSize);
        var shown = filter with { Page = Math.Min(filter.Page, pages) };
        return new SitePage("Rules", html =>
        {
            using (html.Element("main.page.flat", ("id", "content")))
            {
                html.Element("h1", "Rules");
                html.Element("p.lead", $"What packages are looked at for: behaviors say what code does, policies what a person should act on. {Quantity.Of(finder.All.Count, "rule")} in all.");
                WriteForm(html, shown, finder);
                if (rules.Count == 0)
                {
                    html.Element("p.none", "No rule is like that.");
                }
                else
                {
                    WriteTable(html, shown, rules, counted);
                    PageLinks.Write(html, shown.Page, pages, page => (shown with { Page = page }).Address("/rules"));
                }
            }
        })
        { Place = "rules", Alternates = [("application/json", "JSON", (shown with { Page = 1 }).Address("/rules.json"))] };
    }

    private static void WriteForm(HtmlWriter html, RuleFilter filter, RuleFinder finder)
    {
        using (html.Element("form.filter", ("action", "/rules"), ("method", "get"), ("aria-label", "Choose rules")))
        {
            using (html.Element("div"))
            {
                html.Element("label", "Words of id or title", ("for", "rule-text"));
                html.Element("input", ("id", "rule-text"), ("name", "q"), ("type", "search"), ("value", filter.Text), ("maxlength", "200"), ("autocomplete", "off"));
            }

            WriteChoice(html, "kind", "Kind", filter.Kind, [("behavior", "Behaviors"), ("policy", "Policies")]);
            WriteChoice(html, "category", "Category", filter.Category, finder.Categories.Select(category => (category, Section.Words(category))));
            WriteChoice(html, "weight", "Risk or severity", filter.Weight, RuleWords.Weights.Select(weight => (weight, Section.Words(weight))));
            html.Element("button", "Show", ("type", "submit"));
        }
    }

    private static void WriteChoice(HtmlWriter html, string name, string label, string chosen, IEnumerable<(string Value, string Text)> choices)
    {
        using (html.Element("div"))
        {
            html.Element("label", label, ("for", "rule-" + name));
            using (html.Element("select", ("id", "rule-" + name), ("name", name)))
            {
                html.Element("option", "All", ("value", ""));
                foreach (var (value, text) in choices)
                {
                    html.Element("option", text, ("value", value), ("selected", value == chosen ? "" : null));
                }
            }
        }
    }

    private static void WriteTable(HtmlWriter html, RuleFilter filter, IReadOnlyList<Rule> rules, IReadOnlyList<(PortalCommunity Community, SearchCatalogue Catalogue)> counted)
    {
        var first = (filter.Page - 1) * PageSize;
        var caption = string.Create(CultureInfo.InvariantCulture, $"Rules {first + 1:N0} to {Math.Min(first + PageSize, rules.Count):N0} of {rules.Count:N0}");
        using (html.Element("section.scroll", ("aria-label", caption), ("tabindex", "0")))
        using (html.Element("table.rules"))
        {
            html.Element("caption", caption);
            using (html.Element("thead"))
            using (html.Element("tr"))
            {
                html.Element("th", "Rule", ("scope", "col")).Element("th", "Weight", ("scope", "col")).Element("th", "Category", ("scope", "col"));
                foreach (var (community, _) in counted)
                {
                    html.Element("th", "Packages of " + community.Title, ("scope", "col"));
                }
            }

            using (html.Element("tbody"))
            {
                foreach (var rule in rules.Skip(first).Take(PageSize))
                {
                    WriteRow(html, rule, counted);
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, Rule rule, IReadOnlyList<(PortalCommunity Community, SearchCatalogue Catalogue)> counted)
    {
        using (html.Element("tr"))
        {
            using (html.Element("th", ("scope", "row")))
            {
                using (html.Element("a", ("href", SiteAddress.Rule(rule.Id))))
                {
                    html.Prose(rule.Title);
                }

                html.Text(" ").Element("code", rule.Id);
            }

            using (html.Element("td"))
            {
                RuleWords.Mark(rule).Write(html);
            }

            using (html.Element("td"))
            {
                html.Element("a", rule.Category, ("href", new RuleFilter("", rule.Category, "", "", 1).Address("/rules")));
            }

            foreach (var (community, catalogue) in counted)
            {
                using (html.Element("td"))
                {
                    RuleCount.Write(html, rule, community.Name, catalogue);
                }
            }
        }
    }
}
