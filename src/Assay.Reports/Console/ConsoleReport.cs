using Assay.Model;
using Spectre.Console;

namespace Assay.Reports;

/// <summary>Shows the report of one package to a person at a terminal.</summary>
public static class ConsoleReport
{
    /// <summary>Writes the report at the width of the console, at most 120 columns.</summary>
    public static void Write(PackageReport report, IAnsiConsole console, ConsoleReportOptions options)
    {
        var lines = new LineWriter(console);
        VerdictSection.Write(report, lines);
        NewInVersionSection.Write(report, lines);
        VerdictSection.WriteAssessments(report.Assessments, lines);
        SurfaceSection.Write(report, lines);
        IssueSection.Write(report, lines, options);
        BehaviorSection.Write(report, lines, options);
        ComparisonSection.Write(report, lines);
        NetworkSection.Write(report, lines, options);
        SuppressedSection.Write(report, lines, options);
        RecoveredCodeSection.Write(report, lines, options);
        VulnerabilitySection.Write(report, lines, options);
        DependencySection.Write(report, lines, options);
        SignatureSection.Write(report, lines, options);
        CoverageSection.Write(report, lines, options);
        OriginSection.Write(report, lines, options);
    }
}
