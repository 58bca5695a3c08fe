using Assay.Model;

namespace Assay.Reports;

/// <summary>When code of the package runs, most urgent first.</summary>
internal static class SurfaceSection
{
    public static void Write(PackageReport report, LineWriter lines)
    {
        lines.Heading("When code runs");
        var any = false;
        foreach (var name in ((Surface)ushort.MaxValue).Names())
        {
            if (report.Contents.Surfaces.TryGetValue(name, out var files) && files > 0)
            {
                var style = SurfaceNames.TryParse(name, out var surface) && (surface & SurfaceNames.Automatic) != 0 ? Palette.Strong : Palette.Plain;
                lines.Write(new TextLine().Column(name, 9, style).Column(Quantity.Of(files, "file"), 9).Prose(SurfaceText.Explain(name), Palette.Faint, gap: 2), indent: 2, hang: 24);
                any = true;
            }
        }

        if (!any)
        {
            lines.Write(new TextLine().Prose(report.Verdict.Status == VerdictStatus.Unknown ? "No code was found in what could be read." : "The package holds no code."), indent: 2);
        }
    }
}
