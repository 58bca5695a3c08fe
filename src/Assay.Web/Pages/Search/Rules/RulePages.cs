using Assay.Community.Querying;
using Assay.Model;
using Assay.Web.Communities;
using Assay.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>The pages of rules and their other forms.</summary>
internal sealed class RulePages(Catalogues catalogues, RuleFinder finder, PackageSearch search, RuleNews news, IOptions<PortalOptions> options)
{
    public IResult List(HttpContext context)
    {
        var filter = RuleFilter.Of(context.Request);
        var rules = finder.All.Where(filter.Holds).OrderBy(rule => rule.Category, StringComparer.Ordinal).ThenBy(rule => rule.Id, StringComparer.Ordinal).ToArray();
        var counted = Counted();
        return ErrorPages.IsForProgram(context.Request) ? RuleJson.List(rules, counted) : RuleListPage.Of(filter, rules, finder, counted);
    }

    public IResult Rule(HttpContext context, string id)
    {
        if (Find(id) is not { } rule)
        {
            return Unknown(context, id, "");
        }

        var request = SearchRequest.Of(context.Request) with { Query = "rule:" + rule.Id, Community = null, Order = CatalogueOrder.Rank };
        var figures = RuleFigures.Of(catalogues, rule);
        var arrivals = news.Of(rule.Id);
        return ErrorPages.IsForProgram(context.Request) ? RuleJson.Rule(rule, finder.Pack, figures, arrivals) : RulePage.Of(rule, finder, figures, Packages(request), arrivals);
    }

    public Task Csv(HttpContext context, string id) => Find(id) is { } rule ? RuleCsv.WriteAsync(context, rule, catalogues) : Unknown(context, id, ".csv").ExecuteAsync(context);

    public Task Feed(HttpContext context, string id)
    {
        if (Find(id) is not { } rule)
        {
            return Unknown(context, id, "/feed.atom").ExecuteAsync(context);
        }

        var bytes = RuleFeed.Of(PublicAddress.Of(context.Request, options.Value), options.Value.Name, rule, news.Of(rule.Id)).Write();
        return PageBytes.WriteAsync(context, bytes, "application/atom+xml; charset=utf-8", StatusCodes.Status200OK, "private, no-cache", $"\"{PageTag.Of(bytes)}\"");
    }

    private Rule? Find(string id) => finder.Find(id) is { } rule && rule.Id == id ? rule : null;

    // The index may know nothing of a rule that is new.
    private SearchAnswer? Packages(SearchRequest request)
    {
        try
        {
            return search.Find(request);
        }
        catch (QueryException)
        {
            return null;
        }
    }

    // Another spelling, an older name, or none.
    private IResult Unknown(HttpContext context, string id, string ending)
    {
        if ((finder.Find(id)?.Id ?? finder.Renamed(id)) is { } present)
        {
            var json = context.Request.Path.Value!.EndsWith(".json", StringComparison.Ordinal) ? ".json" : "";
            return Results.Redirect(SiteAddress.Rule(present) + ending + json + context.Request.QueryString, permanent: true);
        }

        return ErrorPages.IsForProgram(context.Request) ? Results.NotFound() : RulePage.Missing(id, finder.Near(id));
    }

    private (PortalCommunity Community, SearchCatalogue Catalogue)[] Counted() =>
        [.. catalogues.Of(null).Select(community => (Community: community, Catalogue: catalogues.Look(community, look => look.Catalogue))).Where(entry => entry.Catalogue is not null).Select(entry => (entry.Community, entry.Catalogue!))];
}
