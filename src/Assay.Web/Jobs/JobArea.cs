using Assay.Web.Storing;

namespace Assay.Web.Jobs;

/// <summary>Packages that are handed in or asked for: the queue, the worker, the pages.</summary>
internal static class JobArea
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<PortalDatabase>();
    }

    public static void Map(WebApplication app)
    {
    }
}
