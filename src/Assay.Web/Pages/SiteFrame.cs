using System.Globalization;
using Assay.Reports.Html;
using Assay.Web.Reports;

namespace Assay.Web.Pages;

/// <summary>What all pages have: the head, the bar with the search box, the foot.</summary>
internal static class SiteFrame
{
    private static readonly (string Place, string Text, string Address)[] Bar =
    [
        ("rules", "Rules", "/rules"),
        ("communities", "Communities", "/communities"),
        ("submit", "Scan a package", "/submit"),
        ("api", "API", "/api"),
        ("about", "About", "/about"),
    ];

    public static void WriteHead(SitePage page, string siteName, HtmlWriter html)
    {
        using (html.Element("head"))
        {
            html.Element("meta", ("charset", "utf-8"));
            html.Element("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Element("meta", ("name", "color-scheme"), ("content", "light dark"));
            if (page.RefreshSeconds is { } seconds)
            {
                html.Element("meta", ("http-equiv", "refresh"), ("content", seconds.ToString(CultureInfo.InvariantCulture)));
            }

            html.Element("title", $"{page.Title} · {siteName}");
            html.Element("link", ("rel", "stylesheet"), ("href", SiteAssets.Address("site.css")));
            html.Element("link", ("rel", "icon"), ("type", "image/svg+xml"), ("href", SiteAssets.Address("icon.svg")));
            html.Element("link", ("rel", "search"), ("type", "application/opensearchdescription+xml"), ("title", siteName), ("href", "/opensearch.xml"));
            foreach (var (type, title, address) in page.Alternates)
            {
                html.Element("link", ("rel", "alternate"), ("type", type), ("title", title), ("href", address));
            }

            if (page.Script is { } script)
            {
                html.Script(SiteAssets.Address(script));
            }
        }
    }

    public static void WriteBody(SitePage page, string siteName, HtmlWriter html)
    {
        using (html.Element("body.site"))
        {
            html.Element("a.skip", "Skip to the content", ("href", "#content"));
            WriteBar(page, siteName, html);
            page.Body(html);
            WriteFoot(page, html);
        }
    }

    private static void WriteBar(SitePage page, string siteName, HtmlWriter html)
    {
        using (html.Element("header.bar-top"))
        using (html.Element("div.wrap"))
        {
            html.Element("a.brand", siteName, ("href", "/"), ("aria-current", page.Place == "home" ? "page" : null));
            // The first page has a larger box of its own.
            if (page.Place != "home")
            {
                WriteFind(page, html);
            }

            using (html.Element("nav", ("aria-label", "Site")))
            using (html.Element("ul"))
            {
                foreach (var (place, text, address) in Bar)
                {
                    using (html.Element("li"))
                    {
                        html.Element("a", text, ("href", address), ("aria-current", place == page.Place ? "page" : null));
                    }
                }
            }
        }
    }

    private static void WriteFind(SitePage page, HtmlWriter html)
    {
        using (html.Element("form.find", ("role", "search"), ("action", "/search"), ("method", "get")))
        {
            html.Element("label.unseen", "Search packages", ("for", "find"));
            html.Element("input", ("id", "find"), ("name", "q"), ("type", "search"), ("value", page.Query), ("placeholder", "Package, behavior:…, verdict:…"), ("autocomplete", "off"), ("spellcheck", "false"), ("maxlength", "1000"));
            html.Element("button", "Search", ("type", "submit"));
        }
    }

    private static void WriteFoot(SitePage page, HtmlWriter html)
    {
        using (html.Element("footer.site-foot"))
        using (html.Element("div.wrap"))
        {
            html.Element("p", $"Assay {Judging.ToolVersion} reads packages without running them. A verdict speaks of what was found, never of what is safe.");
            using (html.Element("ul.forms", ("aria-label", "Other forms of this page, and sign-in")))
            {
                foreach (var (title, address) in page.Alternates.Select(form => (form.Title, form.Address)).Append(("Sign in", "/sign-in")))
                {
                    using (html.Element("li"))
                    {
                        html.Element("a", title, ("href", address));
                    }
                }
            }
        }
    }
}
