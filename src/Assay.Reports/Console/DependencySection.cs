using Assay.Model;

namespace Assay.Reports;

/// <summary>Declared dependencies by framework, with what is known of the lowest version that each allows, and components in the files.</summary>
internal static class DependencySection
{
    private const int Shown = 8;
    private const int LongestId = 44;

    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        if (report.Dependencies.Count == 0 && report.Components.Count == 0)
        {
            return;
        }

        WriteDependencies(report, lines, options);
        WriteComponents(report, lines, options);
    }

    private static void WriteDependencies(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        if (report.Dependencies.Count == 0)
        {
            return;
        }

        // Those that somebody has to do something about come first.
        var all = report.Dependencies.OrderByDescending(dependency => dependency.Vulnerabilities is { Count: > 0 })
            .ThenBy(dependency => dependency.Framework ?? "", StringComparer.Ordinal).ThenBy(dependency => dependency.Id, StringComparer.OrdinalIgnoreCase).ToArray();
        var shown = options.All ? all.Length : Math.Min(Shown, all.Length);
        lines.Heading("Dependencies", FindingLines.Remark(shown, all.Length));
        var width = Math.Min(LongestId, all.Take(shown).Max(dependency => dependency.Id.Length));
        foreach (var dependency in all.Take(shown))
        {
            var isAffected = dependency.Vulnerabilities is { Count: > 0 };
            lines.Write(new TextLine().Whole(isAffected ? lines.Symbols.Of(Severity.High).Sign : lines.Symbols.Dot, isAffected ? Palette.Bad : Palette.Faint)
                .Column(dependency.Id, width, Palette.Strong, gap: 1)
                .Whole(dependency.Range ?? "any", gap: 2)
                .Whole(dependency.Framework ?? "all frameworks", Palette.Faint)
                .Prose(isAffected ? $"{dependency.Lowest} has {DependencyText.Vulnerabilities(dependency)}" : "", Palette.Bad, gap: 2), indent: 2, hang: FindingLines.Indent);
        }

        if (report.Vulnerabilities.Status == VulnerabilityStatus.NotChecked)
        {
            lines.Write(new TextLine().Prose("Their vulnerabilities were not checked.", Palette.Faint), indent: 2);
        }
    }

    private static void WriteComponents(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var components = report.Components.DistinctBy(component => (component.Purl, component.Name)).OrderBy(component => component.Name, StringComparer.OrdinalIgnoreCase).ThenBy(component => component.Version, StringComparer.Ordinal).ToArray();
        if (components.Length == 0)
        {
            return;
        }

        var shown = options.All ? components.Length : Math.Min(Shown, components.Length);
        lines.Heading("Components in the files", FindingLines.Remark(shown, components.Length));
        foreach (var component in components.Take(shown))
        {
            lines.Write(new TextLine().Whole(lines.Symbols.Dot, Palette.Faint).Whole(component.Name, Palette.Strong, gap: 1).Whole(component.Version ?? "version not told", gap: 1)
                .Prose($"{VulnerabilityText.How(component.IdentifiedBy)} ({VulnerabilityText.Sure(component.Confidence)})", Palette.Faint, gap: 2), indent: 2, hang: FindingLines.Indent);
        }
    }
}
