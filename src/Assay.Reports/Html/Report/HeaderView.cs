using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Which package the report is about.</summary>
internal static class HeaderView
{
    public static void Write(PackageReport report, HtmlWriter html)
    {
        var package = report.Package;
        var verdict = Mark.Of(report.Verdict.Status);
        using (html.Element($"header.top.{verdict.Tone}"))
        using (html.Element("div.wrap"))
        {
            using (html.Element("p.kind"))
            {
                verdict.Write(html);
                html.Text(" Assay report · " + Kind(package.Community));
            }

            using (html.Element("h1"))
            {
                CodeText.Write(html, "bdi", package.Id);
                if (package.Version is { } version)
                {
                    html.Text(" ").Element("span.version", version);
                }
            }

            WriteForeignCharacters(package.Id, html);
            WriteDescription(package.Description, html);
            WriteFacts(package, html);
        }
    }

    /// <summary>Names the characters of an id that are not ASCII, the first ten.</summary>
    public static string[] ForeignCharacters(string id) => [.. id.EnumerateRunes().Where(rune => !rune.IsAscii && (rune != Rune.ReplacementChar || id.Contains('\uFFFD', StringComparison.Ordinal))).Distinct().Take(10).Select(rune => string.Create(CultureInfo.InvariantCulture, $"{rune} (U+{rune.Value:X4})"))];

    public static void WriteDescription(string? text, HtmlWriter html)
    {
        if (text is { Length: > 0 } description)
        {
            using (html.Element("p.lead", ("dir", "auto")))
            {
                html.Prose(description.Length > 400 ? description[..400] + "…" : description);
            }
        }
    }

    // Nearly all ids are ASCII; a Cyrillic o in one looks like a Latin o and is another package.
    public static void WriteForeignCharacters(string id, HtmlWriter html)
    {
        var foreign = ForeignCharacters(id);
        if (foreign.Length > 0)
        {
            using (html.Element("p.foreign.warn"))
            {
                Icon.Warning.Write(html);
                html.Element("span", "The id holds characters that are not ASCII and may look like others: " + string.Join(", ", foreign));
            }
        }
    }

    private static void WriteFacts(ReportedPackage package, HtmlWriter html)
    {
        using (html.Element("dl.facts"))
        {
            Fact(html, "Authors, as declared", package.Authors.Count == 0 ? "none" : string.Join(", ", package.Authors));
            Fact(html, "Licence, as declared", package.License?.Expression ?? (package.License?.File is { } file ? "file " + file : package.License?.Url ?? "none"));
            Fact(html, "Repository, as declared", package.Repository?.Url is { Length: > 0 } address ? address : "none", isAddress: true);
            Fact(html, "Size", Quantity.Bytes(package.Size));
            using (html.Element("div"))
            {
                html.Element("dt", "SHA-256");
                using (html.Element("dd"))
                {
                    html.Element("code", package.Sha256);
                }
            }
        }
    }

    private static void Fact(HtmlWriter html, string name, string value, bool isAddress = false)
    {
        using (html.Element("div"))
        {
            html.Element("dt", name);
            using (html.Element("dd", ("dir", "auto")))
            {
                html.Link(isAddress ? value : null, value);
            }
        }
    }

    public static string Kind(string? community) => community switch
    {
        "nuget" => "NuGet package",
        "psgallery" => "PowerShell Gallery package",
        null => "files outside a package",
        _ => "package of " + community,
    };
}
