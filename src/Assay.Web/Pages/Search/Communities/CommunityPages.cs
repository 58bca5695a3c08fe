using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Search.Communities;

/// <summary>The pages of communities.</summary>
internal sealed class CommunityPages(PortalCommunities communities, Catalogues catalogues, RuleFinder finder, PackageSearch search)
{
    private const int Newest = 10;

    public SitePage List()
    {
        var views = communities.All.Select(community => (Community: community, View: Read(community))).ToArray();
        return new SitePage("Communities", html =>
        {
            using (html.Element("main.page.flat", ("id", "content")))
            {
                html.Element("h1", "Communities");
                html.Element("p.lead", "Findings are compared with the other packages of the same community. Each has its own index, population and ranking.");
                using (html.Element("ul.tiles"))
                {
                    foreach (var (community, view) in views)
                    {
                        using (html.Element("li.tile.note"))
                        {
                            html.Element("a.name", community.Title, ("href", "/communities/" + community.Name));
                            html.Element("span.status", view is null ? "Not counted yet" : Quantity.Of(view.Catalogue.Packages, "package"));
                            html.Element("span.label", view is null ? "there is no index, or nothing in it" : $"counted on {view.Catalogue.Date}");
                        }
                    }
                }
            }
        })
        { Place = "communities" };
    }

    public IResult Community(HttpContext context, string name)
    {
        if (communities.Find(name) is not { } community)
        {
            return communities.All.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } spelled
                ? Results.Redirect("/communities/" + spelled.Name, permanent: true)
                : ErrorPages.IsForProgram(context.Request) ? Results.NotFound() : ErrorPages.NotFound("There are the communities nuget and psgallery.");
        }

        var view = Read(community);
        if (ErrorPages.IsForProgram(context.Request))
        {
            return view is null ? Results.NotFound() : CommunityJson.Of(view, finder);
        }

        return CommunityPage.Of(community, view, finder, view is null ? [] : search.Find(new SearchRequest("", community.Name, CatalogueOrder.FirstSeen)).Packages.Take(Newest).ToArray());
    }

    private CommunityView? Read(PortalCommunity community) =>
        catalogues.Look(community, look => new CommunityView(community, look.Catalogue, catalogues.Statistics(look), look.Stored.IsCurrent, PrevalenceMoves.Of(look.Reader.Database, PrevalenceScope.Usual)));
}

/// <summary>What is known of a community.</summary>
/// <param name="Community">The community.</param>
/// <param name="Catalogue">What was counted.</param>
/// <param name="Statistics">What the index holds.</param>
/// <param name="IsCurrent">False when the index has changed since it was counted.</param>
/// <param name="Moves">What differs from the count before; null when there was none.</param>
internal sealed record CommunityView(PortalCommunity Community, SearchCatalogue Catalogue, CommunityStatistics Statistics, bool IsCurrent, (string Since, IReadOnlyList<PrevalenceMove> Moves)? Moves);
