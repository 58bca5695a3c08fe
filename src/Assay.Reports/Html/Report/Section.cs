namespace Assay.Reports.Html;

/// <summary>Opens the sections of a report, each named by its heading.</summary>
internal static class Section
{
    public const int Shown = 5;

    public static HtmlElement Open(HtmlWriter html, string id, string title, string? remark = null)
    {
        var section = html.Element("section", ("id", id), ("aria-labelledby", id + "-title"));
        using (html.Element("h2", ("id", id + "-title")))
        {
            html.Text(title);
            if (remark is not null)
            {
                html.Text(" ").Element("small", remark);
            }
        }

        return section;
    }

    public static string? Remark(int total) => total == 0 ? null : total > Shown ? $"{Shown} of {total:N0}" : $"all {total}";

    /// <summary>Leads to the page that lists all of a section; false when there is none.</summary>
    public static bool WriteAll(HtmlWriter html, string section, string count)
    {
        if (html.Links.All(section) is not { } address)
        {
            return false;
        }

        using (html.Element("p.all"))
        {
            html.Element("a", $"All {count}", ("href", address));
        }

        return true;
    }

    /// <summary>Writes the first word of a sentence as such: <c>first-use</c> => <c>First use</c>.</summary>
    public static string Words(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');
}
