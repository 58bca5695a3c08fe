using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Shows what proves a finding: what stands there, where, when it runs, and how it became known.</summary>
internal static class EvidenceView
{
    private const int LongestValue = 1_000;
    private const int LongestArgument = 400;

    /// <summary>Writes the first places, and the others behind a disclosure. What stands in several files, as in builds for several frameworks, is one place.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<Evidence> evidence, int total, int shown, RecoveredCode recovered)
    {
        if (evidence.Count == 0)
        {
            return;
        }

        var places = evidence.GroupBy(Place.Of).Select(group => group.ToArray()).ToArray();
        var severalSurfaces = evidence.Select(item => string.Join(' ', item.Surfaces)).Distinct(StringComparer.Ordinal).Skip(1).Any();
        WriteList(html, places.Take(shown), severalSurfaces, recovered);
        if (places.Length > shown)
        {
            using (html.Element("details.more"))
            {
                html.Element("summary", Quantity.Of(places.Length - shown, "more place"));
                WriteList(html, places.Skip(shown), severalSurfaces, recovered);
            }
        }

        if (total > evidence.Count)
        {
            html.Element("p.note", $"{Quantity.Of(total, "occurrence")} in all, of which a report keeps {evidence.Count:N0}.");
        }
    }

    private static void WriteList(HtmlWriter html, IEnumerable<Evidence[]> places, bool severalSurfaces, RecoveredCode recovered)
    {
        using (html.Element("ol.evidence"))
        {
            foreach (var place in places)
            {
                using (html.Element("li"))
                {
                    CodeText.Write(html, "code.what", Place.Of(place[0]).Value);
                    WriteWhere(html, place);
                    WriteLayers(html, recovered.At(place[0].Artifact));
                    WriteCircumstances(html, place[0], severalSurfaces);
                    WritePath(html, place[0].Path);
                }
            }
        }
    }

    private static void WriteWhere(HtmlWriter html, Evidence[] place)
    {
        using (html.Element("p.where"))
        {
            var separator = "";
            var within = Place.Of(place[0]).Within;
            foreach (var item in place.DistinctBy(EvidenceText.File, StringComparer.Ordinal))
            {
                html.Text(separator);
                using (html.LinkTo(within.Length > 0 && !IsByLine(item) ? html.Links.File(item.Artifact) : html.Links.Evidence(item)))
                {
                    CodeText.Write(html, "code.file", EvidenceText.File(item));
                }

                separator = ", ";
            }

            if (within.Length > 0)
            {
                html.Text(" in ");
                using (html.LinkTo(IsByLine(place[0]) ? null : html.Links.Evidence(place[0])))
                {
                    CodeText.Write(html, "code", within);
                }
            }
        }
    }

    // The line stands with the file then, and the file leads to it.
    private static bool IsByLine(Evidence evidence) => evidence.Location is { File: null, Line: not null };

    private static void WriteLayers(HtmlWriter html, Layer? layer)
    {
        if (layer is null)
        {
            return;
        }

        using (html.Element("p.layers"))
        {
            html.Text("In ").Element("a", $"recovered code {layer.Number}", ("href", html.Links.File(layer.Path) ?? "#" + RecoveredCodeView.Anchor(layer))).Text(", from ");
            CodeText.Write(html, "code", layer.Source);
            RecoveredCodeView.WriteSteps(html, layer.Steps);
        }
    }

    private static void WriteCircumstances(HtmlWriter html, Evidence evidence, bool severalSurfaces)
    {
        var derivation = evidence.Derivation switch
        {
            Derivation.Folded => "put together from parts",
            Derivation.Recovered => "decoded",
            _ => null,
        };
        var surfaces = severalSurfaces ? evidence.Surfaces : [];
        if (surfaces.Count == 0 && derivation is null && evidence.Relation is null)
        {
            return;
        }

        using (html.Element("p.how"))
        {
            SurfaceView.WriteLabels(html, surfaces);
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
                        CodeText.Write(html, "code", step);
                    }
                }
            }
        }
    }

    // Everything that is shown of a piece of evidence, except its file.
    private sealed record Place(string Value, string Within, string Circumstances)
    {
        public static Place Of(Evidence evidence) => new(
            EvidenceText.Value(evidence, "…", LongestValue, LongestArgument),
            EvidenceText.Place(evidence.Location),
            string.Join('\0', [evidence.Derivation.ToString(), evidence.Relation, .. evidence.Surfaces, .. evidence.Path ?? []]));
    }
}
