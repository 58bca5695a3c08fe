namespace Assay.Reports.Html;

/// <summary>Writes tables with a caption, column headings, and a row heading each; on a small screen they scroll by themselves.</summary>
internal static class Table
{
    /// <summary>Writes a table; the first cell of each row names the row, and leads to where <paramref name="address"/> says by its text.</summary>
    public static void Write(HtmlWriter html, string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows, string style = "plain", Func<string, string?>? address = null)
    {
        using (html.Element("section.scroll", ("aria-label", caption), ("tabindex", "0")))
        using (html.Element($"table.{style}"))
        {
            html.Element("caption", caption);
            using (html.Element("thead"))
            using (html.Element("tr"))
            {
                foreach (var column in columns)
                {
                    html.Element("th", column, ("scope", "col"));
                }
            }

            using (html.Element("tbody"))
            {
                foreach (var row in rows)
                {
                    WriteRow(html, row, address);
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, IReadOnlyList<string?> row, Func<string, string?>? address)
    {
        using (html.Element("tr"))
        {
            using (html.Element("th", ("scope", "row")))
            using (html.LinkTo(address?.Invoke(row[0] ?? "")))
            {
                CodeText.Write(html, "span", row[0] ?? "");
            }

            foreach (var cell in row.Skip(1))
            {
                html.Element("td", cell);
            }
        }
    }
}
