using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Reports.Opening;

namespace Assay.Web.Pages.Packages;

/// <summary>A method or type of an assembly, decompiled, with the findings that it proves.</summary>
internal static class CodePage
{
    public static SitePage Of(VersionContext context, string path, ReportedFile file, CodePlace place, OpenedFile opened)
    {
        var name = place.Method is null ? place.Type : $"{place.Type}::{place.Method}";
        return VersionFrame.Page(context, "files", $"{name} in ", html =>
        {
            using (html.Element("div.page.single"))
            using (html.Element("div.column"))
            using (html.Element("section", ("id", "code"), ("aria-labelledby", "code-title")))
            {
                using (html.Element("h2.path", ("id", "code-title")))
                {
                    CodeText.Write(html, "code", name);
                }

                using (html.Element("p.where"))
                {
                    html.Text("In ");
                    using (html.Element("a", ("href", PackageAddress.File(context.Address, path))))
                    {
                        CodeText.Write(html, "code", path);
                    }

                    html.Text($", {Quantity.Bytes(file.Size)}");
                }

                WriteFindings(context, path, place, html);
                Write(opened, html);
            }
        }) with
        { Links = context.Links([]) };
    }

    private static void WriteFindings(VersionContext context, string path, CodePlace place, HtmlWriter html)
    {
        var here = FileFindings.Of(context, path).All
            .Select(finding => finding with { Evidence = [.. finding.Evidence.Where(item => item.Location.Type == place.Type && (place.Method is null || item.Location.Method == place.Method))] })
            .Where(finding => finding.Evidence.Count > 0).ToArray();
        if (here.Length == 0)
        {
            return;
        }

        using (html.Element("ul.changes", ("aria-label", "Findings in this code")))
        {
            foreach (var finding in here)
            {
                using (html.Element("li"))
                {
                    FileFindings.Write(finding, html);
                    foreach (var value in finding.Evidence.Select(item => EvidenceText.Value(item, "…")).Distinct(StringComparer.Ordinal).Take(5))
                    {
                        html.Text(" ");
                        CodeText.Write(html, "code", value);
                    }
                }
            }
        }
    }

    private static void Write(OpenedFile opened, HtmlWriter html)
    {
        if (opened.State != OpenedState.Found)
        {
            html.Element("p.none", FileViewPage.WhyNot(opened));
            return;
        }

        if (opened.Form == CodeForm.None)
        {
            html.Element("p.none", "The assembly has no such type or method.");
            return;
        }

        html.Element("p.note", opened.Form == CodeForm.CSharp
            ? "Decompiled: names of local variables and the shape of statements may differ from the source." + (opened.Marked.Count > 0 ? " The marked statement holds the evidence." : "")
            : "This could not be decompiled; its instructions are shown.");
        TextLines.Write(html, TextLines.Split(opened.Text.TrimEnd()), opened.Marked.ToHashSet());
    }
}
