using System.Globalization;
using Assay.Community.Index;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>The page of a rule: what it says, when it holds, how usual it is, who has it.</summary>
internal static class RulePage
{
    private const int ArrivalsShown = 12;

    public static SitePage Of(Rule rule, RuleFinder finder, RuleFigures[] figures, SearchAnswer? packages, IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> arrivals)
    {
        var address = SiteAddress.Rule(rule.Id);
        return new SitePage(rule.Title.TrimEnd('.'), html => Write(html, rule, finder, figures, packages, arrivals))
        {
            Place = "rules",
            Alternates = [("application/json", "JSON", address + ".json"), ("text/csv", "Packages as CSV", address + ".csv"), ("application/atom+xml", "Feed of versions that newly have it", address + "/feed.atom")],
        };
    }

    /// <summary>Says that there is no such rule, and which may be meant.</summary>
    public static SitePage Missing(string id, IReadOnlyList<string> near) => new("No such rule", html =>
    {
        using (html.Element("main.page.flat", ("id", "content")))
        {
            html.Element("h1", "No such rule");
            using (html.Element("p"))
            {
                html.Text("There is no rule ").Element("code", id).Text(near.Count == 0 ? "." : ". Did you mean one of these?");
            }

            using (html.Element("ul.names"))
            {
                foreach (var name in near)
                {
                    using (html.Element("li"))
                    {
                        html.Element("a", name, ("href", SiteAddress.Rule(name)));
                    }
                }

                using (html.Element("li"))
                {
                    html.Element("a", "All rules", ("href", "/rules"));
                }
            }
        }
    })
    { Status = StatusCodes.Status404NotFound, Place = "rules" };

    private static void Write(HtmlWriter html, Rule rule, RuleFinder finder, RuleFigures[] figures, SearchAnswer? packages, IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> arrivals)
    {
        using (html.Element("main.page.flat.rule", ("id", "content")))
        {
            using (html.Element("h1"))
            {
                html.Prose(rule.Title);
            }

            WriteRemarks(html, rule);
            RuleDefinition.Write(html, rule, finder.Pack);
            RulePrevalence.Write(html, rule, figures);
            WritePackages(html, rule, packages);
            WriteNewPackages(html, rule, figures);
            WriteArrivals(html, arrivals);
        }
    }

    private static void WriteRemarks(HtmlWriter html, Rule rule)
    {
        using (html.Element("p.remarks"))
        {
            RuleWords.Mark(rule).Write(html);
            html.Element("a.remark", RuleWords.Kind(rule), ("href", $"/rules?kind={RuleWords.Kind(rule)}"));
            html.Element("a.remark", rule.Category, ("href", "/rules?category=" + Uri.EscapeDataString(rule.Category)));
            if (rule is PolicyRule policy)
            {
                html.Element("span.remark", $"priority {policy.Priority.ToString(CultureInfo.InvariantCulture)}").Element("span.remark", $"{RuleDefinition.Name(policy.Status)} in {RuleDefinition.Name(policy.Assessment)}").Element("span.remark", $"effort {RuleDefinition.Name(policy.Effort)}");
            }

            html.Element("code.remark", rule.Id);
        }

        if (rule.Chain != ChainKind.None)
        {
            html.Element("p", rule.Chain == ChainKind.Malicious
                ? "A malicious chain: it decides the verdict wherever the code runs."
                : "A suspicious chain: it decides the verdict where the code runs by itself, and asks for a review elsewhere.");
        }
    }

    private static void WritePackages(HtmlWriter html, Rule rule, SearchAnswer? packages)
    {
        using (Section.Open(html, "packages", "Packages that have it", packages is null ? null : packages.Count.ToString("N0", CultureInfo.InvariantCulture)))
        {
            if (packages is not { Count: > 0 })
            {
                html.Element("p.none", packages is null ? "No community was counted with this rule." : "None.");
                return;
            }

            var request = packages.Request;
            var first = ((request.Page - 1) * SearchRequest.PageSize) + 1;
            PackageList.Write(html, string.Create(CultureInfo.InvariantCulture, $"Packages {first:N0} to {first + packages.Packages.Count - 1:N0} of {packages.Count:N0}, by rank"), packages.Packages, packages.Asked.Count > 1);
            PageLinks.Write(html, request.Page, packages.Pages, page => string.Create(CultureInfo.InvariantCulture, $"{SiteAddress.Rule(rule.Id)}?page={page}#packages"));
            using (html.Element("p"))
            {
                html.Element("a", "Narrow them down or sort them otherwise", ("href", SiteAddress.Search("rule:" + rule.Id)));
            }
        }
    }

    private static void WriteNewPackages(HtmlWriter html, Rule rule, RuleFigures[] figures)
    {
        using (Section.Open(html, "new", "New packages that have it"))
        using (html.Element("ul.names"))
        {
            foreach (var entry in figures)
            {
                var since = DateOnly.ParseExact(entry.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                using (html.Element("li"))
                {
                    html.Element("a", $"{entry.Community.Title}: first seen in the week before {entry.Date}", ("href", SiteAddress.Search($"rule:{rule.Id} first-seen:>={since}", entry.Community.Name) + "&sort=first-seen"));
                }
            }
        }
    }

    private static void WriteArrivals(HtmlWriter html, IReadOnlyList<(PortalCommunity Community, VersionEntry Version)> arrivals)
    {
        using (Section.Open(html, "arrivals", "Versions that newly have it"))
        {
            if (arrivals.Count == 0)
            {
                html.Element("p.none", "None among the versions that were read last.");
                return;
            }

            html.Element("p.note", "The version before did not have it, or there was none.");
            using (html.Element("ul.versions"))
            {
                foreach (var (community, version) in arrivals.Take(ArrivalsShown))
                {
                    using (html.Element("li"))
                    {
                        Mark.Of(version.Verdict ?? VerdictStatus.Unknown).Write(html);
                        using (html.Element("span.name"))
                        {
                            PackageList.WriteName(html, community.Name, version.Id, version.Version);
                        }

                        html.Element("span.when", $"{community.Title}, {(version.Published is { Length: >= 10 } published ? "published on " + published[..10] : "read on " + version.Added)}");
                    }
                }
            }
        }
    }
}
