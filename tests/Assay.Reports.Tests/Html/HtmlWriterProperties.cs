using AngleSharp.Html.Parser;
using Assay.Reports.Html;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Reports.Tests;

/// <summary>Whatever a text holds, a parser of HTML reads it back as that text and finds no other markup.</summary>
public sealed class HtmlWriterProperties
{
    private static readonly string[] Pieces =
    [
        "<script>alert(1)</script>", "</title>", "</style>", "</p>", "<!--", "-->", "]]>", "\"", "'", "`", "<", ">", "&", "&lt;", "&#0;", "&amp", "&notit;", "=", "/", "\\", "javascript:",
        "https://x/", "\0", "\b", "\f", "\n", "\r", "\u001b[2J", "\u007f", "\u0085", "\u00a0", "\u00ad", "\u200b", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffe", "\ufffd", "\ud800", "\udc00",
        "😀", "é", "日本", "\U000E0041", " ", "a", "on", "x",
    ];

    private static readonly Arbitrary<string> AnyText = Gen.OneOf(
        Gen.Elements(Pieces).ArrayOf().Select(string.Concat),
        Gen.Choose(0, char.MaxValue).Select(value => (char)value).ArrayOf().Select(characters => new string(characters))).ToArbitrary();

    [Fact]
    public void Any_text_in_any_position_is_read_back_as_text() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(AnyText, IsReadBack));

    [Fact]
    public void The_pieces_alone_are_read_back_too() => Assert.All(Pieces, piece => Assert.True(IsReadBack(piece)));

    private static bool IsReadBack(string text)
    {
        var output = new StringWriter();
        var html = new HtmlWriter(output);
        html.DocumentType();
        using (html.Element("html"))
        {
            using (html.Element("head"))
            {
                html.Element("title", "t" + text + "t");
            }

            using (html.Element("body", ("title", text), ("data-x", text)))
            {
                html.Element("p", text, ("id", "p")).Element("code", text, ("id", "code"));
                html.Link(text, text);
                html.Element("a", text, ("href", text));
            }
        }

        var shown = TerminalText.Encode(text);
        var page = new HtmlParser().ParseDocument(output.ToString());
        var links = page.QuerySelectorAll("[href]");
        return page.QuerySelector("title")!.TextContent == "t" + shown + "t"
            && page.Body!.GetAttribute("title") == shown && page.Body.GetAttribute("data-x") == shown
            && page.GetElementById("p")!.TextContent == shown && page.GetElementById("code")!.TextContent == shown
            && page.All.Length == 8
            && page.All.All(element => element.Attributes.All(attribute => attribute.Name is "title" or "data-x" or "id" or "href" or "rel"))
            && links.All(link => link.GetAttribute("href") is { } address && (address.StartsWith("http", StringComparison.Ordinal) || address[0] is '#' or '/'));
    }
}
