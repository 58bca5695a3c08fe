namespace Assay.Web.Pages.Packages;

/// <summary>The pages of packages and their versions.</summary>
internal static class PackageArea
{
    public static void Add(IServiceCollection services)
    {
    }

    public static void Map(WebApplication app)
    {
    }
}
