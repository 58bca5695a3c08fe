using System.Globalization;
using System.Text;
using Assay.Model;
using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Reports.Opening;

namespace Assay.Web.Pages.Packages;

/// <summary>A file of a version: text with its lines, anything else as facts and its first bytes.</summary>
internal static class FileViewPage
{
    private const int BytesOfRow = 16;
    private const int FindingsListed = 30;

    /// <summary>Makes the page.</summary>
    /// <param name="context">The version.</param>
    /// <param name="path">Path of the file below the package.</param>
    /// <param name="file">The file as the report has it.</param>
    /// <param name="opened">What is in it; null for what an analyser found inside a file.</param>
    /// <param name="line">The line that is asked for.</param>
    public static SitePage Of(VersionContext context, string path, ReportedFile file, OpenedFile? opened, int? line) => VersionFrame.Page(context, "files", $"{path} in ", html =>
    {
        using (html.Element("div.page.single"))
        using (html.Element("div.column"))
        using (html.Element("section", ("id", "file"), ("aria-labelledby", "file-title")))
        {
            using (html.Element("h2.path", ("id", "file-title")))
            {
                CodeText.Write(html, "code", path);
            }

            WriteFacts(file, html);
            var findings = FileFindings.Of(context, path);
            WriteFindings(findings, file.Derived is { } origin ? origin.Excerpt is not null : opened is { State: OpenedState.Found, IsText: true }, html);
            if (file.Derived is { } derived)
            {
                WriteDerived(derived, file, findings, line, html);
            }
            else
            {
                Write(opened!, file, findings, line, html);
            }
        }
    }) with
    { Links = context.Links([]) };

    /// <summary>Says why the bytes of a package cannot be shown.</summary>
    public static string WhyNot(OpenedFile opened) => opened.State switch
    {
        OpenedState.NoFile => "The file of the package does not lie on this site: only what was found in it is kept. Hand the package in again to see its files.",
        OpenedState.OtherFile => "A file of this name lies on this site, and it is not the one that was analysed: its SHA-256 is another. It is not shown.",
        OpenedState.NoEntry => "An analyser found this inside another file of the package; it is no file of its own that could be shown.",
        OpenedState.Busy => "Too many files are being opened just now. Try again in a moment.",
        _ => opened.TookTooLong ? "Opening it took too long and was stopped." : "It could not be opened.",
    };

    private static void WriteFacts(ReportedFile file, HtmlWriter html)
    {
        using (html.Element("dl.facts"))
        {
            Fact("Kind", ContentsTree.KindOf(file));
            Fact("Size", string.Create(CultureInfo.InvariantCulture, $"{file.Size:N0} bytes"));
            Fact("SHA-256", file.Sha256);
        }

        void Fact(string name, string value)
        {
            using (html.Element("div"))
            {
                html.Element("dt", name);
                using (html.Element("dd"))
                {
                    html.Element("code", value);
                }
            }
        }
    }

    private static void WriteFindings(FileFindings findings, bool hasLines, HtmlWriter html)
    {
        if (findings.All.Count == 0)
        {
            html.Element("p.none", "No finding is proven by something in this file.");
            return;
        }

        using (html.Element("ul.changes", ("aria-label", "Findings in this file")))
        {
            foreach (var finding in findings.All.Take(FindingsListed))
            {
                using (html.Element("li"))
                {
                    FileFindings.Write(finding, html);
                    WritePlaces(finding, hasLines, html);
                }
            }

            if (findings.All.Count > FindingsListed)
            {
                html.Element("li", $"and {Quantity.Of(findings.All.Count - FindingsListed, "more finding")}");
            }
        }
    }

    private static void WritePlaces(FileFinding finding, bool hasLines, HtmlWriter html)
    {
        foreach (var item in finding.Evidence.DistinctBy(item => (item.Location.Line, item.Location.Type, item.Location.Method)).Take(5))
        {
            if (item.Location is { File: null, Line: { } line })
            {
                html.Text(" ");
                using (html.LinkTo(hasLines && line <= TextLines.Shown ? string.Create(CultureInfo.InvariantCulture, $"#L{line}") : null))
                {
                    html.Text($"line {line.ToString(CultureInfo.InvariantCulture)}");
                }
            }
            else if (html.Links.Evidence(item) is { } address && EvidenceText.Place(item.Location) is { Length: > 0 } place)
            {
                html.Text(" ");
                using (html.Element("a", ("href", address)))
                {
                    CodeText.Write(html, "code", place);
                }
            }
        }
    }

    private static void WriteDerived(ReportedOrigin derived, ReportedFile file, FileFindings findings, int? line, HtmlWriter html)
    {
        html.Element("p.note", $"This does not stand in the package as such: an analyser found it inside a file ({derived.How}), without running anything.");
        if (derived.Excerpt is null)
        {
            html.Element("p.none", "Its text is not kept.");
            return;
        }

        WriteText(derived.Excerpt, findings, line, html);
        if (file.Size > Encoding.UTF8.GetByteCount(derived.Excerpt))
        {
            html.Element("p.note", "The beginning is kept; the text may go on.");
        }
    }

    private static void Write(OpenedFile opened, ReportedFile file, FileFindings findings, int? line, HtmlWriter html)
    {
        if (opened.State != OpenedState.Found)
        {
            html.Element("p.none", WhyNot(opened));
        }
        else if (opened.IsText)
        {
            WriteText(opened.Text, findings, line, html);
            if (opened.IsCut)
            {
                html.Element("p.note", $"The first {Quantity.Bytes(FileProgram.TextBytes)} of {Quantity.Bytes(file.Size)}.");
            }
        }
        else
        {
            WriteBytes(opened.Content.Span, file, html);
        }
    }

    private static void WriteText(string text, FileFindings findings, int? line, HtmlWriter html)
    {
        var byLine = findings.ByLine();
        TextLines.Write(html, TextLines.Split(text), line is { } asked ? byLine.Select(entry => entry.Key).Append(asked).ToHashSet() : byLine.Select(entry => entry.Key).ToHashSet(), number =>
        {
            foreach (var finding in byLine[number])
            {
                using (html.Element("span.remarked"))
                {
                    FileFindings.Write(finding, html);
                }
            }
        });
    }

    private static void WriteBytes(ReadOnlySpan<byte> bytes, ReportedFile file, HtmlWriter html)
    {
        html.Element("p.note", $"This is no text. The first {bytes.Length:N0} of {Quantity.Of(file.Size, "byte")}:");
        var rows = new List<string>();
        for (var offset = 0; offset < bytes.Length; offset += BytesOfRow)
        {
            var row = bytes[offset..Math.Min(offset + BytesOfRow, bytes.Length)];
            var text = new StringBuilder(BytesOfRow);
            foreach (var value in row)
            {
                text.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
            }

            rows.Add($"{offset:x6}  {string.Join(' ', row.ToArray().Select(value => value.ToString("x2", CultureInfo.InvariantCulture))).PadRight((BytesOfRow * 3) - 1)}  {text}");
        }

        using (html.Element("section.scroll.source", ("aria-label", "First bytes"), ("tabindex", "0")))
        using (html.Element("ol.bytes"))
        {
            foreach (var row in rows)
            {
                using (html.Element("li"))
                {
                    html.Element("code", row);
                }
            }
        }
    }
}
