using System.Globalization;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search;

/// <summary>Links to the pages of a long list.</summary>
internal static class PageLinks
{
    private const int Around = 2;

    /// <summary>Writes nothing for a list of one page.</summary>
    public static void Write(HtmlWriter html, int page, int pages, Func<int, string> address)
    {
        if (pages <= 1)
        {
            return;
        }

        using (html.Element("nav.pages", ("aria-label", "Pages of the list")))
        using (html.Element("ul"))
        {
            Write(html, page > 1 ? address(page - 1) : null, "Previous", "prev");
            var last = 0;
            foreach (var number in Numbers(page, pages))
            {
                if (number > last + 1)
                {
                    html.Element("li", "…", ("aria-hidden", "true"));
                }

                last = number;
                using (html.Element("li"))
                {
                    html.Element("a", number.ToString("N0", CultureInfo.InvariantCulture), ("href", address(number)), ("aria-current", number == page ? "page" : null), ("aria-label", string.Create(CultureInfo.InvariantCulture, $"Page {number:N0}")));
                }
            }

            Write(html, page < pages ? address(page + 1) : null, "Next", "next");
        }
    }

    // The first, those around the present one, the last.
    private static SortedSet<int> Numbers(int page, int pages) => [1, .. Enumerable.Range(page - Around, (2 * Around) + 1).Where(number => number >= 1 && number <= pages), pages];

    private static void Write(HtmlWriter html, string? address, string text, string relation)
    {
        if (address is not null)
        {
            using (html.Element("li"))
            {
                html.Element("a", text, ("href", address), ("rel", relation));
            }
        }
    }
}
