using System.Buffers;
using System.Net;

namespace Assay.Reports.Html;

/// <summary>
/// Writes HTML in which every text and attribute value is data: it is made visible as <see cref="TerminalText"/> does, then encoded. Markup comes from names
/// written in our code only; scripts, inline styles and addresses other than http and https cannot be written.
/// </summary>
public sealed class HtmlWriter(TextWriter output)
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    // Their content is not text but markup, code or nothing at all (HTML 13.1.2, raw text and template elements), or they load something.
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "base", "embed", "frame", "frameset", "iframe", "noembed", "noframes", "noscript", "object", "plaintext", "script", "style", "template", "xmp",
    };

    private static readonly HashSet<string> Addresses = new(StringComparer.OrdinalIgnoreCase)
    {
        "action", "background", "cite", "data", "formaction", "href", "longdesc", "manifest", "ping", "poster", "src",
    };

    // HTML 13.1.2: void elements have no end tag.
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "br", "col", "hr", "img", "input", "link", "meta", "wbr" };

    // White space before these shows nowhere; a line each makes the file readable and comparable.
    private static readonly HashSet<string> OnTheirOwnLine = new(StringComparer.Ordinal)
    {
        "article", "body", "caption", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "head", "header", "html", "li", "main", "meta", "nav", "ol", "p",
        "section", "summary", "table", "tbody", "thead", "title", "tr", "ul",
    };

    private int _depth;

    /// <summary>Texts and attribute values beyond this number of characters are cut, and say by how much.</summary>
    public int LongestText { get; init; } = int.MaxValue;

    /// <summary>Where views lead to besides places on the same page.</summary>
    public ReportLinks Links { get; init; } = ReportLinks.None;

    /// <summary>Writes the document type.</summary>
    public void DocumentType() => output.Write("<!DOCTYPE html>");

    /// <summary>Opens an element, <c>p</c> or with classes <c>p.note.wide</c>; disposing the result closes it. Attributes without a value are left out.</summary>
    public HtmlElement Element(string nameAndClasses, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var end = nameAndClasses.IndexOf('.', StringComparison.Ordinal);
        var name = end < 0 ? nameAndClasses : nameAndClasses[..end];
        WriteStart(name, end < 0 ? null : nameAndClasses[(end + 1)..].Replace('.', ' '), attributes);
        return new HtmlElement(this, name, Void.Contains(name) ? 0 : ++_depth);
    }

    /// <summary>Writes an element that holds nothing but a text.</summary>
    public HtmlWriter Element(string nameAndClasses, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (Element(nameAndClasses, attributes))
        {
            Text(text);
        }

        return this;
    }

    /// <summary>Writes a text.</summary>
    public HtmlWriter Text(string? text)
    {
        output.Write(Encode(text));
        return this;
    }

    /// <summary>Writes a text of several lines or words as one paragraph: white space becomes single spaces.</summary>
    public HtmlWriter Prose(string? text) => Text(string.Join(' ', (text ?? "").Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Writes a link when the address is http or https and names no user, else the text alone.</summary>
    public HtmlWriter Link(string? address, string? text)
    {
        using (WebAddress.Canonical(address) is { } safe ? Element("a", ("href", safe)) : Element("span"))
        {
            return Text(text);
        }
    }

    /// <summary>Opens a link to a place on the same site; nothing without an address.</summary>
    internal HtmlElement LinkTo(string? address) => address is null ? default : Element("a", ("href", address));

    /// <summary>Writes the only raw content there is: a style sheet of this assembly, which the page's policy names by its hash.</summary>
    public void Write(StyleSheet sheet)
    {
        output.Write("\n<style>");
        output.Write(sheet.Text);
        output.Write("</style>");
    }

    /// <summary>Writes a script that the page's own site serves: where it comes from is all that can be said of it.</summary>
    public void Script(string address)
    {
        if (!WebAddress.IsLocal(address))
        {
            throw new ArgumentException("Scripts of other sites cannot be written.", nameof(address));
        }

        output.Write("\n<script defer src=\"");
        output.Write(WebUtility.HtmlEncode(address));
        output.Write("\"></script>");
    }

    internal void Close(string name, int depth)
    {
        if (depth != _depth)
        {
            throw new InvalidOperationException($"<{name}> is closed before an element inside it.");
        }

        _depth--;
        output.Write("</");
        output.Write(name);
        output.Write('>');
    }

    private void WriteStart(string name, string? classes, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (!IsName(name) || Refused.Contains(name))
        {
            throw new ArgumentException($"<{name}> cannot be written.", nameof(name));
        }

        if (OnTheirOwnLine.Contains(name))
        {
            output.Write('\n');
        }

        output.Write('<');
        output.Write(name);
        WriteAttribute("class", classes);
        foreach (var (attribute, value) in attributes)
        {
            WriteAttribute(attribute, value);
        }

        output.Write('>');
    }

    private void WriteAttribute(string name, string? value)
    {
        if (!IsName(name) || name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || name.ToUpperInvariant() is "STYLE" or "SRCDOC" or "SRCSET")
        {
            throw new ArgumentException($"The attribute {name} cannot be written.", nameof(name));
        }

        if (value is null)
        {
            return;
        }

        if (!Addresses.Contains(name) || WebAddress.IsLocal(value))
        {
            WriteValue(name, Encode(value));
        }
        else if (WebAddress.Canonical(value) is { } address)
        {
            WriteValue(name, WebUtility.HtmlEncode(address));
            WriteValue("rel", "noopener nofollow noreferrer");
        }
    }

    private void WriteValue(string name, string encoded)
    {
        output.Write(' ');
        output.Write(name);
        output.Write("=\"");
        output.Write(encoded);
        output.Write('"');
    }

    private string Encode(string? text) => WebUtility.HtmlEncode(TerminalText.Encode(Cut(text)));

    private string? Cut(string? text)
    {
        if (text is null || text.Length <= LongestText)
        {
            return text;
        }

        var length = LongestText > 0 && char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return $"{text[..length]}… ({Quantity.Of(text.Length - length, "more character")})";
    }

    private static bool IsName(string name) => name.Length > 0 && char.IsAsciiLetter(name[0]) && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
