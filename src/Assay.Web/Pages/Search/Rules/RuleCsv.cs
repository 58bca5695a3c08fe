using System.Globalization;
using System.Text;
using Assay.Community.Querying;
using Assay.Model;
using Assay.Reports;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>The packages that have a finding as comma-separated values (RFC 4180), by community, then by rank.</summary>
internal static class RuleCsv
{
    private const int RowsAtOnce = 1_000;

    public static async Task WriteAsync(HttpContext context, Rule rule, Catalogues catalogues)
    {
        context.Response.ContentType = "text/csv; charset=utf-8; header=present";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{rule.Id}.csv\"";
        context.Response.Headers.CacheControl = "private, no-cache";
        await context.Response.WriteAsync("community,id,version,verdict,rank,first-seen\r\n", Encoding.UTF8, context.RequestAborted);
        var query = CommunityQuery.Parse("rule:" + rule.Id, QueryOptions.Site);
        foreach (var community in catalogues.Of(null))
        {
            // A part at a time: neither memory nor one look at the index grows with the number of packages.
            for (var skip = 0; ; skip += RowsAtOnce)
            {
                var rows = catalogues.Look(community, look => Rows(look, query, skip));
                if (rows is null or "")
                {
                    break;
                }

                await context.Response.WriteAsync(rows, Encoding.UTF8, context.RequestAborted);
            }
        }
    }

    private static string Rows(CatalogueLook look, CommunityQuery query, int skip)
    {
        IReadOnlyList<int> packages;
        try
        {
            packages = query.Find(look.Catalogue, look.Stored).Take(CatalogueOrder.Rank, skip, RowsAtOnce);
        }
        catch (QueryException)
        {
            // The index does not know the rule.
            return "";
        }

        var text = new StringBuilder();
        foreach (var package in packages)
        {
            if (look.Reader.Standing(package) is { } version)
            {
                text.Append(CultureInfo.InvariantCulture, $"{look.Community.Name},{Cell(version.Id)},{Cell(version.Version)},{(version.Verdict is { } verdict ? ReportNamingPolicy.Instance.ConvertName(verdict.ToString()) : "")},{look.Catalogue.Rank(package)},{look.Catalogue.FirstSeenOn(package)}\r\n");
            }
        }

        return text.ToString();
    }

    private static string Cell(string value) => CsvCell.Encode(value);
}
