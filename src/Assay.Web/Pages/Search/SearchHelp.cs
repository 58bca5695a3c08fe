using Assay.Community.Querying;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search;

/// <summary>How to ask.</summary>
internal static class SearchHelp
{
    private static readonly (string Query, string Meaning)[] Examples =
    [
        ("json client", "ids that hold both words"),
        ("behavior:opens-listening-socket rank:>100", "less used packages that wait for connections"),
        ("risk:>=suspicious first-seen:>2026-06", "newer packages with suspicious behaviors"),
        ("verdict:review or verdict:fail", "packages that somebody should look at"),
        ("depends-on:newtonsoft.json category:network", "packages with findings about the network that depend on an id"),
        ("id:microsoft.*.abstractions rank:<=500", "ids like a pattern among the first 500"),
    ];

    /// <summary>Queries to begin with.</summary>
    public static IEnumerable<(string Query, string Meaning)> Some => Examples.Take(4);

    public static void Write(HtmlWriter html, bool isOpen)
    {
        using (html.Element("details.help", ("open", isOpen ? "" : null)))
        {
            html.Element("summary", "How to ask");
            html.Element("p", "Words without a colon are parts of the id: several of them all have to be in it. A field, a colon and a value ask for something that was found; 'and' may be left out, 'or' binds weaker, 'not' takes out, parentheses group. Quotation marks go around values with spaces.");
            Table.Write(html, "Fields", ["Field", "Value"], QueryFields.All.Select(field => (IReadOnlyList<string?>)[field.Name, field.Value + (field.IsOrdered ? "; also with < <= > >=" : "")]));
            html.Element("h2", "Examples");
            using (html.Element("ul.examples"))
            {
                foreach (var (query, meaning) in Examples)
                {
                    using (html.Element("li"))
                    {
                        using (html.Element("a", ("href", SiteAddress.Search(query))))
                        {
                            html.Element("code", query);
                        }

                        html.Text(" – " + meaning);
                    }
                }
            }
        }
    }
}
