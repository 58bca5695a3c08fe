using System.Globalization;
using Assay.Model;
using Assay.Reports.Html;
using Assay.Web.Pages.Search.Charts;

namespace Assay.Web.Pages.Search.Rules;

/// <summary>How usual the finding of a rule is: by tier and community, and over time.</summary>
internal static class RulePrevalence
{
    public static void Write(HtmlWriter html, Rule rule, RuleFigures[] figures)
    {
        using (Section.Open(html, "usual", "How usual it is"))
        {
            if (figures.Length == 0)
            {
                html.Element("p.note", "No community is counted on this site yet.");
            }

            foreach (var entry in figures)
            {
                using (html.Element("h3"))
                {
                    html.Element("a", entry.Community.Title, ("href", "/communities/" + entry.Community.Name)).Text(" ");
                    PrevalenceView.WriteLabel(html, entry.Prevalence);
                }

                using (html.Element("p"))
                {
                    html.Prose(entry.Prevalence.Sentence);
                }

                if (entry.Prevalence.Status == PrevalenceStatus.Known)
                {
                    WriteTable(html, rule, entry);
                }
            }
        }

        if (figures.Any(entry => entry.Weeks.Count > 0))
        {
            using (Section.Open(html, "time", "Over time"))
            {
                html.Element("p.note", "Share of packages with the finding, by the week in which they were counted. A step in a week in which the rule changed says something of the rule, not of the packages.");
                foreach (var entry in figures.Where(entry => entry.Weeks.Count > 0))
                {
                    html.Element("h3", entry.Community.Title);
                    SeriesChart.Write(html, entry.Weeks, entry.Community.Title);
                }
            }
        }
    }

    private static void WriteTable(HtmlWriter html, Rule rule, RuleFigures entry)
    {
        (string Name, string? Query, PrevalenceTier? Tier)[] tiers =
        [
            ("Top 100", "tier:top100", entry.Prevalence.Top100), ("Top 1,000", "tier:top1k", entry.Prevalence.Top1k), ("Top 10,000", "tier:top10k", entry.Prevalence.Top10k), ("Community", null, entry.Prevalence.Community),
        ];
        var caption = $"Packages of {entry.Community.Title} with the finding, by popularity";
        using (html.Element("section.scroll", ("aria-label", caption), ("tabindex", "0")))
        using (html.Element("table.spread"))
        {
            html.Element("caption", caption);
            using (html.Element("thead"))
            using (html.Element("tr"))
            {
                foreach (var column in (ReadOnlySpan<string>)["Packages", "Share", "With it", "Of", "Per cent"])
                {
                    html.Element("th", column, ("scope", "col"));
                }
            }

            using (html.Element("tbody"))
            {
                foreach (var (name, query, tier) in tiers)
                {
                    WriteRow(html, name, tier, SiteAddress.Search($"rule:{rule.Id} {query}".TrimEnd(), entry.Community.Name));
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, string name, PrevalenceTier? tier, string address)
    {
        using (html.Element("tr"))
        {
            html.Element("th", name, ("scope", "row"));
            if (tier is null)
            {
                html.Element("td.none", "fewer packages are ranked", ("colspan", "4"));
                return;
            }

            var share = tier.Share * 100;
            var percent = share switch
            {
                < 0.01 when tier.Count > 0 => "< 0.01 %",
                >= 10 => string.Create(CultureInfo.InvariantCulture, $"{share:0} %"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{share:0.##} %"),
            };
            using (html.Element("td"))
            using (html.Element("svg.stack", ("role", "img"), ("aria-label", string.Create(CultureInfo.InvariantCulture, $"{name}: {tier.Count:N0} of {tier.Of:N0} packages, {percent}")), ("viewBox", "0 0 100 10"), ("preserveAspectRatio", "none")))
            {
                html.Element("rect.note", "", ("width", (tier.Count == 0 ? 0 : Math.Clamp(share, 0.6, 100)).ToString("0.##", CultureInfo.InvariantCulture)), ("height", "10"));
            }

            using (html.Element("td.number"))
            {
                html.Element(tier.Count == 0 ? "span" : "a", tier.Count.ToString("N0", CultureInfo.InvariantCulture), ("href", tier.Count == 0 ? null : address));
            }

            html.Element("td.number", tier.Of.ToString("N0", CultureInfo.InvariantCulture)).Element("td.number", percent);
        }
    }
}
