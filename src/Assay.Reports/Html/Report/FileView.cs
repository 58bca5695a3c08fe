using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>The files by kind, and each with its size and hash behind a disclosure.</summary>
internal static class FileView
{
    // A table of more rows helps nobody and makes browsers slow; the JSON report lists all.
    private const int Shown = 2_000;

    public static void Write(PackageReport report, HtmlWriter html, string section = "files")
    {
        var files = report.Files;
        using (Section.Open(html, section, "Files", $"{Quantity.Of(report.Contents.Files, "file")}, {Quantity.Bytes(report.Contents.Bytes)}"))
        {
            if (report.Contents.Kinds.Count > 0)
            {
                using (html.Element("ul.kinds"))
                {
                    foreach (var (kind, count) in report.Contents.Kinds.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal))
                    {
                        using (html.Element("li"))
                        {
                            html.Text(kind.Replace('-', ' ') + " ").Element("b", $"{count:N0}");
                        }
                    }
                }
            }

            if (files.Count == 0)
            {
                html.Element("p.none", "No file could be read.");
                return;
            }

            using (html.Element("details.others"))
            {
                html.Element("summary", files.Count > Shown ? $"The first {Shown:N0} of {Quantity.Of(files.Count, "file")}" : "All files with size and hash");
                Table.Write(html, "Files with kind, size and SHA-256", ["Path", "Kind", "Size", "SHA-256"],
                    files.Take(Shown).Select(IReadOnlyList<string?> (file) => [Below(file.Path, files[0].Path), ReportNamingPolicy.Instance.ConvertName(file.Kind.ToString()).Replace('-', ' '), Quantity.Bytes(file.Size), file.Sha256]), "files", html.Links.File);
            }
        }
    }

    // a.nupkg!lib/a.dll => lib/a.dll: the input's own name would stand in every row.
    private static string Below(string path, string input) => path.Length > input.Length + 1 && path[input.Length] == '!' && path.StartsWith(input, StringComparison.Ordinal) ? path[(input.Length + 1)..] : path;
}
