using System.Globalization;
using Assay.Community.Querying;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search;

/// <summary>How the packages of an answer are spread, each count a link to those packages.</summary>
internal static class SearchFacets
{
    private const int Shown = 8;

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["verdict"] = "Verdict", ["risk"] = "Behaviors of this risk", ["category"] = "Findings of this category", ["tier"] = "Popularity",
    };

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal) { ["top100"] = "Top 100", ["top1k"] = "Top 1,000", ["top10k"] = "Top 10,000", ["malicious-only"] = "Malicious only" };

    /// <summary>The name of a value in a text.</summary>
    public static string Name(string value) => Values.GetValueOrDefault(value) ?? Section.Words(value);

    public static void Write(HtmlWriter html, SearchAnswer answer)
    {
        using (html.Element("details.facets"))
        {
            html.Element("summary", "Narrow down");
            using (html.Element("nav", ("aria-label", "Narrow down")))
            {
                WriteCommunities(html, answer);
                foreach (var field in answer.Facets.GroupBy(facet => facet.Field, StringComparer.Ordinal))
                {
                    // Verdicts, risks and tiers have an order of their own.
                    CatalogueFacet[] facets = field.Key == "category" ? [.. field.OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal)] : [.. field];
                    WriteField(html, answer.Request, Titles[field.Key], facets);
                }
            }
        }
    }

    private static void WriteCommunities(HtmlWriter html, SearchAnswer answer)
    {
        var request = answer.Request;
        if (answer.Asked.Count < 2 && request.Community is null)
        {
            return;
        }

        html.Element("h2", "Community");
        using (html.Element("ul"))
        {
            foreach (var asked in answer.Asked.Where(asked => asked.Refusal is null))
            {
                var isChosen = request.Community == asked.Community.Name;
                WriteLink(html, asked.Community.Title, asked.Count, request with { Community = isChosen ? null : asked.Community.Name, Page = 1 }, isChosen);
            }
        }
    }

    private static void WriteField(HtmlWriter html, SearchRequest request, string title, CatalogueFacet[] facets)
    {
        html.Element("h2", title);
        using (html.Element("ul"))
        {
            foreach (var facet in facets.Take(Shown))
            {
                Write(html, request, facet);
            }
        }

        if (facets.Length > Shown)
        {
            using (html.Element("details.more"))
            {
                html.Element("summary", string.Create(CultureInfo.InvariantCulture, $"{facets.Length - Shown:N0} more"));
                using (html.Element("ul"))
                {
                    foreach (var facet in facets.Skip(Shown))
                    {
                        Write(html, request, facet);
                    }
                }
            }
        }
    }

    private static void Write(HtmlWriter html, SearchRequest request, CatalogueFacet facet)
    {
        var term = $"{facet.Field}:{facet.Value}";
        var isChosen = QueryText.Has(request.Query, term);
        WriteLink(html, Name(facet.Value), facet.Count, request with { Query = isChosen ? QueryText.Without(request.Query, term) : QueryText.With(request.Query, term), Page = 1 }, isChosen);
    }

    private static void WriteLink(HtmlWriter html, string name, int count, SearchRequest request, bool isChosen)
    {
        using (html.Element(isChosen ? "li.chosen" : "li"))
        using (html.Element("a", ("href", request.Address), ("aria-current", isChosen ? "true" : null), ("title", isChosen ? "Take away" : null)))
        {
            html.Element("span", name).Text(" ").Element("span.count", count.ToString("N0", CultureInfo.InvariantCulture));
        }
    }
}
