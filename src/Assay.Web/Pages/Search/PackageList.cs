using System.Globalization;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Search;

/// <summary>Lists packages with what is known of them.</summary>
internal static class PackageList
{
    public static void Write(HtmlWriter html, string caption, IReadOnlyList<FoundPackage> packages, bool withCommunity)
    {
        using (html.Element("section.scroll", ("aria-label", caption), ("tabindex", "0")))
        using (html.Element("table.packages"))
        {
            html.Element("caption", caption);
            using (html.Element("thead"))
            using (html.Element("tr"))
            {
                foreach (var column in (ReadOnlySpan<string>)["Package", "Verdict", "Rank", "First seen", "Findings"])
                {
                    html.Element("th", column, ("scope", "col"));
                }
            }

            using (html.Element("tbody"))
            {
                foreach (var package in packages)
                {
                    WriteRow(html, package, withCommunity);
                }
            }
        }
    }

    /// <summary>Writes an id as a link to its version, with what in it may be taken for something else.</summary>
    public static void WriteName(HtmlWriter html, string community, string id, string version)
    {
        using (html.Element("a.package", ("href", SiteAddress.Package(community, id, version))))
        {
            CodeText.Write(html, "bdi", id);
        }

        html.Text(" ").Element("span.version", version);
        if (HeaderView.ForeignCharacters(id) is { Length: > 0 } foreign)
        {
            html.Text(" ").Element("span.chip.warn", "not ASCII: " + string.Join(", ", foreign));
        }
    }

    private static void WriteRow(HtmlWriter html, FoundPackage package, bool withCommunity)
    {
        var version = package.Version;
        using (html.Element("tr"))
        {
            using (html.Element("th", ("scope", "row")))
            {
                WriteName(html, package.Community.Name, version.Id, version.Version);
                if (withCommunity)
                {
                    html.Text(" ").Element("span.chip", package.Community.Title);
                }
            }

            using (html.Element("td"))
            {
                Mark.Of(version.Verdict ?? VerdictStatus.Unknown).Write(html);
            }

            html.Element("td.number", package.Rank is { } rank ? rank.ToString("N0", CultureInfo.InvariantCulture) : "–");
            using (html.Element("td.day"))
            {
                html.Element("time", package.FirstSeen, ("datetime", package.FirstSeen));
            }

            using (html.Element("td"))
            {
                WriteFindings(html, package);
            }
        }
    }

    private static void WriteFindings(HtmlWriter html, FoundPackage package)
    {
        var findings = package.Findings;
        var address = SiteAddress.Package(package.Community.Name, package.Version.Id, package.Version.Version);
        if (findings.Issues + findings.Behaviors == 0)
        {
            html.Element("span.none", "nothing found");
            return;
        }

        if (findings.Issues > 0)
        {
            html.Element("a", Quantity.Of(findings.Issues, "issue") + (findings.HighIssues > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({findings.HighIssues:N0} high)") : ""), ("href", address + "/issues"));
        }

        if (findings.Behaviors > 0)
        {
            html.Text(findings.Issues > 0 ? ", " : "");
            string[] unusual =
            [
                .. findings.MaliciousOnly > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{findings.MaliciousOnly:N0} malicious only")] : (string[])[],
                .. findings.Suspicious > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{findings.Suspicious:N0} suspicious")] : (string[])[],
            ];
            html.Element("a", Quantity.Of(findings.Behaviors, "behavior") + (unusual.Length > 0 ? $" ({string.Join(", ", unusual)})" : ""), ("href", address + "/behaviors"));
        }
    }
}
