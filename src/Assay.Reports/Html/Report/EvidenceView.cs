using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows what proves a finding: what stands there, where, when it runs, and how it became known.</summary>
internal static class EvidenceView
{
    private const int LongestValue = 1_000;
    private const int LongestArgument = 400;

    /// <summary>Writes the first places, and the others behind a disclosure.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<Evidence> evidence, int total, int shown)
    {
        if (evidence.Count == 0)
        {
            return;
        }

        WriteList(html, evidence.Take(shown), first: 1);
        if (evidence.Count > shown)
        {
            using (html.Element("details.more"))
            {
                html.Element("summary", Quantity.Of(evidence.Count - shown, "more place"));
                WriteList(html, evidence.Skip(shown), first: shown + 1);
            }
        }

        if (total > evidence.Count)
        {
            html.Element("p.note", $"{Quantity.Of(total, "place")} in all; {evidence.Count:N0} are kept in a report.");
        }
    }

    private static void WriteList(HtmlWriter html, IEnumerable<Evidence> evidence, int first)
    {
        using (html.Element("ol.evidence", ("start", first == 1 ? null : first.ToString(System.Globalization.CultureInfo.InvariantCulture))))
        {
            foreach (var item in evidence)
            {
                Write(html, item);
            }
        }
    }

    private static void Write(HtmlWriter html, Evidence evidence)
    {
        using (html.Element("li"))
        {
            html.Element("code.what", EvidenceText.Value(evidence, "…", LongestValue, LongestArgument));
            using (html.Element("p.where"))
            {
                html.Element("code.file", EvidenceText.File(evidence));
                if (EvidenceText.Place(evidence.Location) is { Length: > 0 } place)
                {
                    html.Element("span.in", " in ").Element("code", place);
                }
            }

            WriteCircumstances(html, evidence);
            WritePath(html, evidence.Path);
        }
    }

    private static void WriteCircumstances(HtmlWriter html, Evidence evidence)
    {
        var derivation = evidence.Derivation switch
        {
            Derivation.Folded => "put together from parts",
            Derivation.Recovered => "decoded",
            _ => null,
        };
        if (evidence.Surfaces.Count == 0 && derivation is null && evidence.Relation is null)
        {
            return;
        }

        using (html.Element("p.how"))
        {
            SurfaceView.WriteLabels(html, evidence.Surfaces);
            foreach (var remark in new[] { derivation, evidence.Relation })
            {
                if (remark is not null)
                {
                    html.Element("span.chip.plain", remark);
                }
            }
        }
    }

    private static void WritePath(HtmlWriter html, IReadOnlyList<string>? path)
    {
        if (path is not { Count: > 0 })
        {
            return;
        }

        using (html.Element("details.path"))
        {
            html.Element("summary", $"How it is reached: {Quantity.Of(path.Count, "step")}");
            using (html.Element("ol"))
            {
                foreach (var step in path)
                {
                    using (html.Element("li"))
                    {
                        html.Element("code", step);
                    }
                }
            }
        }
    }
}
