namespace Assay.Web.Hosting;

/// <summary>What operators need: health, logs, measurements.</summary>
internal static class OperationArea
{
    public static void Add(WebApplicationBuilder builder)
    {
    }

    public static void Use(WebApplication app)
    {
    }

    public static void Map(WebApplication app)
    {
    }
}
