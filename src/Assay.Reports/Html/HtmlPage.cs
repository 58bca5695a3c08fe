using System.Text;
using Assay.Model;

namespace Assay.Reports.Html;

/// <summary>The frame of every page that is one file: nothing is fetched, nothing is run.</summary>
internal static class HtmlPage
{
    // Values of a package may be megabytes long; the JSON report holds them in full.
    private const int LongestText = 4_000;

    /// <summary>Writes a page in UTF-8.</summary>
    public static void Write(ToolInfo tool, string title, Action<HtmlWriter> writeBody, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var html = new HtmlWriter(text) { LongestText = LongestText };
        html.DocumentType();
        using (html.Element("html", ("lang", "en")))
        {
            WriteHead(tool, title, html);
            using (html.Element("body"))
            {
                writeBody(html);
            }
        }

        text.Write('\n');
    }

    private static void WriteHead(ToolInfo tool, string title, HtmlWriter html)
    {
        using (html.Element("head"))
        {
            html.Element("meta", ("charset", "utf-8"));
            html.Element("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; style-src {StyleSheet.Report.Source}; base-uri 'none'; form-action 'none'"));
            html.Element("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Element("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Element("meta", ("name", "referrer"), ("content", "no-referrer"));
            html.Element("meta", ("name", "generator"), ("content", $"{tool.Name} {tool.Version}"));
            html.Element("title", title);
            html.Write(StyleSheet.Report);
        }
    }
}
