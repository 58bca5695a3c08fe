using System.Globalization;
using Assay.Community;
using Assay.Community.Index;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Communities;
using Assay.Web.Pages.Search.Charts;
using Assay.Web.Pages.Search.Rules;

namespace Assay.Web.Pages.Search.Communities;

/// <summary>The page of a community: who is counted, how verdicts are spread, what is read, what is usual, what changes.</summary>
internal static class CommunityPage
{
    private const int Shown = 10;

    public static SitePage Of(PortalCommunity community, CommunityView? view, RuleFinder finder, IReadOnlyList<FoundPackage> newest) => new(community.Title, html =>
    {
        using (html.Element("main.page.flat.community", ("id", "content")))
        {
            html.Element("h1", community.Title);
            if (view is null)
            {
                html.Element("p.note", "This community is not counted yet: there is no index, or nothing in it.");
                return;
            }

            html.Element("p.lead", $"{Quantity.Of(view.Catalogue.Packages, "package")} as they were on {view.Catalogue.Date}{(view.IsCurrent ? "" : "; the index has grown since")}.");
            WritePopulation(html, view);
            using (Section.Open(html, "verdicts", "Verdicts"))
            {
                VerdictChart.Write(html, view.Catalogue, community.Name, community.Title);
            }

            WriteCoverage(html, view);
            WriteBehaviors(html, view, finder);
            WriteMoves(html, view, finder);
            using (Section.Open(html, "new", "New packages"))
            {
                PackageList.Write(html, "The packages that were seen first last", newest, withCommunity: false);
                using (html.Element("p"))
                {
                    html.Element("a", "All packages, the newest first", ("href", SiteAddress.Search("", community.Name) + "&sort=first-seen"));
                }
            }
        }
    })
    { Place = "communities", Alternates = view is null ? [] : [("application/json", "JSON", $"/communities/{community.Name}.json")] };

    private static void WritePopulation(HtmlWriter html, CommunityView view)
    {
        var catalogue = view.Catalogue;
        using (Section.Open(html, "population", "Who is counted"))
        using (html.Element("dl.meanings"))
        {
            html.Element("dt", "Population").Element("dd", $"{catalogue.Name}: every id with its latest version that the gallery shows, stable before prerelease. Versions that could not be read are not counted.");
            html.Element("dt", "Counted on").Element("dd", catalogue.Date);
            html.Element("dt", "Ranking").Element("dd", catalogue.RankingKind == RankingKind.Downloads
                ? $"by downloads{(view.Statistics.Popularity is [var (date, source), ..] ? $", measured on {date} ({source})" : "")}; {Quantity.Of(catalogue.Ranked, "package")} with a rank"
                : $"by how many other packages depend on it; {Quantity.Of(catalogue.Ranked, "package")} with a rank");
            using (html.Element("dt"))
            {
                html.Text("Packages");
            }

            using (html.Element("dd"))
            {
                html.Element("a", Quantity.Of(catalogue.Packages, "package"), ("href", SiteAddress.Search("", view.Community.Name)));
            }
        }
    }

    private static void WriteCoverage(HtmlWriter html, CommunityView view)
    {
        var statistics = view.Statistics;
        using (Section.Open(html, "coverage", "What the index holds"))
        {
            Table.Write(html, "Versions in the index", ["What", "Number", "Meaning"],
            [
                ["packages", Number(statistics.Packages), "distinct ids, counted or not"],
                ["read", Number(statistics.Read), "versions that were read and judged"],
                ["unreadable", Number(statistics.Unreadable), "versions that could not be read as packages"],
                ["not counted", Number(statistics.NotCounted), "versions that were read and belong to another community, or whose rules did not all run"],
                ["hidden", Number(statistics.Hidden), "versions that the gallery does not show"],
                ["waiting", Number(statistics.Pending), "versions still to be read"],
                ["alarms", Number(statistics.Alarms), "versions under whose name other bytes came later"],
            ]);
            if (statistics.Added is var (first, last))
            {
                html.Element("p.note", $"Read between {first} and {last}.");
            }
        }
    }

    private static void WriteBehaviors(HtmlWriter html, CommunityView view, RuleFinder finder)
    {
        var found = finder.All.OfType<BehaviorRule>().Select(rule => (Rule: rule, view.Catalogue.Of(rule).Community?.Count)).Where(entry => entry.Count > 0)
            .OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Rule.Id, StringComparer.Ordinal).ToArray();
        using (Section.Open(html, "common", "Most common behaviors"))
        {
            WriteRules(html, "The behaviors that most packages have", found.Take(Shown).Select(entry => entry.Rule), view);
        }

        using (Section.Open(html, "rare", "Rare behaviors"))
        {
            WriteRules(html, "The behaviors that fewest packages have, of those that any has", found.Skip(Shown).Reverse().Take(Shown).Select(entry => entry.Rule), view);
        }
    }

    private static void WriteRules(HtmlWriter html, string caption, IEnumerable<Rule> rules, CommunityView view)
    {
        using (html.Element("section.scroll", ("aria-label", caption), ("tabindex", "0")))
        using (html.Element("table.rules"))
        {
            html.Element("caption", caption);
            using (html.Element("thead"))
            using (html.Element("tr"))
            {
                html.Element("th", "Rule", ("scope", "col")).Element("th", "Weight", ("scope", "col")).Element("th", "Packages", ("scope", "col"));
            }

            using (html.Element("tbody"))
            {
                foreach (var rule in rules)
                {
                    using (html.Element("tr"))
                    {
                        WriteName(html, rule, rule.Id);
                        using (html.Element("td"))
                        {
                            RuleWords.Mark(rule).Write(html);
                        }

                        using (html.Element("td"))
                        {
                            RuleCount.Write(html, rule, view.Community.Name, view.Catalogue);
                        }
                    }
                }
            }
        }
    }

    private static void WriteMoves(HtmlWriter html, CommunityView view, RuleFinder finder)
    {
        using (Section.Open(html, "moves", "Biggest movers"))
        {
            if (view.Moves is not var (since, moves))
            {
                html.Element("p.none", "The community was counted once only: there is nothing to compare with yet.");
                return;
            }

            var shown = moves.Select(move => (Move: move, Rule: finder.Find(move.Rule))).Where(entry => entry.Rule is not null).Take(Shown).ToArray();
            if (shown.Length == 0)
            {
                html.Element("p.none", $"No figures differ from those of {since}.");
                return;
            }

            var caption = $"Shares that differ most between {since} and {view.Catalogue.Date}";
            using (html.Element("section.scroll", ("aria-label", caption), ("tabindex", "0")))
            using (html.Element("table.rules"))
            {
                html.Element("caption", caption);
                using (html.Element("thead"))
                using (html.Element("tr"))
                {
                    html.Element("th", "Rule", ("scope", "col")).Element("th", since, ("scope", "col")).Element("th", view.Catalogue.Date, ("scope", "col")).Element("th", "Share", ("scope", "col"));
                }

                using (html.Element("tbody"))
                {
                    foreach (var (move, rule) in shown)
                    {
                        WriteMove(html, move, rule!, view.Community.Name);
                    }
                }
            }
        }
    }

    private static void WriteMove(HtmlWriter html, PrevalenceMove move, Rule rule, string community)
    {
        using (html.Element("tr"))
        {
            WriteName(html, rule, rule.Id);
            html.Element("td.number", Number(move.Before));
            using (html.Element("td.number"))
            {
                html.Element(move.Now == 0 ? "span" : "a", Number(move.Now), ("href", move.Now == 0 ? null : SiteAddress.Search("rule:" + rule.Id, community)));
            }

            html.Element("td.number", string.Create(CultureInfo.InvariantCulture, $"{move.Change * 100:+0.00;−0.00;0.00} points"));
        }
    }

    private static void WriteName(HtmlWriter html, Rule rule, string id)
    {
        using (html.Element("th", ("scope", "row")))
        {
            using (html.Element("a", ("href", SiteAddress.Rule(id))))
            {
                html.Prose(rule.Title);
            }

            html.Text(" ").Element("code", id);
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
