namespace Assay.Web.Pages;

/// <summary>Addresses of pages.</summary>
internal static class SiteAddress
{
    /// <summary>The page of a version; of a package without one.</summary>
    public static string Package(string community, string id, string? version = null) =>
        version is null ? $"/{community}/{Uri.EscapeDataString(id)}" : $"/{community}/{Uri.EscapeDataString(id)}/{Uri.EscapeDataString(version)}";

    /// <summary>The page of a rule.</summary>
    public static string Rule(string id) => "/rules/" + Uri.EscapeDataString(id);

    /// <summary>The packages that a query means.</summary>
    public static string Search(string query, string? community = null) =>
        "/search?q=" + Uri.EscapeDataString(query) + (community is null ? "" : "&community=" + community);
}
