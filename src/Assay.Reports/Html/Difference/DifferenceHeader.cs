using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Which packages are compared, and their verdicts.</summary>
internal static class DifferenceHeader
{
    private const int LimitsShown = 20;

    public static void Write(VersionComparison comparison, HtmlWriter html)
    {
        var mark = Mark.Of(comparison.After.Verdict);
        using (html.Element($"header.top.{mark.Tone}"))
        using (html.Element("div.wrap"))
        {
            using (html.Element("p.kind"))
            {
                Mark.Of(comparison.Before.Verdict).Write(html);
                html.Text(" to ");
                mark.Write(html);
                html.Text(" Assay comparison of two packages");
            }

            using (html.Element("h1"))
            {
                CodeText.Write(html, "bdi", comparison.After.Id);
                html.Text(" ").Element("span.version", comparison.Before.Id == comparison.After.Id ? $"{comparison.Before.Version} → {comparison.After.Version}" : $"{comparison.After.Version} against {ChangeText.Name(comparison.Before)}");
            }

            using (html.Element("dl.facts"))
            {
                Side(html, "Before", comparison.Before);
                Side(html, "After", comparison.After);
            }
        }
    }

    public static void WriteVerdict(VersionComparison comparison, HtmlWriter html)
    {
        var (before, after, changes) = (Mark.Of(comparison.Before.Verdict), Mark.Of(comparison.After.Verdict), comparison.Changes);
        using (html.Element($"section.verdict.{after.Tone}", ("id", "verdict"), ("aria-labelledby", "verdict-title")))
        {
            using (html.Element("div.sign"))
            {
                after.Icon.Write(html);
            }

            using (html.Element("div"))
            {
                using (html.Element("h2", ("id", "verdict-title")))
                {
                    html.Element("span.quiet", "Verdict: ").Text(comparison.Before.Verdict == comparison.After.Verdict ? $"{after.Word}, as before" : $"was {before.Word}, is {after.Word}");
                }

                if (ChangeText.Step(changes.Step) is { } step)
                {
                    html.Element("p.meaning", char.ToUpperInvariant(step[0]) + step[1..] + ".");
                }

                WriteSentences(changes, html);
            }
        }

        WriteLimits(changes.Comparability, html);
    }

    private static void WriteSentences(VersionChanges changes, HtmlWriter html)
    {
        string[] sentences = [.. ChangeText.Limits(changes.Comparability), .. changes.Verdict.NewReasons, .. changes.IsEmpty() ? [ChangeText.None(changes.Comparability, "Nothing differs.")] : Array.Empty<string>()];
        if (sentences.Length == 0)
        {
            return;
        }

        using (html.Element("ul.reasons"))
        {
            foreach (var sentence in sentences)
            {
                using (html.Element("li"))
                {
                    html.Prose(sentence);
                }
            }
        }
    }

    private static void WriteLimits(Comparability comparability, HtmlWriter html)
    {
        if (comparability.Limits.Count > 0)
        {
            using (Section.Open(html, "limits", "Not comparable", Quantity.Of(comparability.Limits.Count, "part")))
            {
                Table.Write(html, "Parts that could not be read", ["Part", "Package", "Problem", "What happened"],
                    comparability.Limits.Take(LimitsShown).Select(IReadOnlyList<string?> (limit) => [limit.Artifact.Length == 0 ? "the package" : limit.Artifact, limit.Side, limit.Problem, limit.Text]));
            }
        }
    }

    private static void Side(HtmlWriter html, string name, ComparedPackage package)
    {
        using (html.Element("div"))
        {
            html.Element("dt", name);
            using (html.Element("dd"))
            {
                html.Element("bdi", ChangeText.Name(package) + (package.Published is { } published ? $", published {published}" : ""));
                html.Element("br").Dispose();
                html.Element("code", package.Sha256);
            }
        }
    }
}
