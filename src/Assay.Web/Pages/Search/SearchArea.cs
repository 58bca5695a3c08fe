using Assay.Web.Access;
using Assay.Web.Pages.Search.Communities;
using Assay.Web.Pages.Search.Rules;

namespace Assay.Web.Pages.Search;

/// <summary>Home, search, rules and communities.</summary>
internal static class SearchArea
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<RuleFinder>();
        services.AddSingleton<Catalogues>();
        services.AddSingleton<PackageSearch>();
        services.AddSingleton<SearchEndpoint>();
        services.AddSingleton<HomePage>();
        services.AddSingleton<RulePages>();
        services.AddSingleton<RuleNews>();
        services.AddSingleton<CommunityPages>();
        services.AddSingleton<AboutPage>();
        services.AddHostedService<CatalogueWarmth>();
    }

    public static void Map(WebApplication app)
    {
        Get("/", (HomePage home) => home.Page());
        Get("/search", (HttpContext context, SearchEndpoint search) => search.AnswerAsync(context));
        Get("/search.json", (HttpContext context, SearchEndpoint search) => search.AnswerAsync(context));
        Get("/opensearch.xml", OpenSearch.Answer);
        Get("/rules", (HttpContext context, RulePages rules) => rules.List(context));
        Get("/rules.json", (HttpContext context, RulePages rules) => rules.List(context));
        Get("/rules/{id}", (HttpContext context, string id, RulePages rules) => rules.Rule(context, id));
        Get("/rules/{id}.json", (HttpContext context, string id, RulePages rules) => rules.Rule(context, id));
        Get("/rules/{id}.csv", (HttpContext context, string id, RulePages rules) => rules.Csv(context, id));
        Get("/rules/{id}/feed.atom", (HttpContext context, string id, RulePages rules) => rules.Feed(context, id));
        Get("/communities", (CommunityPages communities) => communities.List());
        Get("/communities/{community}", (HttpContext context, string community, CommunityPages communities) => communities.Community(context, community));
        Get("/communities/{community}.json", (HttpContext context, string community, CommunityPages communities) => communities.Community(context, community));
        Get("/about", (AboutPage about) => about.Page());

        void Get(string pattern, Delegate answer) => app.MapGet(pattern, answer).Requires(PortalRole.Read).ExcludeFromDescription();
    }
}
