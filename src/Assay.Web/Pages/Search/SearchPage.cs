using System.Globalization;
using Assay.Community.Querying;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search;

/// <summary>The page of a search.</summary>
internal static class SearchPage
{
    public static SitePage Of(SearchAnswer answer)
    {
        var request = answer.Request;
        return new SitePage(request.Query.Length == 0 ? "All packages" : "Search: " + request.Query, html => Write(answer, html))
        {
            Place = "search",
            Query = request.Query,
            Alternates = [("application/json", "JSON", request.JsonAddress)],
        };
    }

    /// <summary>A query that cannot be read or answered, with the place marked.</summary>
    public static SitePage Refused(SearchRequest request, QueryException refusal) => new("This query cannot be answered", html =>
    {
        using (html.Element("main.page.flat", ("id", "content")))
        {
            html.Element("h1", "This query cannot be answered");
            using (html.Element("p.refusal"))
            {
                html.Prose(refusal.Message);
            }

            // Longer ones are refused because they are long: no place in them matters.
            if (request.Query.Length <= QueryOptions.Site.LongestQuery)
            {
                var place = Math.Clamp(refusal.Position, 0, request.Query.Length);
                var end = place;
                while (end < request.Query.Length && !char.IsWhiteSpace(request.Query[end]))
                {
                    end++;
                }

                using (html.Element("p.query"))
                using (html.Element("code", ("dir", "auto")))
                {
                    html.Text(request.Query[..place]).Element("mark", place == end ? "⟵ here" : request.Query[place..end]).Text(request.Query[end..]);
                }
            }

            SearchHelp.Write(html, isOpen: true);
        }
    })
    { Status = StatusCodes.Status400BadRequest, Place = "search", Query = request.Query };

    private static void Write(SearchAnswer answer, HtmlWriter html)
    {
        using (html.Element("main.page.search", ("id", "content")))
        {
            if (answer.Count > 0)
            {
                SearchFacets.Write(html, answer);
            }

            using (html.Element("div.results"))
            {
                WriteHeading(html, answer);
                SearchWarnings.Write(html, answer);
                if (answer.Count == 0)
                {
                    SearchWarnings.WriteNothing(html, answer);
                }
                else
                {
                    WriteOrders(html, answer.Request);
                    var first = ((answer.Request.Page - 1) * SearchRequest.PageSize) + 1;
                    PackageList.Write(html, string.Create(CultureInfo.InvariantCulture, $"Packages {first:N0} to {first + answer.Packages.Count - 1:N0} of {answer.Count:N0}"), answer.Packages, answer.Asked.Count > 1);
                    PageLinks.Write(html, answer.Request.Page, answer.Pages, page => (answer.Request with { Page = page }).Address);
                    if (answer.IsCut)
                    {
                        html.Element("p.note", "Lists over several communities end here: choose one community to see all of it.");
                    }
                }

                SearchHelp.Write(html, isOpen: false);
            }
        }
    }

    private static void WriteHeading(HtmlWriter html, SearchAnswer answer)
    {
        using (html.Element("h1"))
        {
            html.Text(Quantity.Of(answer.Count, "package"));
            if (answer.Request.Query.Length > 0)
            {
                html.Text(" for ").Element("code", answer.Request.Query, ("dir", "auto"));
            }
        }

        foreach (var asked in answer.Asked)
        {
            using (html.Element("p.population"))
            {
                html.Text(asked.Refusal is null ? string.Create(CultureInfo.InvariantCulture, $"{asked.Count:N0} of {asked.Population.Packages:N0} packages of ") : "Not asked: ");
                html.Element("a", asked.Community.Title, ("href", "/communities/" + asked.Community.Name));
                html.Text(asked.Refusal is null ? $", as counted on {asked.Population.Date}{(asked.IsCurrent ? "." : "; the index has grown since, and newer packages are not counted yet.")}" : ". " + asked.Refusal);
            }
        }

        if (answer.Asked.Count == 0)
        {
            html.Element("p.note", "No community is counted yet: the operator builds an index first.");
        }
    }

    private static void WriteOrders(HtmlWriter html, SearchRequest request)
    {
        using (html.Element("p.orders"))
        {
            html.Text("Sorted by ");
            foreach (var (order, _, title) in SearchRequest.Orders)
            {
                html.Element("a", title.ToLowerInvariant(), ("href", (request with { Order = order, Page = 1 }).Address), ("aria-current", order == request.Order ? "true" : null)).Text(" ");
            }
        }
    }
}
