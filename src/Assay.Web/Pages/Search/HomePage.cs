using System.Globalization;
using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Communities;
using Assay.Web.Hosting;
using Assay.Web.Pages.Search.Charts;
using Microsoft.Extensions.Options;

namespace Assay.Web.Pages.Search;

/// <summary>The first page.</summary>
internal sealed class HomePage(Catalogues catalogues, RuleFinder rules, IOptions<PortalOptions> options)
{
    private const int Recent = 8;

    public SitePage Page()
    {
        var counted = catalogues.Of(null).Select(community => catalogues.Look(community, look => new Counted(community, look.Catalogue))).OfType<Counted>().ToArray();
        var recent = catalogues.Of(null).SelectMany(community => community.Read<IReadOnlyList<VersionEntry>>(reader => reader.Recent(Recent), []).Select(version => (Community: community, Version: version)))
            .OrderByDescending(entry => entry.Version.Added, StringComparer.Ordinal).ThenByDescending(entry => entry.Version.Number).Take(Recent).ToArray();
        return new SitePage("What packages do", html => Write(html, counted, recent)) { Place = "home" };
    }

    private void Write(HtmlWriter html, Counted[] counted, (PortalCommunity Community, VersionEntry Version)[] recent)
    {
        using (html.Element("main.page.flat.home", ("id", "content")))
        {
            using (html.Element("section.hero"))
            {
                html.Element("h1", "What packages do, before you install them");
                html.Element("p.lead", $"{options.Value.Name} reads packages of NuGet and the PowerShell Gallery without running them, shows where each finding is, and says how usual it is among the others.");
                WriteSearch(html);
            }

            WriteVerdicts(html, counted);
            WriteRecent(html, recent);
            using (Section.Open(html, "more", "Where to go on"))
            using (html.Element("ul.tiles"))
            {
                WriteTile(html, "/rules", "Rules", Quantity.Of(rules.All.Count, "rule"), "what is looked for, with how usual it is");
                foreach (var (community, catalogue) in counted)
                {
                    WriteTile(html, "/communities/" + community.Name, community.Title, Quantity.Of(catalogue.Packages, "package"), $"population of {catalogue.Date}");
                }

                WriteTile(html, "/submit", "Scan a package", "Your file, or an id and version", "its report has an address of its own");
                WriteTile(html, "/about", "About", "What a verdict says", "and what it does not");
            }
        }
    }

    private static void WriteSearch(HtmlWriter html)
    {
        using (html.Element("form.find.large", ("role", "search"), ("action", "/search"), ("method", "get"), ("aria-label", "Packages")))
        {
            html.Element("label", "Find packages by id, or by what they do", ("for", "find-large"));
            using (html.Element("div.row"))
            {
                html.Element("input", ("id", "find-large"), ("name", "q"), ("type", "search"), ("autocomplete", "off"), ("autocapitalize", "none"), ("spellcheck", "false"), ("maxlength", QueryOptions.Site.LongestQuery.ToString(CultureInfo.InvariantCulture)));
                html.Element("button", "Search", ("type", "submit"));
            }
        }

        using (html.Element("ul.examples", ("aria-label", "Examples")))
        {
            foreach (var (query, meaning) in SearchHelp.Some)
            {
                using (html.Element("li"))
                {
                    using (html.Element("a", ("href", SiteAddress.Search(query))))
                    {
                        html.Element("code", query);
                    }

                    html.Text(" ").Element("span", meaning);
                }
            }
        }
    }

    private static void WriteVerdicts(HtmlWriter html, Counted[] counted)
    {
        using (Section.Open(html, "verdicts", "Verdicts"))
        {
            if (counted.Length == 0)
            {
                html.Element("p.note", "Nothing is counted yet: there is no index, or it was not counted. Packages can be scanned nevertheless.");
            }

            foreach (var (community, catalogue) in counted)
            {
                VerdictChart.Write(html, catalogue, community.Name, community.Title);
            }
        }
    }

    private static void WriteRecent(HtmlWriter html, (PortalCommunity Community, VersionEntry Version)[] recent)
    {
        if (recent.Length == 0)
        {
            return;
        }

        using (Section.Open(html, "recent", "Read last"))
        using (html.Element("ul.versions"))
        {
            foreach (var (community, version) in recent)
            {
                using (html.Element("li"))
                {
                    Mark.Of(version.Verdict ?? VerdictStatus.Unknown).Write(html);
                    using (html.Element("span.name"))
                    {
                        PackageList.WriteName(html, community.Name, version.Id, version.Version);
                    }

                    html.Element("span.when", $"{community.Title}, read on {version.Added}");
                }
            }
        }
    }

    private static void WriteTile(HtmlWriter html, string address, string name, string status, string label)
    {
        using (html.Element("li.tile.note"))
        {
            html.Element("a.name", name, ("href", address)).Element("span.status", status).Element("span.label", label);
        }
    }

    private sealed record Counted(PortalCommunity Community, SearchCatalogue Catalogue);
}
