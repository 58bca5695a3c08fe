using System.ComponentModel;
using Assay.Community;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Web.Access;
using Assay.Web.Communities;
using Assay.Web.Pages.Search;

namespace Assay.Web.Api;

/// <summary><c>/api/v1/communities</c>.</summary>
internal static class CommunityEndpoints
{
    private static readonly VerdictStatus[] WorstFirst = [VerdictStatus.Fail, VerdictStatus.Unknown, VerdictStatus.Review, VerdictStatus.Pass];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/communities", List).Describe(PortalRole.Read, "listCommunities", "Communities", "Lists the communities with what was counted in them last.").Produces<ApiCommunities>();
        api.MapGet("/communities/{community}", One).Describe(PortalRole.Read, "getCommunity", "Communities", "Gives a community with what was counted in it last.", 404).Produces<ApiCommunity>();
    }

    /// <summary>Describes what was counted.</summary>
    public static ApiPopulation Population(CatalogueLook look) => new()
    {
        Id = look.Catalogue.Name,
        Date = look.Catalogue.Date,
        Packages = look.Catalogue.Packages,
        Ranked = look.Catalogue.Ranked,
        Ranking = look.Catalogue.RankingKind,
        IsCurrent = look.Stored.IsCurrent,
    };

    private static ApiAnswer List(PortalCommunities communities, Catalogues catalogues) =>
        ApiAnswer.Of(new ApiCommunities([.. communities.All.Select(community => Describe(community, catalogues))]), ApiJson.Default.ApiCommunities);

    private static IResult One([Description("nuget or psgallery.")] string community, PortalCommunities communities, Catalogues catalogues) =>
        (IResult?)ApiValues.Community(communities, community, out var found) ?? ApiAnswer.Of(Describe(found, catalogues), ApiJson.Default.ApiCommunity);

    private static ApiCommunity Describe(PortalCommunity community, Catalogues catalogues) =>
        catalogues.Look(community, look => Describe(community, Population(look), [.. WorstFirst.Select(verdict => Count(verdict, look.Catalogue.CountVerdict(verdict)))])) ?? Describe(community, null, []);

    private static ApiCommunity Describe(PortalCommunity community, ApiPopulation? population, IReadOnlyList<ApiVerdictCount> verdicts) =>
        new() { Name = community.Name, Title = community.Title, Population = population, Verdicts = verdicts };

    private static ApiVerdictCount Count(VerdictStatus verdict, TierCounts counts) => new(verdict, counts.Community, counts.Top100, counts.Top1k, counts.Top10k);
}
