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
                var resolved = report.Dependencies.Any(dependency => dependency.Resolved is not null);
                Table.Write(html, "Dependencies that the package declares", ["Package", "Range", "Framework", "Kind", .. resolved ? ["Resolved"] : Array.Empty<string>()],
                    report.Dependencies.Select(IReadOnlyList<string?> (dependency) =>
                        [dependency.Id, dependency.Range ?? "any", dependency.Framework ?? "all", dependency.Kind, .. resolved ? [dependency.Resolved ?? "–"] : Array.Empty<string>()]));
            }

            if (report.Components.Count > 0)
            {
                Table.Write(html, "Components recognised in the files", ["Component", "Version", "File", "Recognised by", "Confidence"],
                    report.Components.Select(IReadOnlyList<string?> (component) => [component.Name, component.Version ?? "–", component.Artifact, component.IdentifiedBy, component.Confidence]));
            }
        }
    }
}
