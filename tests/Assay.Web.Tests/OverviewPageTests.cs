using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace Assay.Web.Tests;

public sealed class OverviewPageTests(SearchServer server) : IClassFixture<SearchServer>
{
    [Fact]
    public async Task The_first_page_searches_and_shows_verdicts_and_what_was_read_last()
    {
        var page = await server.PageAsync("/");

        Assert.Equal("/search", page.QuerySelector("main form")!.GetAttribute("action"));
        Assert.True(page.QuerySelectorAll("ul.examples a").Length >= 3);
        Assert.Equal(2, page.QuerySelectorAll("#verdicts table").Length);
        Assert.Contains(page.QuerySelectorAll("#verdicts td a"), link => link.TextContent == "27" && link.GetAttribute("href") == "/search?q=verdict%3Areview&community=psgallery");
        Assert.Contains(page.QuerySelectorAll("#verdicts svg"), svg => svg.GetAttribute("aria-label") == "Top 100: 90 pass, 10 review, 0 unknown, 0 fail");
        Assert.NotEmpty(page.QuerySelectorAll("#recent a.package"));
        Assert.Contains(page.QuerySelectorAll("main a"), link => link.GetAttribute("href") == "/submit");
    }

    [Fact]
    public async Task Every_count_of_the_first_page_is_that_of_its_link()
    {
        var page = await server.PageAsync("/");
        foreach (var link in page.QuerySelectorAll("#verdicts td a"))
        {
            var answer = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri(link.GetAttribute("href")!.Replace("/search?", "/search.json?", StringComparison.Ordinal), UriKind.Relative), TestContext.Current.CancellationToken));
            Assert.Equal(link.TextContent, answer.RootElement.GetProperty("count").GetInt32().ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_community_says_who_is_counted_what_is_usual_and_what_moves()
    {
        var page = await server.PageAsync("/communities/psgallery");

        Assert.Contains("by downloads, measured on 2026-01-01 (made); 200 packages with a rank", page.QuerySelector("#population")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("#coverage tr"), row => row.TextContent.Contains("unreadable", StringComparison.Ordinal));
        Assert.Contains(page.QuerySelectorAll("#common th a"), link => link.GetAttribute("href") == "/rules/" + MadeCommunity.Common);
        Assert.Contains(page.QuerySelectorAll("#moves th a"), link => link.GetAttribute("href") == "/rules/" + MadeCommunity.Policy.Id);
        Assert.Equal(10, page.QuerySelectorAll("#new tbody tr").Length);
    }

    [Fact]
    public async Task Communities_have_other_spellings_and_machine_forms()
    {
        using var spelled = await server.Client.GetAsync(new Uri("/communities/PSGallery", UriKind.Relative), TestContext.Current.CancellationToken);
        using var unknown = await server.Client.GetAsync(new Uri("/communities/npm", UriKind.Relative), TestContext.Current.CancellationToken);
        var json = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/communities/psgallery.json", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        var list = await server.PageAsync("/communities");

        Assert.Equal((HttpStatusCode.MovedPermanently, HttpStatusCode.NotFound), (spelled.StatusCode, unknown.StatusCode));
        Assert.Equal(27, json.GetProperty("verdicts").GetProperty("review").GetProperty("community").GetInt32());
        Assert.Equal(2, list.QuerySelectorAll("main li.tile a").Length);
    }

    [Fact]
    public async Task Browsers_are_told_how_to_search()
    {
        using var answer = await server.Client.GetAsync(new Uri("/opensearch.xml", UriKind.Relative), TestContext.Current.CancellationToken);
        var description = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        XNamespace search = "http://a9.com/-/spec/opensearch/1.1/";

        Assert.Equal("application/opensearchdescription+xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(search + "OpenSearchDescription", description.Name);
        Assert.InRange(description.Element(search + "ShortName")!.Value.Length, 1, 16);
        var template = description.Elements(search + "Url").Single(url => url.Attribute("type")!.Value == "text/html").Attribute("template")!.Value;
        using var found = await server.Client.GetAsync(new Uri(template.Replace("{searchTerms}", "made", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    [Fact]
    public async Task The_site_says_what_a_verdict_means()
    {
        var page = await server.PageAsync("/about");

        Assert.Contains("does not say that the package is safe", page.QuerySelector("#verdicts")!.TextContent, StringComparison.Ordinal);
    }
}
