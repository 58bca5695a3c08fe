namespace Assay.Web.Api;

/// <summary>The interface for programs.</summary>
internal static class ApiArea
{
    public static void Add(IServiceCollection services)
    {
    }

    public static void Map(WebApplication app)
    {
    }
}
