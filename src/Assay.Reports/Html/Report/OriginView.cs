using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Everything besides the package that the report was made from.</summary>
internal static class OriginView
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        var inputs = report.Inputs;
        using (html.Element("footer", ("id", "origin")))
        using (html.Element("div.wrap"))
        {
            html.Element("h2", "About this report");
            using (html.Element("dl"))
            {
                Entry(html, "Program", $"{report.Tool.Name} {report.Tool.Version}");
                Entry(html, "Rules", inputs.RulePack.Version);
                Entry(html, "Rules, SHA-256", inputs.RulePack.Sha256, "code");
                Entry(html, "MITRE ATT&CK", inputs.RulePack.Attack);
                Entry(html, "Policy file", inputs.Policy?.File ?? "none: what is built in holds");
                Entry(html, "Policy file, SHA-256", inputs.Policy?.Sha256, "code");
                Entry(html, "Baseline", inputs.Baseline?.File);
                Entry(html, "Baseline, SHA-256", inputs.Baseline?.Sha256, "code");
                Entry(html, "Community snapshot", inputs.CommunitySnapshot is { } snapshot
                    ? $"{snapshot.Id} of {snapshot.Date}: {Quantity.Of(snapshot.Packages, "package")} of {snapshot.Community}, ranked by {snapshot.Ranking}"
                    : "none given: how usual the findings are is not known");
                Entry(html, "Advisories", inputs.Advisories.Count == 0 ? "none given" : List(inputs.Advisories));
                Entry(html, "Lists", inputs.Lists.Count == 0 ? null : List(inputs.Lists));
                Entry(html, "As of", inputs.AsOf);
                Entry(html, "Report schema", $"version {report.SchemaVersion}");
            }

            html.Element("p.note", "The same package and the same inputs give this file again, byte for byte. Nothing in it comes from elsewhere, and no code of the package was run to make it.");
        }
    }

    private static void Entry(HtmlWriter html, string name, string? value, string element = "span")
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Element("dt", name);
            using (html.Element("dd"))
            {
                html.Element(element, value);
            }
        }
    }

    private static string List(IEnumerable<DatedInput> inputs) => string.Join(", ", inputs.Select(input => $"{input.Id} of {input.Date}"));
}
