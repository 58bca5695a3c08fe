using Assay.Reports.Html;

namespace Assay.Reports.Tests;

public sealed class HtmlWriterTests
{
    [Fact]
    public void Elements_close_in_order_and_void_elements_have_no_end()
    {
        var text = Write(html =>
        {
            using (html.Element("span.a.b", ("title", "x"), ("id", null)))
            {
                html.Element("wbr");
                html.Element("b", "bold").Text("<&>\"'");
            }
        });

        Assert.Equal("<span class=\"a b\" title=\"x\"><wbr><b>bold</b>&lt;&amp;&gt;&quot;&#39;</span>", text);
    }

    [Fact]
    public void An_element_that_is_closed_before_one_inside_it_is_a_mistake_of_ours()
    {
        var html = new HtmlWriter(TextWriter.Null);
        var threw = false;
        var outer = html.Element("div");
        _ = html.Element("p");
        try
        {
            outer.Dispose();
        }
        catch (InvalidOperationException)
        {
            threw = true;
        }

        Assert.True(threw);
    }

    [Theory]
    [InlineData("script")]
    [InlineData("SCRIPT")]
    [InlineData("style")]
    [InlineData("iframe")]
    [InlineData("template")]
    [InlineData("p><script")]
    [InlineData("p onclick")]
    [InlineData("")]
    public void Elements_that_hold_code_or_are_no_names_are_refused(string name) =>
        Assert.Throws<ArgumentException>(() => { using (new HtmlWriter(TextWriter.Null).Element(name)) { } });

    [Theory]
    [InlineData("onclick")]
    [InlineData("ONLOAD")]
    [InlineData("style")]
    [InlineData("srcdoc")]
    [InlineData("a b")]
    [InlineData("a=\"")]
    public void Attributes_that_hold_code_or_are_no_names_are_refused(string name) =>
        Assert.Throws<ArgumentException>(() => { using (new HtmlWriter(TextWriter.Null).Element("p", (name, "x"))) { } });

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\\\\evil.example\\share")]
    [InlineData("https://github.com@evil.example/")]
    [InlineData("https:evil")]
    [InlineData("ftp://x/")]
    [InlineData("C:\\x")]
    [InlineData("")]
    public void Addresses_that_are_not_web_pages_are_not_links(string address)
    {
        Assert.DoesNotContain("<a", Write(html => html.Link(address, "text")), StringComparison.Ordinal);
        Assert.DoesNotContain("href", Write(html => html.Element("a", "text", ("href", address))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://github.com/a/b", "https://github.com/a/b")]
    [InlineData("HTTP://Example.org", "http://example.org/")]
    [InlineData("https://example.org/\"><script>", "https://example.org/%22%3E%3Cscript%3E")]
    [InlineData("https://gіthub.com/", "https://xn--gthub-n2e.com/")]
    public void Web_addresses_become_links_as_browsers_read_them(string address, string target) =>
        Assert.Equal($"<a href=\"{target}\" rel=\"noopener nofollow noreferrer\">text</a>", Write(html => html.Link(address, "text")));

    [Fact]
    public void A_place_on_the_same_page_needs_no_further_words() => Assert.Equal("<a href=\"#a&amp;b\">x</a>", Write(html => html.Element("a", "x", ("href", "#a&b"))));

    [Fact]
    public void Long_texts_are_cut_between_characters_and_say_by_how_much()
    {
        var output = new StringWriter();
        new HtmlWriter(output) { LongestText = 4 }.Text("abc😀def").Text("four");
        Assert.Equal("abc… (5 more characters)four", System.Net.WebUtility.HtmlDecode(output.ToString()));
    }

    private static string Write(Action<HtmlWriter> write)
    {
        var output = new StringWriter();
        write(new HtmlWriter(output));
        return output.ToString();
    }
}
