using System.Globalization;
using Assay.Community;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search.Charts;

/// <summary>How verdicts are spread over the packages of a community, by tier: a bar for each tier beside its counts, each of which leads to those packages.</summary>
internal static class VerdictChart
{
    private static readonly VerdictStatus[] Order = [VerdictStatus.Pass, VerdictStatus.Review, VerdictStatus.Unknown, VerdictStatus.Fail];
    private static readonly (string Tier, string Title, int Size)[] Rows = [("top100", "Top 100", 100), ("top1k", "Top 1,000", 1_000), ("top10k", "Top 10,000", 10_000)];

    public static void Write(HtmlWriter html, SearchCatalogue catalogue, string community, string title)
    {
        var counts = Order.ToDictionary(verdict => verdict, catalogue.CountVerdict);
        var caption = $"Verdicts of {title} by popularity, counted on {catalogue.Date}";
        using (html.Element("section.scroll", ("aria-label", caption), ("tabindex", "0")))
        using (html.Element("table.spread"))
        {
            html.Element("caption", caption);
            using (html.Element("thead"))
            using (html.Element("tr"))
            {
                html.Element("th", "Packages", ("scope", "col")).Element("th", "Share", ("scope", "col"));
                foreach (var verdict in Order)
                {
                    html.Element("th", Mark.Of(verdict).Word, ("scope", "col"));
                }
            }

            using (html.Element("tbody"))
            {
                foreach (var (tier, name, size) in Rows.Where(row => row.Size <= catalogue.Ranked))
                {
                    WriteRow(html, name, size, "tier:" + tier, community, verdict => Of(counts[verdict], tier));
                }

                WriteRow(html, Quantity.Of(catalogue.Packages, "package"), catalogue.Packages, "", community, verdict => counts[verdict].Community);
            }
        }

        if (catalogue.Ranked < Rows[^1].Size)
        {
            html.Element("p.note", string.Create(CultureInfo.InvariantCulture, $"{catalogue.Ranked:N0} packages have a rank: tiers that these do not fill have no figures."));
        }
    }

    private static int Of(TierCounts counts, string tier) => (tier switch { "top100" => counts.Top100, "top1k" => counts.Top1k, _ => counts.Top10k }) ?? 0;

    private static void WriteRow(HtmlWriter html, string name, int total, string query, string community, Func<VerdictStatus, int> count)
    {
        using (html.Element("tr"))
        {
            using (html.Element("th", ("scope", "row")))
            {
                html.Element("a", name, ("href", SiteAddress.Search(query, community)));
            }

            using (html.Element("td"))
            {
                WriteBar(html, name, total, count);
            }

            foreach (var verdict in Order)
            {
                using (html.Element("td.number"))
                {
                    var number = count(verdict);
                    html.Element(number == 0 ? "span" : "a", number.ToString("N0", CultureInfo.InvariantCulture), ("href", number == 0 ? null : SiteAddress.Search($"verdict:{Word(verdict)} {query}".TrimEnd(), community)));
                }
            }
        }
    }

    private static void WriteBar(HtmlWriter html, string name, int total, Func<VerdictStatus, int> count)
    {
        var text = $"{name}: {string.Join(", ", Order.Select(verdict => string.Create(CultureInfo.InvariantCulture, $"{count(verdict):N0} {Word(verdict)}")))}";
        using (html.Element("svg.stack", ("role", "img"), ("aria-label", text), ("viewBox", "0 0 100 10"), ("preserveAspectRatio", "none")))
        {
            var left = 0.0;
            foreach (var verdict in Order)
            {
                var width = total == 0 ? 0 : 100.0 * count(verdict) / total;
                if (width > 0)
                {
                    html.Element($"rect.{Mark.Of(verdict).Tone}", "", ("x", Number(left)), ("width", Number(Math.Max(width, 0.4))), ("height", "10"));
                }

                left += width;
            }
        }
    }

    private static string Word(VerdictStatus verdict) => ReportNamingPolicy.Instance.ConvertName(verdict.ToString());

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
