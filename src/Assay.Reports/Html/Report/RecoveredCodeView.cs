using System.Globalization;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>Code that had to be decoded or put together before it could be read: where it stood, how it was obtained, how it begins.</summary>
internal static class RecoveredCodeView
{
    // 4 KiB of code have about a hundred lines; a text of line breaks alone is not shown in full.
    private const int LinesShown = 200;

    public static void Write(PackageReport report, HtmlWriter html)
    {
        var layers = RecoveredCode.Of(report).Layers;
        if (layers.Count == 0)
        {
            return;
        }

        using (Section.Open(html, "recovered", "Recovered code", Section.Remark(layers.Count)))
        {
            html.Element("p.note", "This code does not stand in the package as such: it was decoded or put together from what does, without running anything.");
            foreach (var layer in layers.Take(Section.Shown))
            {
                Write(html, layer);
            }

            if (layers.Count > Section.Shown)
            {
                using (html.Element("details.others"))
                {
                    html.Element("summary", Quantity.Of(layers.Count - Section.Shown, "more piece"));
                    foreach (var layer in layers.Skip(Section.Shown))
                    {
                        Write(html, layer);
                    }
                }
            }
        }
    }

    /// <summary>Names the element of a layer.</summary>
    public static string Anchor(Layer layer) => string.Create(CultureInfo.InvariantCulture, $"layer-{layer.Number}");

    /// <summary>Writes how each layer was obtained, the outermost first.</summary>
    public static void WriteSteps(HtmlWriter html, IReadOnlyList<string> steps)
    {
        foreach (var step in steps)
        {
            html.Text(" → ").Element("span.chip.plain", step);
        }
    }

    private static void Write(HtmlWriter html, Layer layer)
    {
        using (html.Element("article.layer", ("id", Anchor(layer)), ("aria-labelledby", Anchor(layer) + "-title")))
        {
            using (html.Element("h3.title", ("id", Anchor(layer) + "-title")))
            {
                html.Text(string.Create(CultureInfo.InvariantCulture, $"{layer.Number} "));
                CodeText.Write(html, "code", layer.Path);
                html.Text(" ").Element("small", Quantity.Bytes(layer.Size));
            }

            using (html.Element("p.layers"))
            {
                html.Text("From ");
                CodeText.Write(html, "code", layer.Source);
                WriteSteps(html, layer.Steps);
            }

            WriteText(html, layer);
        }
    }

    private static void WriteText(HtmlWriter html, Layer layer)
    {
        if (layer.Excerpt is null)
        {
            html.Element("p.note", "Its text is not kept: the package holds more such pieces than a report does.");
            return;
        }

        using (html.Element("ol.text"))
        {
            foreach (var line in layer.Lines(LinesShown))
            {
                using (html.Element("li"))
                {
                    html.Element("code", line);
                }
            }
        }

        if (layer.GoesOn(LinesShown))
        {
            html.Element("p.note", "The text goes on.");
        }
    }
}
