using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>The hosts that code names, and how many addresses are there for people and schemas only.</summary>
internal static class NetworkView
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        var urls = report.Contents.Urls;
        using (Section.Open(html, "network", "Web addresses", urls.Total() == 0 ? null : $"{urls.Code:N0} in code"))
        {
            if (urls.Total() == 0)
            {
                html.Element("p.none", report.Coverage.Partial + report.Coverage.Skipped > 0 ? "None found in what could be read." : "None found.");
                return;
            }

            html.Element("p", UrlText.InCode(urls));
            if (urls.Hosts.Count > 0)
            {
                using (html.Element("ul.hosts"))
                {
                    foreach (var host in urls.Hosts)
                    {
                        using (html.Element("li"))
                        {
                            CodeText.Write(html, "code", host);
                        }
                    }
                }
            }

            if (urls.HostsTotal > urls.Hosts.Count)
            {
                html.Element("p.note", $"and {Quantity.Of(urls.HostsTotal - urls.Hosts.Count, "more host")}");
            }

            if (UrlText.Others(urls) is { } others)
            {
                html.Element("p.note", others);
            }
        }
    }
}
