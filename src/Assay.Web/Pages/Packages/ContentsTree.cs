using System.Globalization;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>The files of a version by folder, each with the number of findings that something in it proves.</summary>
internal static class ContentsTree
{
    private const int FilesShown = 3_000;
    private const int DeepestFolder = 12;

    /// <summary>Writes the section; folders without findings are closed.</summary>
    public static void Write(VersionContext context, HtmlWriter html)
    {
        var files = context.Report.Files;
        using (Section.Open(html, "files", "Contents", $"{Quantity.Of(context.Report.Contents.Files, "file")}, {Quantity.Bytes(context.Report.Contents.Bytes)}"))
        {
            if (files.Count < 2)
            {
                html.Element("p.none", "No file could be read.");
                return;
            }

            var findings = Findings(context.Report);
            var root = new Folder("");
            foreach (var file in files.Skip(1).Take(FilesShown))
            {
                var path = file.Path.Length > context.Input.Length + 1 ? file.Path[(context.Input.Length + 1)..] : file.Path;
                Add(root, path, file, findings.GetValueOrDefault(path));
            }

            if (findings.Count > 0)
            {
                html.Element("p.note", "Findings are counted where a report keeps their evidence: of a finding with very many places these are the first.");
            }

            using (html.Element("div.tree"))
            {
                WriteFolder(root, html, depth: 0);
            }

            if (files.Count - 1 > FilesShown)
            {
                html.Element("p.note", $"The first {FilesShown:N0} of {Quantity.Of(files.Count - 1, "file")}; the JSON report has all.");
            }
        }
    }

    // A finding counts once for each file, however often it is proven there.
    private static Dictionary<string, int> Findings(PackageReport report)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var evidence in report.OpenIssues().Select(issue => issue.Evidence).Concat(report.Behaviors.Select(behavior => behavior.Evidence)))
        {
            foreach (var artifact in evidence.Select(item => item.Artifact).Distinct(StringComparer.Ordinal))
            {
                counts[artifact] = counts.GetValueOrDefault(artifact) + 1;
            }
        }

        return counts;
    }

    // tools/b.zip!c.ps1: what is in a container or was found in a file lies below it.
    private static void Add(Folder root, string path, ReportedFile file, int findings)
    {
        var folder = root;
        var parts = path.Split('/', '!');
        for (var depth = 0; depth < Math.Min(parts.Length - 1, DeepestFolder); depth++)
        {
            folder.Findings += findings;
            folder.Count++;
            folder = folder.Child(parts[depth]);
        }

        folder.Findings += findings;
        folder.Count++;
        folder.Files.Add((string.Join('/', parts.Skip(Math.Min(parts.Length - 1, DeepestFolder))), path, file, findings));
    }

    private static void WriteFolder(Folder folder, HtmlWriter html, int depth)
    {
        using (html.Element("ul"))
        {
            foreach (var (name, child) in folder.Children)
            {
                using (html.Element("li"))
                using (html.Element("details", ("open", child.Findings > 0 || (depth == 0 && folder.Count <= 20) ? "open" : null)))
                {
                    using (html.Element("summary"))
                    {
                        CodeText.Write(html, "span", name);
                        html.Text(" ").Element("small", Quantity.Of(child.Count, "file") + (child.Findings > 0 ? $", {Quantity.Of(child.Findings, "finding")}" : ""));
                    }

                    WriteFolder(child, html, depth + 1);
                }
            }

            foreach (var (name, path, file, findings) in folder.Files)
            {
                using (html.Element("li"))
                {
                    using (html.LinkTo(html.Links.File(path)))
                    {
                        CodeText.Write(html, "span", name);
                    }

                    html.Text(" ").Element("small", $"{KindOf(file)}, {Quantity.Bytes(file.Size)}");
                    if (findings > 0)
                    {
                        html.Text(" ").Element("span.hits", Quantity.Of(findings, "finding"));
                    }
                }
            }
        }
    }

    /// <summary>What a file is, in words.</summary>
    public static string KindOf(ReportedFile file) => ReportNamingPolicy.Instance.ConvertName(file.Kind.ToString()).Replace('-', ' ');

    private sealed class Folder(string name)
    {
        public string Name { get; } = name;
        public SortedDictionary<string, Folder> Children { get; } = new(StringComparer.Ordinal);
        public List<(string Name, string Path, ReportedFile File, int Findings)> Files { get; } = [];
        public int Findings { get; set; }
        public int Count { get; set; }

        public Folder Child(string name)
        {
            if (!Children.TryGetValue(name, out var child))
            {
                Children.Add(name, child = new Folder(name));
            }

            return child;
        }
    }
}
