namespace Assay.Web.Pages.Search;

/// <summary>Home, search, rules and communities.</summary>
internal static class SearchArea
{
    public static void Add(IServiceCollection services)
    {
    }

    public static void Map(WebApplication app)
    {
    }
}
