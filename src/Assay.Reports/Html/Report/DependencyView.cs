using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Declared dependencies, and components that were recognised in the files.</summary>
internal static class DependencyView
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        using (Section.Open(html, "dependencies", "Dependencies", report.Dependencies.Count == 0 ? null : $"{report.Dependencies.Count:N0}"))
        {
            if (report.Dependencies.Count == 0)
            {
                html.Element("p.none", "None declared.");
            }
            else
            {
                WriteDeclared(report, html);
            }

            if (report.Components.Count > 0)
            {
                Table.Write(html, "Components recognised in the files", ["Component", "Version", "File", "Recognised by", "Confidence"],
                    report.Components.Select(IReadOnlyList<string?> (component) => [component.Name, component.Version ?? "not told", component.Artifact, Section.Words(component.IdentifiedBy), Section.Words(component.Confidence)]), "plain.wide", name => html.Links.Package(name, null));
            }
        }
    }

    private static void WriteDeclared(PackageReport report, HtmlWriter html)
    {
        var resolved = report.Dependencies.Any(dependency => dependency.Resolved is not null);
        var lookedUp = report.Vulnerabilities.Status != VulnerabilityStatus.NotChecked;
        var known = report.Dependencies.Any(dependency => html.Links.Verdict(dependency.Id, dependency.Lowest) is not null);
        Table.Write(html, "Dependencies that the package declares", ["Package", "Range", "Lowest allowed", .. known ? ["Verdict"] : Array.Empty<string>(), .. lookedUp ? ["Vulnerabilities of the lowest"] : Array.Empty<string>(), "Framework", "Kind", .. resolved ? ["Resolved"] : Array.Empty<string>()],
            report.Dependencies.OrderBy(dependency => dependency.Framework ?? "", StringComparer.Ordinal).ThenBy(dependency => dependency.Id, StringComparer.OrdinalIgnoreCase).Select(IReadOnlyList<string?> (dependency) =>
                [dependency.Id, dependency.Range ?? "any", dependency.Lowest ?? "–", .. known ? [html.Links.Verdict(dependency.Id, dependency.Lowest) ?? "not known"] : Array.Empty<string>(), .. lookedUp ? [DependencyText.Vulnerabilities(dependency)] : Array.Empty<string>(), dependency.Framework ?? "all", dependency.Kind, .. resolved ? [dependency.Resolved ?? "–"] : Array.Empty<string>()]), "plain.wide", id => html.Links.Package(id, null));
        html.Element("p.note", lookedUp ? "NuGet takes the lowest version that all ranges allow, unless a project asks for another: the vulnerabilities are those of that version." : "NuGet takes the lowest version that all ranges allow, unless a project asks for another.");
    }
}
