using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Assay.Web.Access;
using Assay.Web.Api;
using Assay.Web.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

public sealed class ApiTests(PortalServer server) : IClassFixture<PortalServer>
{
    [Fact]
    public async Task Pages_of_a_list_give_every_row_once_and_name_the_next_page_twice()
    {
        var all = await JsonAsync("/api/v1/rules?limit=200&kind=behavior");
        var ids = new List<string>();
        var pages = 0;
        for (var next = "/api/v1/rules?limit=150&kind=behavior"; next is not null;)
        {
            using var answer = await server.SendAsync(HttpMethod.Get, next);
            var page = JsonNode.Parse(await answer.TextAsync())!;
            ids.AddRange(page["rules"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
            Assert.Equal(next is null ? null : $"<{next}>; rel=\"next\"", answer.Headers.TryGetValues("Link", out var link) ? link.Single() : null);
            pages++;
        }

        Assert.True(pages > 1);
        Assert.Equal(all["count"]!.GetValue<int>(), ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task Searches_go_on_with_a_cursor_that_is_good_for_the_same_search_alone()
    {
        var first = await JsonAsync("/api/v1/search?q=sample&limit=2");
        Assert.Equal((4 - 1, 2), (first["count"]!.GetValue<int>(), first["packages"]!.AsArray().Count));
        var second = await JsonAsync(first["next"]!.GetValue<string>());
        Assert.Null(second["next"]);
        Assert.Equal(3, first["packages"]!.AsArray().Concat(second["packages"]!.AsArray()).Select(package => package!["id"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());

        var cursor = first["next"]!.GetValue<string>().Split("cursor=")[1];
        Assert.Equal("/api#problem-invalid-cursor", (await JsonAsync("/api/v1/search?q=other&cursor=" + cursor))["type"]!.GetValue<string>());
        var stale = ApiCursor.Write("search nuget sample", "an older state", 2);
        Assert.Equal("/api#problem-cursor-expired", (await JsonAsync("/api/v1/search?q=sample&cursor=" + stale))["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_says_where()
    {
        var problem = await JsonAsync("/api/v1/search?q=behavior:a%20and%20(");

        Assert.Equal((400, "/api#problem-invalid-query", "q"), (problem["status"]!.GetValue<int>(), problem["type"]!.GetValue<string>(), problem["parameter"]!.GetValue<string>()));
        Assert.InRange(problem["position"]!.GetValue<int>(), 1, 20);
    }

    [Theory]
    [InlineData("/api/v1/rules?limit=0")]
    [InlineData("/api/v1/rules?limit=201")]
    [InlineData("/api/v1/rules?limit=-1")]
    [InlineData("/api/v1/rules?limit=many")]
    [InlineData("/api/v1/rules?limit=99999999999999")]
    [InlineData("/api/v1/rules?category=none")]
    [InlineData("/api/v1/rules?cursor=%00")]
    [InlineData("/api/v1/rules?cursor=AAAA")]
    [InlineData("/api/v1/search?q=behavior:unknown-rule-of-nobody")]
    [InlineData("/api/v1/packages/nuget/Sample.Server/1.0.0.0.0")]
    [InlineData("/api/v1/packages/nuget/Sample.Server/compare?from=x&to=1.0.0")]
    public async Task A_parameter_out_of_bounds_is_a_problem_of_the_one_who_asks(string address)
    {
        using var answer = await server.SendAsync(HttpMethod.Get, address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_id_that_is_too_long_is_refused() =>
        Assert.Equal("id", (await JsonAsync("/api/v1/packages/nuget/" + new string('a', 129)))["parameter"]!.GetValue<string>());

    [Fact]
    public async Task Another_version_of_the_api_is_not_there()
    {
        var problem = await JsonAsync("/api/v2/communities");

        Assert.Equal((404, "/api#problem-not-found"), (problem["status"]!.GetValue<int>(), problem["type"]!.GetValue<string>()));
        Assert.Equal(32, problem["traceId"]!.GetValue<string>().Length);
    }

    [Theory]
    [InlineData("/api/v1/packages/nuget/Sample.Server/2.0.0/report")]
    [InlineData("/api/v1/rules?limit=5")]
    [InlineData("/openapi/v1.json")]
    public async Task Whoever_has_an_answer_gets_it_once(string address)
    {
        using var first = await server.SendAsync(HttpMethod.Get, address);
        var tag = first.Headers.ETag!.ToString();
        using var second = await server.SendAsync(HttpMethod.Get, address, headers: ("If-None-Match", tag));
        using var head = await server.SendAsync(HttpMethod.Head, address);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("", await second.TextAsync());
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(tag, head.Headers.ETag!.ToString());
        Assert.Equal((await first.TextAsync()).Length > 0, head.Content.Headers.ContentLength > 0);
        Assert.Equal("", await head.TextAsync());
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });
    }

    [Fact]
    public async Task A_report_is_that_of_the_command_line()
    {
        using var answer = await server.SendAsync(HttpMethod.Get, "/api/v1/packages/nuget/sample.server/2.0.0/report");
        var (scanner, _) = server.Services.GetRequiredService<Judging>().Scanner();
        using var expected = new MemoryStream();
        var community = server.Services.GetRequiredService<Communities.PortalCommunities>().Find("nuget")!;
        var version = community.Read(reader => reader.Find("Sample.Server", "2.0.0"), null)!;
        Assay.Reports.JsonReport.Write(scanner.Report(scanner.Complete(community.Read(reader => reader.Reading(version, scanner.Extractor), null)!)), expected);

        Assert.Equal(Encoding.UTF8.GetString(expected.ToArray()), await answer.TextAsync());
    }

    [Fact]
    public async Task A_token_is_shown_once_and_works_until_it_is_revoked()
    {
        var admin = server.Token(PortalRole.Admin);
        using var made = await server.SendAsync(HttpMethod.Post, "/api/v1/tokens", admin, new StringContent("{\"name\":\"once\",\"role\":\"admin\"}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.True(made.Headers.CacheControl?.NoStore);
        var answer = JsonNode.Parse(await made.TextAsync())!;
        var token = answer["token"]!.GetValue<string>();
        Assert.Equal(90, (answer["entry"]!["expires"]!.GetValue<DateTimeOffset>() - answer["entry"]!["created"]!.GetValue<DateTimeOffset>()).TotalDays);

        using var list = await server.SendAsync(HttpMethod.Get, "/api/v1/tokens", token);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        Assert.DoesNotContain(token, await list.TextAsync(), StringComparison.Ordinal);

        using var revoked = await server.SendAsync(HttpMethod.Delete, made.Headers.Location!.OriginalString, token);
        Assert.Equal("revoked", JsonNode.Parse(await revoked.TextAsync())!["state"]!.GetValue<string>());
        using var after = await server.SendAsync(HttpMethod.Get, "/api/v1/tokens", token);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Theory]
    [InlineData("{\"name\":\"a\",\"role\":\"read\",\"unknown\":1}")]
    [InlineData("{\"name\":\"a\",\"role\":1}")]
    [InlineData("{\"name\":null,\"role\":\"read\"}")]
    [InlineData("{\"role\":\"read\"}")]
    [InlineData("{\"name\":\"a\",\"role\":\"read\",\"days\":0}")]
    [InlineData("[[[[[[[[[[[[")]
    [InlineData("")]
    public async Task A_body_that_is_not_as_described_is_refused_without_a_word_of_our_code(string body)
    {
        using var answer = await server.SendAsync(HttpMethod.Post, "/api/v1/tokens", server.Token(PortalRole.Admin), new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await answer.TextAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("Assay.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        using var answer = await server.SendAsync(HttpMethod.Post, "/api/v1/tokens", server.Token(PortalRole.Admin), new StringContent(new string(' ', 10_000), Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_package_is_taken_in_as_bytes_as_a_form_and_its_scan_can_be_watched()
    {
        var token = server.Token(PortalRole.Submit);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(SamplePackages.All["sample.client.1.0.0.nupkg"]), "file", "../../evil\u202e.nupkg" } };
        using var accepted = await server.SendAsync(HttpMethod.Post, "/api/v1/scans", token, form);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        using var watched = await server.SendAsync(HttpMethod.Get, accepted.Headers.Location!.OriginalString, token);
        var scan = JsonNode.Parse(await watched.TextAsync())!;
        Assert.Contains(scan["state"]!.GetValue<string>(), (string[])["queued", "running", "done", "failed"]);
        Assert.True(watched.Headers.CacheControl?.NoStore);

        // The row is written when the answer has been sent.
        var audit = server.Services.GetRequiredService<AuditLog>();
        var expected = "job " + scan["id"]!.GetValue<string>();
        for (var attempt = 0; attempt < 100 && audit.Newest(long.MaxValue, 5).All(row => row.Event.After != expected); attempt++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Contains(audit.Newest(long.MaxValue, 5), row => row.Event.Action == AuditActions.SubmissionAccepted && row.Event.After == expected);
    }

    [Fact]
    public async Task Pages_of_other_sites_read_nothing_unless_they_are_named()
    {
        using var closed = await server.SendAsync(HttpMethod.Get, "/api/v1/communities", headers: ("Origin", "https://app.example.com"));
        Assert.False(closed.Headers.Contains("Access-Control-Allow-Origin"));

        await using var open = await PortalServer.StartAsync(null, "Portal:CorsOrigins:0=https://app.example.com");
        using var named = await open.SendAsync(HttpMethod.Get, "/api/v1/communities", headers: ("Origin", "https://app.example.com"));
        using var other = await open.SendAsync(HttpMethod.Get, "/api/v1/communities", headers: ("Origin", "https://example.org"));
        using var asked = await open.SendAsync(HttpMethod.Options, "/api/v1/tokens", null, null, ("Origin", "https://app.example.com"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization"));
        using var page = await open.SendAsync(HttpMethod.Get, "/about", headers: ("Origin", "https://app.example.com"));
        Assert.Equal("https://app.example.com", named.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(named.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private async Task<JsonNode> JsonAsync(string address)
    {
        using var answer = await server.SendAsync(HttpMethod.Get, address);
        return JsonNode.Parse(await answer.TextAsync())!;
    }
}
