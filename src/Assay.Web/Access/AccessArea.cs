namespace Assay.Web.Access;

/// <summary>Who may do what: tokens, sessions, limits of use.</summary>
internal static class AccessArea
{
    public static void Add(IServiceCollection services)
    {
    }

    public static void Use(WebApplication app)
    {
    }

    public static void Map(WebApplication app)
    {
    }
}
