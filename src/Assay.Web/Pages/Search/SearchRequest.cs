using System.Globalization;
using Assay.Community.Querying;

namespace Assay.Web.Pages.Search;

/// <summary>What somebody asks for.</summary>
/// <param name="Query">The query; empty for all packages.</param>
/// <param name="Community"><c>nuget</c> or <c>psgallery</c>; null for all.</param>
/// <param name="Order">The order of the packages.</param>
/// <param name="Page">From 1.</param>
internal sealed record SearchRequest(string Query, string? Community = null, CatalogueOrder Order = CatalogueOrder.Rank, int Page = 1)
{
    /// <summary>Packages of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Pages of a list over several communities.</summary>
    public const int MostMergedPages = 200;

    /// <summary>The words that addresses have for orders, and what they are called.</summary>
    public static IReadOnlyList<(CatalogueOrder Order, string Word, string Title)> Orders { get; } =
        [(CatalogueOrder.Rank, "rank", "Rank"), (CatalogueOrder.Id, "id", "Id"), (CatalogueOrder.FirstSeen, "first-seen", "First seen")];

    /// <summary>The address of the answer.</summary>
    public string Address => AddressOf("/search");

    /// <summary>The address of the answer for programs.</summary>
    public string JsonAddress => AddressOf("/search.json");

    /// <summary>Reads an address; what is no possible value is as good as left out.</summary>
    public static SearchRequest Of(HttpRequest request)
    {
        var query = request.Query;
        var order = Orders.FirstOrDefault(known => known.Word == query["sort"].ToString());
        return new SearchRequest(
            query["q"].ToString().Trim(),
            query["community"].ToString() is "nuget" or "psgallery" ? query["community"].ToString() : null,
            order.Word is null ? CatalogueOrder.Rank : order.Order,
            int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1);
    }

    private string AddressOf(string path)
    {
        var parts = new List<string> { "q=" + Uri.EscapeDataString(Query) };
        if (Community is not null)
        {
            parts.Add("community=" + Community);
        }

        if (Order != CatalogueOrder.Rank)
        {
            parts.Add("sort=" + Orders.First(known => known.Order == Order).Word);
        }

        if (Page > 1)
        {
            parts.Add("page=" + Page.ToString(CultureInfo.InvariantCulture));
        }

        return path + "?" + string.Join('&', parts);
    }
}
