using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>When code of the package runs, most urgent first, and on which occasions none does.</summary>
internal static class SurfaceView
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        var all = ((Surface)ushort.MaxValue).Names();
        var present = all.Where(name => report.Contents.Surfaces.GetValueOrDefault(name) > 0).ToArray();
        using (Section.Open(html, "surfaces", "When code runs"))
        {
            if (present.Length == 0)
            {
                html.Element("p.none", report.Verdict.Status == VerdictStatus.Unknown ? "No code was found in what could be read." : "The package holds no code.");
                return;
            }

            using (html.Element("ol.strip"))
            {
                foreach (var name in present)
                {
                    Write(html, name, report.Contents.Surfaces[name]);
                }
            }

            var absent = all.Except(present, StringComparer.Ordinal).Where(IsAutomatic).Select(name => name.Replace('-', ' ')).ToArray();
            if (absent.Length > 0)
            {
                html.Element("p.note", $"{(report.Coverage.Partial + report.Coverage.Skipped > 0 ? "No code found, in what could be read, that runs at: " : "No code that runs at: ")}{string.Join(", ", absent)}.");
            }
        }
    }

    /// <summary>Writes the surfaces of a finding as small labels.</summary>
    public static void WriteLabels(HtmlWriter html, IReadOnlyList<string> surfaces)
    {
        foreach (var name in surfaces)
        {
            using (html.Element(IsAutomatic(name) ? "span.chip.auto" : "span.chip", ("title", "Runs " + SurfaceText.Explain(name))))
            {
                Drawing(name).Write(html);
                html.Text(name.Replace('-', ' '));
            }
        }
    }

    public static bool IsAutomatic(string name) => SurfaceNames.TryParse(name, out var surface) && (surface & SurfaceNames.Automatic) != 0;

    private static void Write(HtmlWriter html, string name, int files)
    {
        using (html.Element(IsAutomatic(name) ? "li.auto" : "li"))
        {
            Drawing(name).Write(html);
            html.Element("strong", Section.Words(name)).Element("span.count", Quantity.Of(files, "file")).Element("span.when", SurfaceText.Explain(name));
        }
    }

    private static Icon Drawing(string name) => name switch
    {
        "install" => Icon.Download,
        "build" => Icon.Gear,
        "compile" => Icon.Code,
        "import" => Icon.Arrive,
        "load" => Icon.Layers,
        "first-use" => Icon.Bolt,
        "run" => Icon.Play,
        "call" => Icon.Call,
        _ => Icon.Box,
    };
}
