using System.Buffers;
using System.Net;
using System.Text;
using Assay.Reports.Html;

namespace Assay.Reports;

/// <summary>Makes text of a package safe in Markdown: it becomes no markup, no HTML, no link, no mention and no second cell.</summary>
public static class MarkdownText
{
    private const int LongestText = 300;

    // CommonMark 2.4: any ASCII punctuation may be escaped. Of these, forges make tables, links, images, emphasis, HTML, mentions and references to issues.
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\`*_{}[]()<>#+-!|~$&:");

    /// <summary>Encodes a text within a line or cell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most UTF-16 code units of it.</param>
    public static string Encode(string? text, int longest = LongestText)
    {
        var visible = TerminalText.EncodeProse(Cut(text, longest));
        var result = new StringBuilder(visible.Length + 16);
        for (var i = 0; i < visible.Length; i++)
        {
            var character = visible[i];
            if (Escaped.Contains(character))
            {
                result.Append('\\');
            }

            result.Append(character);

            // Forges notify whom @name names, link www. and addresses by themselves, and refer to issues of #1 and GH-1: an invisible break keeps them texts.
            if (character == '@' || (character == '#' && i + 1 < visible.Length && char.IsAsciiDigit(visible[i + 1])) || (character == '.' && Ends(visible, i, "www")) || (character == '-' && Ends(visible, i, "gh")))
            {
                result.Append("<!-- -->");
            }
        }

        return result.ToString();
    }

    /// <summary>Encodes a name of code or a path as a code span.</summary>
    public static string Code(string? text)
    {
        var visible = TerminalText.EncodeProse(Cut(text, LongestText));

        // A bar ends the cell even within a code span, and a backtick ends the span: those texts are written as others are.
        return visible.Length == 0 ? "" : visible.AsSpan().ContainsAny('`', '|', '\\') ? Encode(text) : $"`{visible}`";
    }

    /// <summary>Writes a text as a link to an address, or as a text where the address is none to follow.</summary>
    public static string Link(string? address, string? text)
    {
        // An address in angle brackets ends at the next one, and at the end of the line (CommonMark 6.3).
        var target = WebAddress.Canonical(address);
        return target is null || target.AsSpan().ContainsAny('<', '>', '|') || target.AsSpan().ContainsAny('\\', '\n') ? Encode(text) : $"[{Encode(text)}](<{target}>)";
    }

    /// <summary>Encodes a text within an element of HTML, where escapes of Markdown mean nothing (CommonMark 4.6).</summary>
    public static string Html(string? text) =>
        WebUtility.HtmlEncode(TerminalText.EncodeProse(Cut(text, LongestText))).Replace("@", "@<!-- -->", StringComparison.Ordinal).Replace("#", "#<!-- -->", StringComparison.Ordinal).Replace("&#<!-- -->", "&#", StringComparison.Ordinal)
            .Replace("://", ":<!-- -->//", StringComparison.Ordinal).Replace("www.", "www.<!-- -->", StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string text, int end, string word) => end >= word.Length && text.AsSpan(end - word.Length, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string? Cut(string? text, int longest) => text is not null && text.Length > longest ? text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] + "…" : text;
}
