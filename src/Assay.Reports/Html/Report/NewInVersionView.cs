using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>What is new in a package against the version before.</summary>
internal static class NewInVersionView
{
    private const int Shown = 10;

    public static void Write(PackageReport report, HtmlWriter html)
    {
        if (report.NewInVersion is not { } news)
        {
            return;
        }

        var before = news.Before.Id == report.Package.Id && news.Before.Version is { } version ? version : ChangeText.Name(news.Before);
        using (Section.Open(html, "new", "New in this version", $"against {before}{(ChangeText.Step(news.Changes.Step) is { } step ? $", {step}" : "")}"))
        {
            foreach (var limit in ChangeText.Limits(news.Changes.Comparability))
            {
                html.Element("p.note", limit);
            }

            var rows = NewLines.Of(news, "→", Shown).Select(IReadOnlyList<string?> (line) => [Section.Words(line.What), line.Text]).ToArray();
            if (rows.Length == 0)
            {
                html.Element("p.none", ChangeText.None(news.Changes.Comparability, "Nothing that it does, contacts, depends on or is signed by."));
            }
            else
            {
                Table.Write(html, "What is new against the version before", ["What", "New"], rows);
            }

            html.Element("p.note", $"{ChangeText.Files(news.Changes.Files)}.");
        }
    }
}
