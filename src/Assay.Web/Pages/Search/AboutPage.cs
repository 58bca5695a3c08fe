using Assay.Community.Querying;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Hosting;
using Assay.Web.Reports;
using Microsoft.Extensions.Options;

namespace Assay.Web.Pages.Search;

/// <summary>What the site says and what it does not.</summary>
internal sealed class AboutPage(Catalogues catalogues, RuleFinder rules, IOptions<PortalOptions> options)
{
    private static readonly (string Word, string Meaning)[] Verdicts =
    [
        ("Pass", "Nothing was found that malware or tampering is known by. It does not say that the package is safe: what is not looked for is not found."),
        ("Review", "Something was found that a person should look at. The report leads to the place; most often there is a good reason."),
        ("Unknown", "Something that matters could not be read: an encrypted or broken file, a kind that is not understood."),
        ("Fail", "Something was found that has no good use in a package. Do not install it before somebody has looked."),
    ];

    public SitePage Page()
    {
        var populations = catalogues.Of(null).Select(community => catalogues.Look(community, look => look.Catalogue)).OfType<SearchCatalogue>().ToArray();
        return new SitePage("About", html => Write(html, populations)) { Place = "about" };
    }

    private void Write(HtmlWriter html, SearchCatalogue[] populations)
    {
        using (html.Element("main.page.flat.text-page", ("id", "content")))
        {
            html.Element("h1", "About " + options.Value.Name);
            html.Element("p.lead", "This site reads packages as bytes. No code of a package is run, loaded or unpacked to disk by it.");
            using (Section.Open(html, "verdicts", "What a verdict means"))
            {
                using (html.Element("dl.meanings"))
                {
                    foreach (var (word, meaning) in Verdicts)
                    {
                        html.Element("dt", word).Element("dd", meaning);
                    }
                }

                html.Element("p", "A verdict follows from rules about malware and tampering alone. Weak settings, licences, known vulnerabilities and missing metadata are issues of a report and do not change it; neither does how usual something is.");
            }

            using (Section.Open(html, "prevalence", "How usual a finding is"))
            {
                html.Element("p", "Packages are counted by id, each with its latest version that the gallery shows; stable versions come before prereleases. A finding's figures belong to the condition of its rule: when a rule changes, it has none until the packages are counted again. The tiers Top 100, Top 1,000 and Top 10,000 are the packages with the highest rank; a tier has figures only when as many packages have one. The largest share decides the label: Common from 2 % on, Uncommon from 0.25 % on, Rare below.");
                WritePopulations(html, populations);
            }

            using (Section.Open(html, "limits", "What is not seen"))
            using (html.Element("ul"))
            {
                html.Element("li", "What a package fetches when it runs is not part of it and is not read.");
                html.Element("li", "Code that is hidden well enough looks like data. Much of it is found by how it is unpacked; some is not.");
                html.Element("li", "Every file, archive and list has a limit. What was not read is said on the page of the version, under 'Coverage'.");
                html.Element("li", "A behavior says what code can do, not that it does so in your program.");
            }

            using (Section.Open(html, "privacy", "What the site knows of you"))
            using (html.Element("ul"))
            {
                html.Element("li", "No page asks another host for anything: no fonts, no scripts, no counters.");
                html.Element("li", "There are no cookies unless you sign in; then there is one, for the session.");
                html.Element("li", "Links to other sites do not tell them where you came from.");
                html.Element("li", "Searches are addresses; the operator's log may hold them. Packages that you hand in are kept, and their reports can be seen by everybody who may read this site.");
            }

            using (Section.Open(html, "versions", "Versions"))
            using (html.Element("dl.meanings"))
            {
                html.Element("dt", "Program").Element("dd", "Assay " + Judging.ToolVersion);
                using (html.Element("dt"))
                {
                    html.Text("Rules");
                }

                using (html.Element("dd"))
                {
                    html.Element("a", Quantity.Of(rules.All.Count, "rule"), ("href", "/rules")).Text($", pack {rules.Pack.Version} ").Element("code", rules.Pack.Sha256.Length > 16 ? rules.Pack.Sha256[..16] : rules.Pack.Sha256);
                }

                html.Element("dt", "ATT&CK").Element("dd", "version " + rules.Pack.AttackVersion);
            }
        }
    }

    private static void WritePopulations(HtmlWriter html, SearchCatalogue[] populations)
    {
        if (populations.Length == 0)
        {
            html.Element("p.note", "No community is counted on this site yet: findings are compared with the sample that the program brings along.");
            return;
        }

        html.Element("p", "The populations of this site:");
        using (html.Element("ul"))
        {
            foreach (var catalogue in populations)
            {
                using (html.Element("li"))
                {
                    html.Element("a", catalogue.Name, ("href", "/communities/" + catalogue.Community)).Text($", {Quantity.Of(catalogue.Packages, "package")} of {catalogue.Date}, ranked by {catalogue.Info.Ranking}");
                }
            }
        }
    }
}
