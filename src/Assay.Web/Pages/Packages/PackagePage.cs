using System.Globalization;
using Assay.Community;
using Assay.Community.Index;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Packages;

/// <summary>A package with all its versions.</summary>
internal static class PackagePage
{
    private const int VersionsOfPage = 100;

    /// <summary>Pages of versions that an address can ask for.</summary>
    public const int MostPages = 1_000;

    /// <summary>Makes the page.</summary>
    /// <param name="community">The community.</param>
    /// <param name="versions">All versions, the highest first; at least one.</param>
    /// <param name="rules">The rules that are named.</param>
    /// <param name="page">Which hundred of the versions, from 1.</param>
    public static SitePage Of(PortalCommunity community, IReadOnlyList<VersionEntry> versions, ShownRules rules, int page)
    {
        var latest = Latest(versions);
        var address = PackageAddress.Of(community.Name, latest.Id);
        var pages = (versions.Count + VersionsOfPage - 1) / VersionsOfPage;
        var number = Math.Clamp(page, 1, pages);
        return new SitePage(latest.Id, html =>
        {
            using (html.Element("main.version-page", ("id", "content")))
            {
                WriteHeader(community, versions, latest, html);
                using (html.Element("div.page.single"))
                using (html.Element("div.column"))
                {
                    WriteCompare(address, versions, html);
                    using (Section.Open(html, "versions", "Versions", Quantity.Of(versions.Count, "version")))
                    {
                        VersionTable.Write(community.Name, [.. versions.Skip((number - 1) * VersionsOfPage).Take(VersionsOfPage)], versions, rules, null, html);
                        WritePages(address, number, pages, html);
                        html.Element("p.note", "Verdicts are those of the day on which a version was judged for the index; its own page judges it with the rules and figures of today. Behaviors and issues are counted against the version before.");
                    }
                }
            }
        })
        {
            Alternates = [MachineForm.Alternate(address), ("application/atom+xml", "Atom", address + "/feed.atom")],
        };
    }

    /// <summary>The version that stands for a package: listed before hidden, read before not read, stable before prerelease, then the highest.</summary>
    public static VersionEntry Latest(IReadOnlyList<VersionEntry> versions) =>
        versions.OrderBy(entry => entry.Listed == false).ThenBy(entry => entry.State == VersionState.Unreadable).ThenBy(entry => entry.Version.Contains('-', StringComparison.Ordinal)).First();

    private static void WriteHeader(PortalCommunity community, IReadOnlyList<VersionEntry> versions, VersionEntry latest, HtmlWriter html)
    {
        var verdict = VersionTable.VerdictOf(latest);
        using (html.Element($"header.top.{verdict.Tone}"))
        using (html.Element("div.wrap"))
        {
            using (html.Element("p.kind"))
            {
                verdict.Write(html);
                html.Text($" {HeaderView.Kind(community.Name)} · latest version {latest.Version}");
            }

            using (html.Element("h1"))
            {
                CodeText.Write(html, "bdi", latest.Id);
            }

            HeaderView.WriteForeignCharacters(latest.Id, html);
            using (html.Element("dl.facts"))
            {
                Fact("Latest version", latest.Version, PackageAddress.Of(community.Name, latest.Id, latest.Version));
                Fact("Versions", string.Create(CultureInfo.InvariantCulture, $"{versions.Count:N0}"), null);
                Fact("Known since", latest.FirstSeen, null);
                if (community.Snapshot() is { } snapshot && snapshot.Packages.IndexOf(latest.Id.ToLowerInvariant()) is >= 0 and var place && snapshot.Packages.Rank(place) is { } rank)
                {
                    Fact("Rank", string.Create(CultureInfo.InvariantCulture, $"{rank:N0} of {snapshot.Packages.Ranked:N0} by {(snapshot.Ranking == RankingKind.Downloads ? "downloads" : "dependents")}"), null);
                }
            }
        }

        void Fact(string name, string value, string? address)
        {
            using (html.Element("div"))
            {
                html.Element("dt", name);
                using (html.Element("dd"))
                using (html.LinkTo(address))
                {
                    html.Text(value);
                }
            }
        }
    }

    private static void WriteCompare(string address, IReadOnlyList<VersionEntry> versions, HtmlWriter html)
    {
        string[] read = [.. versions.Where(entry => entry.State == VersionState.Read).Select(entry => entry.Version)];
        if (read.Length >= 2)
        {
            using (Section.Open(html, "compare", "Compare two versions"))
            {
                VersionPicker.Write(address, read, read[1], read[0], html);
            }
        }
    }

    private static void WritePages(string address, int number, int pages, HtmlWriter html)
    {
        if (pages < 2)
        {
            return;
        }

        using (html.Element("nav.filter", ("aria-label", "Pages of versions")))
        using (html.Element("ul"))
        {
            for (var page = 1; page <= pages; page++)
            {
                using (html.Element("li"))
                {
                    html.Element("a", string.Create(CultureInfo.InvariantCulture, $"{page}"), ("href", string.Create(CultureInfo.InvariantCulture, $"{address}?page={page}#versions")), ("aria-current", page == number ? "true" : null));
                }
            }
        }
    }
}

/// <summary>Chooses two versions to compare; works without scripts.</summary>
internal static class VersionPicker
{
    private const int Listed = 1_000;

    public static void Write(string address, IReadOnlyList<string> versions, string before, string after, HtmlWriter html)
    {
        using (html.Element("form.switcher", ("method", "get"), ("action", address + "/compare")))
        {
            Choose("before", "Before", before);
            Choose("after", "After", after);
            html.Element("button", "Compare", ("type", "submit"));
        }

        void Choose(string name, string label, string chosen)
        {
            html.Element("label", label, ("for", name));
            using (html.Element("select", ("id", name), ("name", name)))
            {
                foreach (var version in versions.Take(Listed))
                {
                    html.Element("option", version, ("value", version), ("selected", version == chosen ? "selected" : null));
                }
            }
        }
    }
}
