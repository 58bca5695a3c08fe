using Assay.Model;

namespace Assay.Reports;

/// <summary>The hosts that code names, and how many addresses are there for people and schemas only.</summary>
internal static class NetworkSection
{
    private const int Shown = 8;

    public static void Write(PackageReport report, LineWriter lines, ConsoleReportOptions options)
    {
        var urls = report.Contents.Urls;
        if (urls.Total() == 0)
        {
            return;
        }

        lines.Heading("Web addresses");
        var line = new TextLine().Prose(UrlText.InCode(urls));
        var shown = options.All ? urls.Hosts.Count : Math.Min(Shown, urls.Hosts.Count);
        for (var i = 0; i < shown; i++)
        {
            line.Whole(urls.Hosts[i] + (i < shown - 1 || shown < urls.HostsTotal ? "," : ""), Palette.Strong, gap: 1);
        }

        if (shown < urls.HostsTotal)
        {
            line.Prose($"and {Quantity.Of(urls.HostsTotal - shown, "more", "more")}");
        }

        lines.Write(line, indent: 2);
        if (UrlText.Others(urls) is { } others)
        {
            lines.Write(new TextLine().Prose(others, Palette.Faint), indent: 2);
        }
    }
}
