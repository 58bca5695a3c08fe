using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Assay.Web.Tests;

public sealed class SearchPageTests(SearchServer server) : IClassFixture<SearchServer>
{
    [Fact]
    public async Task Words_are_parts_of_ids_and_all_of_them_are_wanted()
    {
        var page = await server.PageAsync("/search?q=package%20made%20017");

        Assert.Equal("1 package for package made 017", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("/psgallery/Made.Package017/1.1.0", page.QuerySelector("table.packages a.package")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("behavior:opens-listening-socket tier:top100", 34)]
    [InlineData("made behavior:opens-listening-socket", 87)]
    [InlineData("verdict:review made", 26)]
    [InlineData("(verdict:review or risk:suspicious) id:made.*", 26)]
    [InlineData("rank:<=10 made", 10)]
    [InlineData("id:made.package00?", 0)]
    [InlineData("made not id:*0", 234)]
    public async Task Queries_mean_what_they_mean_on_the_command_line(string query, int count)
    {
        var answer = await JsonAsync($"/search.json?community=psgallery&q={Uri.EscapeDataString(query)}");

        Assert.Equal(count, answer.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Every_facet_counts_as_its_link_does()
    {
        var page = await server.PageAsync("/search?q=made%20not%20rank:%3C=20");
        var facets = page.QuerySelectorAll("details.facets li a").Select(link => (Address: link.GetAttribute("href")!, Count: link.QuerySelector(".count")!.TextContent)).ToArray();

        Assert.True(facets.Length >= 8, $"{facets.Length} facets");
        Assert.Contains(facets, facet => facet.Address.Contains("tier%3Atop100", StringComparison.Ordinal));
        foreach (var (address, count) in facets)
        {
            var answer = await JsonAsync(address.Replace("/search?", "/search.json?", StringComparison.Ordinal));
            Assert.Equal(count, answer.GetProperty("count").GetInt32().ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_chosen_facet_can_be_taken_away()
    {
        var page = await server.PageAsync("/search?q=made%20verdict:review");

        var chosen = Assert.Single(page.QuerySelectorAll("details.facets li.chosen a"));
        Assert.Equal("/search?q=made", chosen.GetAttribute("href"));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_and_end()
    {
        var ids = new List<string>();
        for (var page = 1; page <= 6; page++)
        {
            var answer = await JsonAsync($"/search.json?q=made&community=psgallery&page={page}");
            Assert.Equal((page, 6), (answer.GetProperty("page").GetInt32(), answer.GetProperty("pages").GetInt32()));
            ids.AddRange(answer.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("id").GetString()!));
        }

        Assert.Equal([.. Enumerable.Range(0, MadeCommunity.Packages).Select(MadeCommunity.Id)], ids);
    }

    [Theory]
    [InlineData("page=0", 1)]
    [InlineData("page=-1", 1)]
    [InlineData("page=x", 1)]
    [InlineData("page=99999999999999999999", 1)]
    [InlineData("page=2147483647", 6)]
    [InlineData("page=7", 6)]
    public async Task A_page_that_is_not_there_is_the_first_or_the_last(string page, int expected)
    {
        Assert.Equal(expected, (await JsonAsync($"/search.json?q=made&community=psgallery&{page}")).GetProperty("page").GetInt32());
        Assert.Equal(expected, (await JsonAsync($"/search.json?q=made&{page}")).GetProperty("page").GetInt32());
    }

    [Fact]
    public async Task Both_communities_are_one_list()
    {
        var answer = await JsonAsync("/search.json?q=&sort=id&page=6");
        var all = Enumerable.Range(1, 6).Select(page => JsonAsync($"/search.json?q=&sort=id&page={page}"));
        var ids = (await Task.WhenAll(all)).SelectMany(part => part.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("id").GetString()!.ToLowerInvariant())).ToArray();

        Assert.Equal(MadeCommunity.Packages + MadeCommunity.Hostile.Count + 3, answer.GetProperty("count").GetInt32());
        Assert.Equal(answer.GetProperty("count").GetInt32(), ids.Length);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(["nuget", "psgallery"], answer.GetProperty("populations").EnumerateArray().Select(population => population.GetProperty("community").GetString()!));
    }

    [Fact]
    public async Task The_newest_packages_come_first_when_that_is_wanted()
    {
        var days = (await JsonAsync("/search.json?q=made&sort=first-seen")).GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("firstSeen").GetString()!).ToArray();

        Assert.Equal(days.OrderDescending(StringComparer.Ordinal), days);
        Assert.Equal("2026-01-28", days[0]);
    }

    [Theory]
    [InlineData("verdict:review (made", "(made", "This '(' is not closed.")]
    [InlineData("nonsense:value", "nonsense:value", "There is no field 'nonsense'")]
    [InlineData("verdict:rewiew", "rewiew", "did you mean 'review'")]
    [InlineData("made and", "⟵ here", "A term is missing here")]
    [InlineData("behavior:x<script>alert(1)</script>", "x<script>alert(1)</script>", "There is no behavior")]
    public async Task What_is_wrong_is_marked_at_its_place(string query, string marked, string sentence)
    {
        using var answer = await server.Client.GetAsync(new Uri("/search?q=" + Uri.EscapeDataString(query), UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await SearchServer.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(marked.Split(' ')[0], page.QuerySelector("p.query mark")!.TextContent.Split(' ')[0]);
        Assert.Contains(sentence, page.QuerySelector("p.refusal")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(" at Assay.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task A_program_is_told_the_place()
    {
        using var answer = await server.Client.GetAsync(new Uri("/search.json?q=made%20colour:red", UriKind.Relative), TestContext.Current.CancellationToken);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(5, problem.GetProperty("position").GetInt32());
    }

    public static TheoryData<string> Costly => [new string('a', 1_001), string.Join(' ', Enumerable.Repeat("tag:a", 65)), "id:" + new string('*', 9), "id:" + new string('a', 201), string.Concat(Enumerable.Repeat("not ", 40)) + "a", string.Join(' ', Enumerable.Range(0, 17).Select(number => "id:*" + number)), string.Join(" or ", Enumerable.Repeat("rule:*", 10))];

    [Theory]
    [MemberData(nameof(Costly))]
    public async Task What_would_cost_too_much_is_refused(string query)
    {
        using var answer = await server.Client.GetAsync(new Uri("/search?q=" + Uri.EscapeDataString(query), UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("made.packag017", "Made.Package017")]
    [InlineData("sampel.client", "Sample.Client")]
    [InlineData("madd.package2", "Made.Package200")]
    public async Task Slips_lead_to_what_may_be_meant(string query, string expected)
    {
        var page = await server.PageAsync("/search?q=" + query);

        Assert.Contains(expected, page.QuerySelectorAll("ul.names a.package").Select(link => link.TextContent));
    }

    [Fact]
    public async Task A_name_that_is_nearly_that_of_a_much_used_package_is_warned_of()
    {
        var near = await server.PageAsync("/search?q=newtonsoft.jsom");
        var honest = await server.PageAsync("/search?q=newtonsoft.json");

        Assert.Contains("Newtonsoft.Json", near.QuerySelector("p.foreign.warn")!.TextContent, StringComparison.Ordinal);
        Assert.Null(honest.QuerySelector("p.foreign.warn"));
    }

    [Fact]
    public async Task A_package_with_exactly_this_id_is_named_first()
    {
        var page = await server.PageAsync("/search?q=MADE.package001");

        Assert.Equal("/psgallery/Made.Package001/1.1.0", page.QuerySelector("ul.names a.package")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Hostile_names_are_text_and_what_they_hide_is_seen()
    {
        var page = await server.PageAsync("/search?q=not%20made&community=psgallery");
        var text = page.QuerySelector("main")!.TextContent;

        Assert.Equal(MadeCommunity.Hostile.Count, page.QuerySelectorAll("table.packages tbody tr").Length);
        Assert.Empty(page.QuerySelectorAll("main script, main img, main b.tag"));
        Assert.Contains("<script>alert(1)</script>", text, StringComparison.Ordinal);
        Assert.Contains("\\u{202e}", text, StringComparison.Ordinal);
        Assert.Contains("\\u{200b}", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', text);
        Assert.Contains(page.QuerySelectorAll("span.chip.warn"), mark => mark.TextContent.Contains("U+0435", StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("table.packages a"), link => Assert.StartsWith("/psgallery/", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_server_says_how_long_it_took_and_keeps_the_answer()
    {
        var address = new Uri("/search?q=made%20rank:%3E30", UriKind.Relative);
        using var first = await server.Client.GetAsync(address, TestContext.Current.CancellationToken);
        using var second = await server.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Contains("find;dur=", first.Headers.GetValues("Server-Timing").Single(), StringComparison.Ordinal);
        Assert.Contains("kept", second.Headers.GetValues("Server-Timing").Single(), StringComparison.Ordinal);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Fact]
    public async Task The_same_address_gives_json_to_whoever_wants_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/search?q=made", UriKind.Relative));
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    private async Task<JsonElement> JsonAsync(string address)
    {
        var text = await server.Client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement;
    }
}
