using System.Globalization;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows how usual a finding is: the sentence, and a bar with count and share for each tier.</summary>
internal static class PrevalenceView
{
    // A share that is not nothing has a bar that can be seen.
    private const double LeastWidth = 1.5;

    /// <summary>Why no finding has figures; null when some have.</summary>
    public static string? WhyNone(IEnumerable<Prevalence> prevalence)
    {
        var all = prevalence.ToArray();
        return all.Length > 0 && !all.Any(Says) ? all[0].Sentence : null;
    }

    /// <summary>False when a section has to say once why none of its findings has figures.</summary>
    public static bool Says(Prevalence prevalence) => prevalence.Status is PrevalenceStatus.Known or PrevalenceStatus.RuleChanged;

    /// <summary>Writes the label as a small mark.</summary>
    public static void WriteLabel(HtmlWriter html, Prevalence prevalence)
    {
        if (prevalence.Label is { } label)
        {
            html.Element(label is "Common" or "Uncommon" ? "span.rarity.plain" : "span.rarity.note", label);
        }
    }

    /// <summary>Writes the sentence and the tiers.</summary>
    public static void Write(HtmlWriter html, Prevalence prevalence)
    {
        if (!Says(prevalence))
        {
            return;
        }

        using (html.Element("div.usual"))
        {
            using (html.Element("p"))
            {
                html.Prose(prevalence.Sentence);
            }

            if (prevalence.Status == PrevalenceStatus.Known)
            {
                WriteTiers(html, prevalence.Top100, prevalence.Top1k, prevalence.Top10k, prevalence.Community);
            }
        }
    }

    /// <summary>Writes count, share and bar of each tier.</summary>
    public static void WriteTiers(HtmlWriter html, PrevalenceTier? top100, PrevalenceTier? top1k, PrevalenceTier? top10k, PrevalenceTier? community)
    {
        using (html.Element("ul.tiers"))
        {
            Write(html, "Top 100", top100);
            Write(html, "Top 1,000", top1k);
            Write(html, "Top 10,000", top10k);
            Write(html, "Community", community);
        }
    }

    private static void Write(HtmlWriter html, string name, PrevalenceTier? tier)
    {
        using (html.Element("li"))
        {
            html.Element("span.tier", name);
            if (tier is null)
            {
                html.Text(" ").Element("span.nothing", "fewer packages are ranked");
                return;
            }

            var counts = string.Create(CultureInfo.InvariantCulture, $"{tier.Count:N0} of {tier.Of:N0}");
            var share = Percent(tier);
            WriteBar(html, tier, $"{name}: {counts} packages, {share}");
            html.Element("b", share, ("aria-hidden", "true")).Text(" ").Element("span.of", counts, ("aria-hidden", "true"));
        }
    }

    private static void WriteBar(HtmlWriter html, PrevalenceTier tier, string text)
    {
        var width = tier.Count == 0 || double.IsNaN(tier.Share) ? 0 : Math.Clamp(tier.Share * 100, LeastWidth, 100);
        using (html.Element("svg.bar", ("role", "img"), ("aria-label", text), ("viewBox", "0 0 100 8"), ("preserveAspectRatio", "none")))
        {
            html.Element("rect", "", ("width", "100"), ("height", "8"));
            html.Element("rect.share", "", ("width", width.ToString("0.##", CultureInfo.InvariantCulture)), ("height", "8"));
        }
    }

    private static string Percent(PrevalenceTier tier) => (tier.Share * 100) switch
    {
        < 0.01 when tier.Count > 0 => "< 0.01 %",
        >= 10 and var percent => string.Create(CultureInfo.InvariantCulture, $"{percent:0} %"),
        var percent => string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} %"),
    };
}
