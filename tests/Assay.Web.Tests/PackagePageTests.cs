using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Assay.Reports;
using Assay.Web.Communities;
using Assay.Web.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

public sealed class PackagePageTests(PortalServer server) : IClassFixture<PortalServer>
{
    private const string Listener = "opens-listening-socket";

    [Fact]
    public async Task A_version_page_shows_verdict_findings_and_where_they_are()
    {
        var page = await PageAsync("/nuget/Sample.Server/2.0.0");

        Assert.Equal("Sample.Server 2.0.0", page.QuerySelectorAll("h1").Single().TextContent.Trim());
        Assert.Contains("Verdict:", page.QuerySelector("#verdict")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"#behavior-{Listener}"));
        Assert.Equal($"/rules/{Listener}", page.QuerySelector($"#behavior-{Listener} p.remarks a")!.GetAttribute("href"));
        var evidence = page.QuerySelector($"#behavior-{Listener} .evidence a[href*='/code?']")!.GetAttribute("href")!;
        Assert.StartsWith("/nuget/Sample.Server/2.0.0/code?path=lib%2Fnet8.0%2FSample.Server.dll&type=Server&method=Open", evidence, StringComparison.Ordinal);
        Assert.Equal("/nuget/Sample.Server/2.0.0/files/view?path=lib%2Fnet8.0%2FSample.Server.dll", page.QuerySelector(".tree a[href*='Sample.Server.dll']")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_changed_against_the_version_before_leads_to_the_comparison()
    {
        var version = await PageAsync("/nuget/Sample.Server/2.0.0");
        var package = await PageAsync("/nuget/Sample.Server");

        Assert.Contains(version.QuerySelectorAll("#new a"), link => link.GetAttribute("href") == $"/nuget/Sample.Server/compare/1.0.0...2.0.0#behavior-{Listener}");
        Assert.Equal(["2.0.0", "1.0.0"], package.QuerySelectorAll("table.versions tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.StartsWith("+", package.QuerySelector("table.versions a[href='/nuget/Sample.Server/compare/1.0.0...2.0.0#behaviors']")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issues", "Issues")]
    [InlineData("behaviors", "Behaviors")]
    [InlineData("vulnerabilities", "Vulnerabilities")]
    [InlineData("dependencies", "Dependencies")]
    [InlineData("files", "Files")]
    public async Task Every_list_is_a_page_of_its_own(string tab, string name)
    {
        var page = await PageAsync($"/nuget/Sample.Client/1.0.0/{tab}");

        Assert.StartsWith(name, page.QuerySelector("nav.tabs a[aria-current]")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("h1"));
    }

    [Fact]
    public async Task Behaviors_are_filtered_by_category_with_a_link()
    {
        var all = await PageAsync("/nuget/Sample.Server/2.0.0/behaviors");
        var filter = all.QuerySelectorAll("nav.filter a").First(link => link.TextContent.StartsWith("Network", StringComparison.Ordinal)).GetAttribute("href")!;
        var filtered = await PageAsync(filter);

        Assert.NotNull(filtered.QuerySelector($"#behavior-{Listener}"));
        Assert.Equal("/nuget/Sample.Server/2.0.0/behaviors?category=network", filter);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync(Local("/nuget/Sample.Server/2.0.0/behaviors?category=no-such"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_dependency_that_the_index_knows_has_a_link_and_a_verdict()
    {
        var page = await PageAsync("/nuget/Sample.Client/1.0.0/dependencies");

        var link = page.QuerySelector("#dependencies tbody a")!;
        Assert.Equal("/nuget/Sample.Server", link.GetAttribute("href"));
        Assert.Contains("Pass", link.Closest("tr")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nuget/sample.SERVER", "/nuget/Sample.Server")]
    [InlineData("/nuget/sample.server/2.0", "/nuget/Sample.Server/2.0.0")]
    [InlineData("/nuget/Sample.Server/2.0.0.0.json", "/nuget/Sample.Server/2.0.0.json")]
    [InlineData("/nuget/sample.server/2.0.0/behaviors?category=network", "/nuget/Sample.Server/2.0.0/behaviors?category=network")]
    [InlineData("/nuget/sample.server/1.0/code?path=a&type=b", "/nuget/Sample.Server/1.0.0/code?path=a&type=b")]
    [InlineData("/nuget/sample.server/compare/1.0...2.0", "/nuget/Sample.Server/compare/1.0.0...2.0.0")]
    [InlineData("/nuget/sample.server/feed.atom", "/nuget/Sample.Server/feed.atom")]
    [InlineData("/nuget/sample.server/badge.svg", "/nuget/Sample.Server/badge.svg")]
    public async Task Another_spelling_leads_to_the_one_of_the_index(string address, string canonical)
    {
        using var answer = await server.Client.GetAsync(Local(address), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(canonical, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/nuget/Sample.Server?version=1.0.0", "/nuget/Sample.Server/1.0.0")]
    [InlineData("/nuget/Sample.Server/compare?before=1.0.0&after=2.0.0", "/nuget/Sample.Server/compare/1.0.0...2.0.0")]
    public async Task A_form_leads_to_the_page_that_was_chosen(string address, string page)
    {
        using var answer = await server.Client.GetAsync(Local(address), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(page, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/nuget/No.Such")]
    [InlineData("/nuget/No.Such/1.0.0")]
    [InlineData("/nuget/Sample.Server/9.9.9")]
    [InlineData("/nuget/Sample.Server/9.9.9/issues")]
    [InlineData("/nuget/Sample.Server/2.0.0/files/view?path=no/such.txt")]
    [InlineData("/nuget/Sample.Server/2.0.0/files/view")]
    [InlineData("/nuget/Sample.Server/2.0.0/code?path=lib%2Fnet8.0%2FSample.Server.dll")]
    [InlineData("/nuget/Sample.Server/compare/1.0.0...9.9.9")]
    [InlineData("/nuget/Sample.Server/compare/1.0.0")]
    [InlineData("/nuget/No.Such/badge.svg")]
    [InlineData("/nuget/No.Such/feed.atom")]
    [InlineData("/psgallery/Sample.Server")]
    [InlineData("/psgallery/Sample.Server/1.0.0")]
    public async Task What_is_not_there_is_said_on_a_page(string address)
    {
        using var answer = await server.Client.GetAsync(Local(address), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/nuget/Sample.Server/2.0.0.json", null)]
    [InlineData("/nuget/Sample.Server/2.0.0", "application/json")]
    public async Task The_machine_form_is_the_report_byte_for_byte(string address, string? accept)
    {
        var community = server.Services.GetRequiredService<PortalCommunities>().Find("nuget")!;
        var report = server.Services.GetRequiredService<ReportLibrary>().Find(community, community.Read(reader => reader.Find("sample.server", "2.0.0"), null)!)!;
        using var expected = new MemoryStream();
        JsonReport.Write(report, expected);

        using var request = new HttpRequestMessage(HttpMethod.Get, Local(address));
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(expected.ToArray(), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_machine_form_of_a_package_lists_its_versions()
    {
        using var json = JsonDocument.Parse(await server.Client.GetStringAsync(Local("/nuget/Sample.Server.json"), TestContext.Current.CancellationToken));

        Assert.Equal("2.0.0", json.RootElement.GetProperty("latest").GetString());
        var newest = json.RootElement.GetProperty("versions")[0];
        Assert.Equal("read", newest.GetProperty("state").GetString());
        Assert.Contains(newest.GetProperty("behaviors").EnumerateArray(), id => id.GetString() == Listener);
    }

    [Fact]
    public async Task A_comparison_shows_what_is_new_and_is_there_for_programs_too()
    {
        var page = await PageAsync("/nuget/Sample.Server/compare/1.0.0...2.0.0");
        using var json = JsonDocument.Parse(await server.Client.GetStringAsync(Local("/nuget/Sample.Server/compare/1.0.0...2.0.0.json"), TestContext.Current.CancellationToken));

        Assert.NotNull(page.QuerySelector($"#behavior-{Listener} .evidence a[href^='/nuget/Sample.Server/2.0.0/code?']"));
        Assert.Equal(2, page.QuerySelectorAll("form.switcher select").Length);
        Assert.Contains(json.RootElement.GetProperty("changes").GetProperty("behaviors").GetProperty("new").EnumerateArray(), behavior => behavior.GetProperty("id").GetString() == Listener);
    }

    [Fact]
    public async Task A_page_that_the_reader_has_is_not_sent_again()
    {
        using var first = await server.Client.GetAsync(Local("/nuget/Sample.Server/1.0.0"), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, Local("/nuget/Sample.Server/1.0.0"));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_reader_who_takes_packed_pages_gets_the_same_page()
    {
        var plain = await server.Client.GetStringAsync(Local("/nuget/Sample.Server/1.0.0"), TestContext.Current.CancellationToken);
        using var unpacking = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = server.Address };
        using var answer = await unpacking.GetAsync(Local("/nuget/Sample.Server/1.0.0"), TestContext.Current.CancellationToken);

        Assert.Equal(plain, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Head_gives_the_length_and_nothing_else()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Local("/nuget/Sample.Server/1.0.0"));
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 1_000);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private async Task<IHtmlDocument> PageAsync(string address)
    {
        using var answer = await server.Client.GetAsync(Local(address), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}\n{text}");
        return new HtmlParser().ParseDocument(text);
    }

    private static Uri Local(string address) => new(address, UriKind.Relative);
}
