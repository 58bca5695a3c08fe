using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Which package the report is about.</summary>
internal static class HeaderView
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        var package = report.Package;
        using (html.Element($"header.top.{Mark.Of(report.Verdict.Status).Tone}"))
        using (html.Element("div.wrap"))
        {
            html.Element("p.kind", "Assay report · " + Kind(package.Community));
            using (html.Element("h1"))
            {
                html.Element("bdi", package.Id);
                if (package.Version is { } version)
                {
                    html.Text(" ").Element("span.version", version);
                }
            }

            if (package.Description is { Length: > 0 } description)
            {
                using (html.Element("p.lead", ("dir", "auto")))
                {
                    html.Prose(description.Length > 400 ? description[..400] + "…" : description);
                }
            }
        }
    }

    private static string Kind(string? community) => community switch
    {
        "nuget" => "NuGet package",
        "psgallery" => "PowerShell Gallery package",
        null => "files outside a package",
        _ => "package of " + community,
    };
}
