using System.Globalization;
using Assay.Community;
using Assay.Community.Index;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>What all pages of a version have: which version it is and its verdict, the way to other versions, the pages of the version side by side.</summary>
internal static class VersionFrame
{
    // A list of more entries helps nobody; the page of the package has all.
    private const int VersionsListed = 100;

    /// <summary>Makes a page of a version.</summary>
    /// <param name="context">The version.</param>
    /// <param name="tab">Which of its pages: the last part of the address; empty for the first one.</param>
    /// <param name="title">What the page shows.</param>
    /// <param name="body">Writes the page's own part.</param>
    public static SitePage Page(VersionContext context, string tab, string title, Action<HtmlWriter> body) => new($"{title}{context.Version.Id} {context.Version.Version}", html =>
    {
        using (html.Element("main.version-page", ("id", "content")))
        {
            WriteHeader(context, tab, html);
            body(html);
        }
    })
    {
        Alternates = [MachineForm.Alternate(context.Address), ("application/atom+xml", "Atom", context.PackageAddress + "/feed.atom")],
    };

    private static void WriteHeader(VersionContext context, string tab, HtmlWriter html)
    {
        var (report, version) = (context.Report, context.Version);
        var verdict = Mark.Of(report.Verdict.Status);
        using (html.Element($"header.top.{verdict.Tone}"))
        using (html.Element("div.wrap"))
        {
            using (html.Element("p.kind"))
            {
                verdict.Write(html);
                html.Text(" " + HeaderView.Kind(context.Community.Name) + (report.Inputs.AsOf is { } day ? $" · judged {day}" : ""));
                WriteWarnings(version, html);
            }

            using (html.Element("div.headline"))
            {
                using (html.Element("h1"))
                {
                    using (html.Element("a", ("href", context.PackageAddress)))
                    {
                        CodeText.Write(html, "bdi", version.Id);
                    }

                    html.Text(" ").Element("span.version", version.Version);
                }

                WriteSwitcher(context, html);
            }

            HeaderView.WriteForeignCharacters(version.Id, html);
            if (tab.Length == 0)
            {
                HeaderView.WriteDescription(report.Package.Description, html);
                FactStrip.Write(context, html);
            }

            WriteTabs(context, tab, html);
        }
    }

    private static void WriteWarnings(VersionEntry version, HtmlWriter html)
    {
        if (version.Listed == false)
        {
            new Mark(Icon.Minus, "Not listed by its feed", "plain").Write(html);
        }

        if (version.Deprecated is not null)
        {
            new Mark(Icon.Warning, "Deprecated", "warn").Write(html);
        }
    }

    private static void WriteSwitcher(VersionContext context, HtmlWriter html)
    {
        if (context.Versions.Count < 2)
        {
            return;
        }

        var place = context.Versions.TakeWhile(entry => entry.Number != context.Version.Number).Count();
        using (html.Element("form.switcher", ("method", "get"), ("action", context.PackageAddress)))
        {
            html.Element("label", "Version", ("for", "version"));
            using (html.Element("select", ("id", "version"), ("name", "version")))
            {
                foreach (var entry in context.Versions.Skip(Math.Max(0, place - (VersionsListed / 2))).Take(VersionsListed))
                {
                    html.Element("option", entry.Version, ("value", entry.Version), ("selected", entry.Number == context.Version.Number ? "selected" : null));
                }
            }

            html.Element("button", "Show", ("type", "submit"));
            html.Element("a", Quantity.Of(context.Versions.Count, "version"), ("href", context.PackageAddress));
        }
    }

    private static void WriteTabs(VersionContext context, string tab, HtmlWriter html)
    {
        var report = context.Report;
        using (html.Element("nav.tabs", ("aria-label", "Pages of this version")))
        using (html.Element("ul"))
        {
            Tab("", "Overview", null);
            Tab("issues", "Issues", report.OpenIssues().Count);
            Tab("behaviors", "Behaviors", report.Behaviors.Count);
            Tab("vulnerabilities", "Vulnerabilities", report.Vulnerabilities.Status == VulnerabilityStatus.NotChecked ? null : report.Vulnerabilities.Total);
            Tab("dependencies", "Dependencies", report.Dependencies.Select(dependency => dependency.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Tab("files", "Files", report.Contents.Files);
        }

        void Tab(string name, string text, int? count)
        {
            using (html.Element("li"))
            using (html.Element("a", ("href", name.Length == 0 ? context.Address : $"{context.Address}/{name}"), ("aria-current", name == tab ? "page" : null)))
            {
                html.Element("span", text);
                if (count is { } number)
                {
                    html.Text(" ").Element("span.count", number.ToString("N0", CultureInfo.InvariantCulture));
                }
            }
        }
    }
}
