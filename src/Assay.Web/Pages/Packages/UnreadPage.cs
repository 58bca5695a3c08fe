using Assay.Community.Index;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Packages;

/// <summary>A version of which there is no report: why, what is known of it all the same, and how it is scanned again.</summary>
internal static class UnreadPage
{
    public static SitePage Of(PortalCommunity community, VersionEntry version, ShownRules rules)
    {
        var (title, sentences) = Why(version);
        return new SitePage($"{title}: {version.Id} {version.Version}", html =>
        {
            using (html.Element("main.version-page", ("id", "content")))
            {
                using (html.Element("header.top.open"))
                using (html.Element("div.wrap"))
                {
                    using (html.Element("p.kind"))
                    {
                        new Mark(Icon.Question, "Unknown", "open").Write(html);
                        html.Text(" " + HeaderView.Kind(community.Name));
                    }

                    using (html.Element("h1"))
                    {
                        using (html.Element("a", ("href", PackageAddress.Of(community.Name, version.Id))))
                        {
                            CodeText.Write(html, "bdi", version.Id);
                        }

                        html.Text(" ").Element("span.version", version.Version);
                    }

                    HeaderView.WriteForeignCharacters(version.Id, html);
                }

                using (html.Element("div.page.single"))
                using (html.Element("div.column"))
                {
                    WriteWhy(title, sentences, html);
                    WriteKnown(version, html);
                    WriteFindings(version, rules, html);
                }
            }
        });
    }

    /// <summary>Says in one sentence why there is no report.</summary>
    public static string Sentence(VersionEntry version) => string.Join(' ', Why(version).Sentences);

    private static (string Title, string[] Sentences) Why(VersionEntry version) => version.State switch
    {
        VersionState.Unreadable => ("Not read", [$"This version could not be read{(version.Reason is { } reason ? ": " + reason : "")}.", "Nothing is said about what it does. That is not a pass."]),
        VersionState.NotCounted => ("Not counted", [$"This version was read and does not belong to the figures of the community{(version.Reason is { } reason ? ": " + reason : "")}.", "The index keeps nothing that a report could be made from."]),
        _ => ("Read by another build", ["What the index keeps of this version was read by another build of the analysers, and is not mixed with what this build says.", "The verdict and the findings below are those of the day on which it was judged."]),
    };

    private static void WriteWhy(string title, string[] sentences, HtmlWriter html)
    {
        using (html.Element("section.verdict.open", ("id", "verdict"), ("aria-labelledby", "verdict-title")))
        {
            using (html.Element("div.sign"))
            {
                Icon.Question.Write(html);
            }

            using (html.Element("div"))
            {
                html.Element("h2", title, ("id", "verdict-title"));
                foreach (var sentence in sentences)
                {
                    using (html.Element("p.meaning"))
                    {
                        html.Prose(sentence);
                    }
                }

                using (html.Element("p"))
                {
                    html.Element("a", "Scan it again", ("href", "/submit"));
                }
            }
        }
    }

    private static void WriteKnown(VersionEntry version, HtmlWriter html)
    {
        using (Section.Open(html, "known", "What is known"))
        using (html.Element("div.halves"))
        using (html.Element("div"))
        using (html.Element("dl"))
        {
            Entry("Published", version.Published);
            Entry("Read by the index", version.Added);
            Entry("Listed", version.Listed switch { true => "yes", false => "no", null => null });
            Entry("Deprecated", version.Deprecated);
            Entry("Size", Quantity.Bytes(version.Size));
            Entry("SHA-256", version.Sha256);
            Entry("Verdict when it was judged", version.Verdict is { } verdict ? Mark.Of(verdict).Word : null);
        }

        void Entry(string name, string? value)
        {
            if (value is not null)
            {
                html.Element("dt", name);
                using (html.Element("dd"))
                {
                    html.Element("bdi", value);
                }
            }
        }
    }

    private static void WriteFindings(VersionEntry version, ShownRules rules, HtmlWriter html)
    {
        var found = rules.Of(version.Rules);
        if (found.Count == 0)
        {
            return;
        }

        using (Section.Open(html, "findings", "What was found then", Quantity.Of(found.Count, "finding")))
        using (html.Element("ul.changes"))
        {
            foreach (var rule in found)
            {
                using (html.Element("li"))
                {
                    html.Element("span.chip.plain", rule is Model.PolicyRule ? "Issue" : "Behavior").Text(" ");
                    html.Element("a", rule.Title, ("href", SiteAddress.Rule(rule.Id)));
                }
            }
        }
    }
}
