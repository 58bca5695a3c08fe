using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Assay.Community.Querying;
using Assay.Web.Access;
using Assay.Web.Communities;
using Assay.Web.Pages.Search;

namespace Assay.Web.Api;

/// <summary><c>/api/v1/search</c>.</summary>
internal static class SearchEndpoints
{
    private const int LongestQuery = 1_000;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/search", Search).Describe(PortalRole.Read, "search", "Search", "Finds packages by what they do, are called and depend on. The query language is that of “assay community query”.", 400, 404, 410).Produces<ApiSearch>().CountsAs(UseKind.Search);

    private static IResult Search([Description("The query; all packages when empty."), StringLength(LongestQuery)] string? q, [Description("nuget (when nothing is said) or psgallery.")] string? community, [Description("Where the list goes on, from the page before.")] string? cursor, [Description("Rows of the page."), Range(1, ApiValues.MostRows)] int? limit, PortalCommunities communities, Catalogues catalogues, RuleFinder rules)
    {
        if (ApiValues.Community(communities, community ?? communities.All[0].Name, out var found) is { } unknown)
        {
            return unknown;
        }

        if (ApiValues.Limit(limit, out var rows) is { } wrong)
        {
            return wrong;
        }

        var text = q?.Trim() ?? "";
        try
        {
            var query = text.Length == 0 ? null : CommunityQuery.Parse(text, QueryOptions.Site);
            return catalogues.Look(found, look => Answer(look, query, text, cursor, rows, rules)) ?? Empty(found, text);
        }
        catch (QueryException exception)
        {
            return new ProblemAnswer(ProblemKind.InvalidQuery, exception.Message, "q", exception.Position);
        }
    }

    private static IResult Answer(CatalogueLook look, CommunityQuery? query, string text, string? cursor, int rows, RuleFinder rules)
    {
        var list = $"search {look.Community.Name} {text}";
        var state = string.Create(CultureInfo.InvariantCulture, $"{look.Catalogue.Snapshot} {look.Catalogue.Generation}");
        if (ApiCursor.Read(cursor, list, state, out var offset) is { } stale)
        {
            return stale;
        }

        var answer = query?.Find(look.Catalogue, look.Stored) ?? CatalogueAnswer.All(look.Catalogue);
        var next = offset + rows < answer.Count ? ApiRoutes.Next(ApiRoutes.Base + "/search", ApiCursor.Write(list, state, offset + rows), rows, ("q", text), ("community", look.Community.Name)) : null;
        return ApiAnswer.Page(
            new ApiSearch
            {
                Query = text,
                Community = look.Community.Name,
                Population = CommunityEndpoints.Population(look),
                Count = answer.Count,
                ChangedRules = [.. answer.ChangedRules.Order(StringComparer.Ordinal)],
                Packages = [.. answer.Take(CatalogueOrder.Rank, offset, rows).Select(package => Describe(look, package, rules)).OfType<ApiFoundPackage>()],
                Next = next,
            },
            ApiJson.Default.ApiSearch, next);
    }

    private static ApiFoundPackage? Describe(CatalogueLook look, int package, RuleFinder rules)
    {
        if (look.Reader.Standing(package) is not { } version)
        {
            return null;
        }

        var findings = FindingCounts.Of(version.Rules, rules);
        return new ApiFoundPackage
        {
            Id = version.Id,
            Version = version.Version,
            Verdict = version.Verdict,
            Rank = look.Catalogue.Rank(package),
            FirstSeen = look.Catalogue.FirstSeenOn(package),
            Issues = findings.Issues,
            Behaviors = findings.Behaviors,
            Address = PackageEndpoints.Address(look.Community, version.Id, version.Version),
        };
    }

    private static ApiAnswer Empty(PortalCommunity community, string text) =>
        ApiAnswer.Of(new ApiSearch { Query = text, Community = community.Name, Population = null, Count = 0, ChangedRules = [], Packages = [], Next = null }, ApiJson.Default.ApiSearch);
}
