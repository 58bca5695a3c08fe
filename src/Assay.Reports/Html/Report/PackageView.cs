using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>What the package says of itself, and apart from it what was measured or told by the feed.</summary>
internal static class PackageView
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        using (Section.Open(html, "package", "Package"))
        using (html.Element("div.halves"))
        {
            using (html.Element("div"))
            {
                html.Element("h3", "Declared by the package");
                using (html.Element("dl"))
                {
                    WriteDeclared(report.Package, html);
                }
            }

            using (html.Element("div"))
            {
                html.Element("h3", "Measured");
                using (html.Element("dl"))
                {
                    WriteMeasured(report, html);
                }
            }
        }
    }

    private static void WriteDeclared(ReportedPackage package, HtmlWriter html)
    {
        Entry(html, "Title", package.Title is { } title && title != package.Id ? title : null);
        Entry(html, "Authors", package.Authors.Count == 0 ? "none declared" : string.Join(", ", package.Authors));
        Entry(html, "Owners", package.Owners.Count == 0 ? null : string.Join(", ", package.Owners));
        WriteLicense(package.License, html);
        Entry(html, "Licences recognised", package.Licenses.Count == 0 ? null : string.Join(", ", package.Licenses.Where(license => license.Scope == "package").Select(license => license.Id).Distinct(StringComparer.Ordinal)));
        Entry(html, "Licences of parts", package.Licenses.All(license => license.Scope == "package") ? null : string.Join(", ", package.Licenses.Where(license => license.Scope != "package").Select(license => license.Id).Distinct(StringComparer.Ordinal)));
        WriteRepository(package.Repository, html);
        LinkEntry(html, "Project page", package.ProjectUrl);
        Entry(html, "Tags", package.Tags.Count == 0 ? null : string.Join(", ", package.Tags));
    }

    private static void WriteLicense(LicenseDeclaration? license, HtmlWriter html)
    {
        if (license?.Expression is null && license?.File is null && license?.Url is { } address)
        {
            LinkEntry(html, "Licence", address);
        }
        else
        {
            Entry(html, "Licence", license?.Expression ?? (license?.File is { } file ? "in the file " + file : "none declared"));
        }
    }

    private static void WriteRepository(RepositoryDeclaration? repository, HtmlWriter html)
    {
        if (repository?.Url is not { Length: > 0 } address)
        {
            Entry(html, "Repository", "none declared");
            return;
        }

        LinkEntry(html, "Repository", address);
        Entry(html, "Branch", repository.Branch);
        Entry(html, "Commit", repository.Commit, "code");
    }

    private static void WriteMeasured(PackageReport report, HtmlWriter html)
    {
        var package = report.Package;
        Entry(html, "Package URL", package.Purl, "code");
        Entry(html, "Size", $"{Quantity.Bytes(package.Size)}; {Quantity.Of(report.Contents.Files, "file")}, {Quantity.Bytes(report.Contents.Bytes)} unpacked");
        Entry(html, "SHA-256", package.Sha256, "code");
        Entry(html, "Content hash (SHA-512 without signature)", package.ContentHash, "code");
        Entry(html, "Published", package.Published);
        Entry(html, "Listed", package.Listed switch { true => "yes", false => "no", null => null });
        Entry(html, "Deprecated", package.Deprecated);
        Entry(html, "Downloads", package.Downloads?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void Entry(HtmlWriter html, string name, string? value, string element = "bdi")
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

    private static void LinkEntry(HtmlWriter html, string name, string? address)
    {
        if (!string.IsNullOrEmpty(address))
        {
            html.Element("dt", name);
            using (html.Element("dd"))
            {
                html.Link(address, address);
            }
        }
    }
}
