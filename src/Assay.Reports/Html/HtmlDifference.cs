using System.Text;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows the comparison of two packages as one HTML file: no script, no request, the same bytes for the same comparison.</summary>
public static class HtmlDifference
{
    private const int LongestText = 4_000;

    /// <summary>Writes the comparison in UTF-8.</summary>
    public static void Write(VersionComparison comparison, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var html = new HtmlWriter(text) { LongestText = LongestText };
        html.DocumentType();
        using (html.Element("html", ("lang", "en")))
        {
            WriteHead(comparison, html);
            WriteBody(comparison, html);
        }

        text.Write('\n');
    }

    private static void WriteHead(VersionComparison comparison, HtmlWriter html)
    {
        using (html.Element("head"))
        {
            html.Element("meta", ("charset", "utf-8"));
            html.Element("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; style-src {StyleSheet.Report.Source}; base-uri 'none'; form-action 'none'"));
            html.Element("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Element("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Element("meta", ("name", "referrer"), ("content", "no-referrer"));
            html.Element("meta", ("name", "generator"), ("content", $"{comparison.Tool.Name} {comparison.Tool.Version}"));
            html.Element("title", $"{Mark.Of(comparison.Before.Verdict).Word} to {Mark.Of(comparison.After.Verdict).Word}: {ChangeText.Names(comparison.Before, comparison.After, "to")} · Assay comparison");
            html.Write(StyleSheet.Report);
        }
    }

    private static void WriteBody(VersionComparison comparison, HtmlWriter html)
    {
        var changes = comparison.Changes;
        using (html.Element("body"))
        {
            html.Element("a.skip", "Skip to the comparison", ("href", "#report"));
            DifferenceHeader.Write(comparison, html);
            using (html.Element("div.page"))
            {
                WriteLinks(changes, html);
                using (html.Element("main", ("id", "report")))
                {
                    DifferenceHeader.WriteVerdict(comparison, html);
                    ChangedFindingView.WriteOrigin(changes, html);
                    ChangedFindingView.WriteBehaviors(changes, html);
                    ChangedFindingView.WriteIssues(changes, html);
                    ChangedContentView.WriteSurfaces(changes, html);
                    ChangedContentView.WriteHosts(changes, html);
                    ChangedContentView.WriteDependencies(changes, html);
                    ChangedContentView.WriteFiles(changes, html);
                    ChangedContentView.WriteApi(changes, html);
                    ChangedContentView.WriteSizes(changes, html);
                }
            }

            using (html.Element("footer", ("id", "origin")))
            using (html.Element("div.wrap"))
            {
                html.Element("p", $"{comparison.Tool.Name} {comparison.Tool.Version}, rules {comparison.Inputs.RulePack.Version}, ATT&CK {comparison.Inputs.RulePack.Attack}{(comparison.Inputs.AsOf is { } day ? $", as of {day}" : "")}.");
            }
        }
    }

    private static void WriteLinks(VersionChanges changes, HtmlWriter html)
    {
        using (html.Element("nav.sections", ("aria-label", "Sections")))
        using (html.Element("ul"))
        {
            Link("verdict", "Verdict", null);
            Link("origin-changes", "Signer and owner", changes.Origin.Count);
            Link("behaviors", "Behaviors", changes.Behaviors.New.Count + changes.Behaviors.Changed.Count);
            Link("issues", "Issues", changes.Issues.New.Count + changes.Issues.Changed.Count);
            Link("surfaces", "When code runs", changes.Surfaces.Count);
            Link("hosts", "Hosts", changes.Hosts.NewTotal);
            Link("dependencies", "Dependencies", changes.Dependencies.Added.Count + changes.Dependencies.Removed.Count + changes.Dependencies.Changed.Count);
            Link("files", "Files", changes.Files.Totals.Added + changes.Files.Totals.Removed + changes.Files.Totals.Changed + changes.Files.Totals.Moved);
            Link("api", "API", null);
            Link("sizes", "Sizes", null);
        }

        void Link(string id, string name, int? count)
        {
            using (html.Element("li"))
            using (html.Element("a", ("href", "#" + id)))
            {
                html.Element("span", name);
                if (count is { } number)
                {
                    html.Text(" ").Element("span.count", number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }
    }
}
