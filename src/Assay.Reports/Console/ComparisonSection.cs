using Assay.Model;

namespace Assay.Reports;

/// <summary>What tells the package from the others of its community.</summary>
internal static class ComparisonSection
{
    public static void Write(PackageReport report, LineWriter lines)
    {
        if (report.Comparison is not { } comparison)
        {
            return;
        }

        lines.Heading("Compared with its community");
        if (comparison.Together is { } together)
        {
            lines.Write(new TextLine().Prose(together.Sentence), indent: 2);
        }

        if (comparison.Apart is { } apart)
        {
            lines.Write(new TextLine().Prose(apart.Sentence), indent: 2);
        }
    }
}
