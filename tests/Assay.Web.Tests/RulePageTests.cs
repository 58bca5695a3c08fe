using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Assay.Web.Pages.Search;
using Assay.Web.Pages.Search.Rules;

namespace Assay.Web.Tests;

public sealed class RulePageTests(SearchServer server) : IClassFixture<SearchServer>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task A_rule_says_when_it_holds_and_how_usual_it_is()
    {
        var page = await server.PageAsync("/rules/" + MadeCommunity.Common);

        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Contains("TcpListener::Start", page.QuerySelector("#condition")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("#references a"), link => link.GetAttribute("href")!.StartsWith("https://attack.mitre.org/techniques/", StringComparison.Ordinal));
        // 87 of the made ones and 9 with hostile names; both communities have a table.
        Assert.Contains(page.QuerySelectorAll("#usual td a"), link => link.TextContent == "96" && link.GetAttribute("href") == "/search?q=rule%3Aopens-listening-socket&community=psgallery");
        Assert.Contains(page.QuerySelectorAll("#usual td a"), link => link.TextContent == "34" && link.GetAttribute("href")!.Contains("tier%3Atop100", StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("main svg[role=img]"), svg => Assert.NotEqual("", svg.GetAttribute("aria-label") ?? ""));
        Assert.All(page.QuerySelectorAll("main table"), table => Assert.NotNull(table.QuerySelector("caption")));
    }

    [Fact]
    public async Task A_rule_shows_what_fires_it_and_what_does_not_with_the_reason()
    {
        var page = await server.PageAsync("/rules/" + MadeCommunity.Common);
        var examples = page.QuerySelector("#examples")!.TextContent;

        Assert.Contains("new TcpListener(IPAddress.Any, 80).Start();", examples, StringComparison.Ordinal);
        Assert.Contains("it connects, nobody can connect to it", examples, StringComparison.Ordinal);
        Assert.All(Assay.Scan.EmbeddedRules.Load().Behaviors, rule => Assert.Equal([false, true], RuleExamples.Of(rule.Id).Select(example => example.Fires).Distinct().Order()));
    }

    [Fact]
    public async Task A_policy_says_what_to_do()
    {
        var page = await server.PageAsync("/rules/" + MadeCommunity.Policy.Id);

        Assert.NotNull(page.QuerySelector("#problem"));
        Assert.Equal(MadeCommunity.Policy.NextSteps.Count, page.QuerySelectorAll("#steps ul.steps ul li").Length);
    }

    [Fact]
    public async Task A_series_breaks_where_the_rule_changed_and_has_its_figures_as_a_table()
    {
        var page = await server.PageAsync("/rules/" + MadeCommunity.Common);
        var drawing = page.QuerySelectorAll("#time figure svg").Single(svg => svg.GetAttribute("aria-label")!.StartsWith("PowerShell Gallery, Community", StringComparison.Ordinal));

        Assert.Contains("the rule changed in 2026-W05", drawing.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Single(drawing.QuerySelectorAll(".change"));
        Assert.Equal(2, drawing.QuerySelectorAll(".course").Length);
        Assert.Equal(5, drawing.QuerySelectorAll("circle").Length);
        var rows = page.QuerySelectorAll("#time table tbody tr").Where(row => row.TextContent.Contains("changed", StringComparison.Ordinal)).ToArray();
        Assert.Equal("2026-W05", Assert.Single(rows).QuerySelector("th")!.TextContent);
    }

    [Fact]
    public async Task Packages_that_have_it_come_in_pages()
    {
        var first = await server.PageAsync("/rules/" + MadeCommunity.Common);
        var second = await server.PageAsync($"/rules/{MadeCommunity.Common}?page=2");

        Assert.Equal(50, first.QuerySelectorAll("#packages tbody tr").Length);
        Assert.Equal(48, second.QuerySelectorAll("#packages tbody tr").Length);
        Assert.Contains(first.QuerySelectorAll("#packages nav a"), link => link.GetAttribute("href") == $"/rules/{MadeCommunity.Common}?page=2#packages");
    }

    [Fact]
    public async Task Unknown_rules_lead_to_near_ones()
    {
        using var unknown = await server.Client.GetAsync(new Uri("/rules/opens-listening-sockets", UriKind.Relative), TestContext.Current.CancellationToken);
        using var json = await server.Client.GetAsync(new Uri("/rules/no-such-rule.json", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (unknown.StatusCode, json.StatusCode));
        Assert.Contains((await SearchServer.ReadAsync(unknown)).QuerySelectorAll("main a"), link => link.GetAttribute("href") == "/rules/opens-listening-socket");
        Assert.Equal("application/problem+json", json.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Another_spelling_leads_to_the_rule()
    {
        foreach (var ending in (string[])["", ".json", ".csv", "/feed.atom"])
        {
            using var spelled = await server.Client.GetAsync(new Uri("/rules/Opens-Listening-Socket" + ending, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.MovedPermanently, "/rules/opens-listening-socket" + ending), (spelled.StatusCode, spelled.Headers.Location?.OriginalString));
        }
    }

    [Fact]
    public void Former_names_are_known_and_drafts_are_not_shown()
    {
        var (first, second) = (MadeCommunity.Pack.Behaviors[0], MadeCommunity.Pack.Behaviors[1]);
        var finder = new RuleFinder(MadeCommunity.Pack with { Behaviors = [first with { Was = ["once-called-so"] }, second with { Stage = Model.RuleStage.Draft }] });

        Assert.Equal(first.Id, finder.Renamed("Once-Called-So"));
        Assert.Null(finder.Renamed(first.Id));
        Assert.Equal(first.Id, finder.Find(first.Id.ToUpperInvariant())?.Id);
        Assert.Null(finder.Find(second.Id));
        Assert.DoesNotContain(finder.All, rule => rule.Id == second.Id);
    }

    [Fact]
    public async Task The_feed_tells_versions_that_newly_have_it()
    {
        var feed = XDocument.Parse(await server.Client.GetStringAsync(new Uri($"/rules/{MadeCommunity.Common}/feed.atom", UriKind.Relative), TestContext.Current.CancellationToken)).Root!;
        var titles = feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value).ToArray();

        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Contains("Made.Package258 1.1.0", titles);
        Assert.DoesNotContain("Made.Package257 1.1.0", titles);
        Assert.DoesNotContain("Made.Package258 1.0.0", titles);
        Assert.All(feed.Elements(Atom + "entry"), entry => Assert.True(DateTimeOffset.TryParseExact(entry.Element(Atom + "updated")!.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)));
        Assert.Equal(titles.Length, feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
        Assert.DoesNotContain('\u202E', feed.Value);
    }

    [Fact]
    public async Task The_table_of_packages_has_no_formulas()
    {
        var text = await server.Client.GetStringAsync(new Uri($"/rules/{MadeCommunity.Common}.csv", UriKind.Relative), TestContext.Current.CancellationToken);
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("community,id,version,verdict,rank,first-seen", lines[0]);
        Assert.Equal(1 + 96 + 2, lines.Length);
        Assert.Contains(lines, line => line == "psgallery,Made.Package000,2.0.0,review,1,2026-01-01");
        Assert.Contains(lines, line => line.StartsWith("psgallery,\"'=1+1|cmd\",", StringComparison.Ordinal));
        Assert.DoesNotContain('\u202E', text);
    }

    [Fact]
    public async Task The_machine_form_holds_definition_and_figures()
    {
        var rule = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri($"/rules/{MadeCommunity.Policy.Id}.json", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal(("policy", MadeCommunity.Policy.ConditionHash), (rule.GetProperty("kind").GetString(), rule.GetProperty("conditionHash").GetString()));
        var made = rule.GetProperty("prevalence").EnumerateArray().Single(entry => entry.GetProperty("community").GetString() == "psgallery");
        Assert.Equal(65, made.GetProperty("figures").GetProperty("community").GetProperty("count").GetInt32());
        Assert.Equal(5, made.GetProperty("weeks").GetArrayLength());
    }

    [Theory]
    [InlineData("kind=behavior", "policy")]
    [InlineData("kind=policy&weight=high", "behavior")]
    public async Task Rules_can_be_chosen(string filter, string other)
    {
        var all = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/rules.json", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        var some = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/rules.json?" + filter, UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        var page = await server.PageAsync("/rules?" + filter);

        Assert.InRange(some.GetProperty("count").GetInt32(), 1, all.GetProperty("count").GetInt32() - 1);
        Assert.DoesNotContain(some.GetProperty("rules").EnumerateArray(), rule => rule.GetProperty("kind").GetString() == other);
        Assert.Equal(Math.Min(100, some.GetProperty("count").GetInt32()), page.QuerySelectorAll("table.rules tbody tr").Length);
    }

    [Fact]
    public async Task Words_choose_rules_and_hostile_ones_are_text()
    {
        var found = await server.PageAsync("/rules?q=listening%20socket");
        var hostile = await server.PageAsync("/rules?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&page=99");

        Assert.Contains(found.QuerySelectorAll("table.rules th a"), link => link.GetAttribute("href") == "/rules/opens-listening-socket");
        Assert.Empty(hostile.QuerySelectorAll("main script"));
        Assert.Equal("\"><script>alert(1)</script>", hostile.QuerySelector("#rule-text")!.GetAttribute("value"));
    }
}
