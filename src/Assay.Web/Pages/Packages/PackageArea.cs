using Assay.Web.Access;
using Assay.Web.Communities;
using Assay.Web.Reports.Opening;

namespace Assay.Web.Pages.Packages;

/// <summary>The pages of packages and their versions.</summary>
internal static class PackageArea
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<FinishedPages>();
        services.AddSingleton<PackageContents>();
        services.AddSingleton<PackageEndpoints>();
        services.AddSingleton<ContentEndpoints>();
    }

    public static void Map(WebApplication app)
    {
        var pages = app.Services.GetRequiredService<PackageEndpoints>();
        var contents = app.Services.GetRequiredService<ContentEndpoints>();
        foreach (var community in app.Services.GetRequiredService<PortalCommunities>().All)
        {
            var group = app.MapGroup("/" + community.Name).Requires(PortalRole.Read).ExcludeFromDescription();
            group.MapMethods("/{id}", Reading, (HttpContext context, string id) => pages.PackageAsync(context, community, id));
            group.MapMethods("/{id}/badge.svg", Reading, (HttpContext context, string id) => pages.BadgeAsync(context, community, id, null));
            group.MapMethods("/{id}/feed.atom", Reading, (HttpContext context, string id) => pages.Feed(context, community, id));
            group.MapMethods("/{id}/compare", Reading, (HttpContext context, string id) => PackageEndpoints.ChooseComparison(context, community, id));
            group.MapMethods("/{id}/compare/{pair}", Reading, (HttpContext context, string id, string pair) => pages.CompareAsync(context, community, id, pair));
            group.MapMethods("/{id}/{version}", Reading, (HttpContext context, string id, string version) => pages.VersionAsync(context, community, id, version, ""));
            group.MapMethods("/{id}/{version}/badge.svg", Reading, (HttpContext context, string id, string version) => pages.BadgeAsync(context, community, id, version));
            foreach (var tab in (string[])["issues", "behaviors", "vulnerabilities", "dependencies", "files"])
            {
                group.MapMethods("/{id}/{version}/" + tab, Reading, (HttpContext context, string id, string version) => pages.VersionAsync(context, community, id, version, tab));
            }

            group.MapMethods("/{id}/{version}/files/view", Reading, (HttpContext context, string id, string version) => contents.FileAsync(context, community, id, version));
            group.MapMethods("/{id}/{version}/code", Reading, (HttpContext context, string id, string version) => contents.CodeAsync(context, community, id, version));
        }
    }
}
