using System.Net;
using Assay.Web.Access;
using Assay.Web.Pages;

namespace Assay.Web.Tests;

public sealed class UseLimitTests
{
    [Fact]
    public async Task Who_reads_too_often_waits_and_others_do_not()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:Limits:ReadsPerMinute=3");
        var (first, second) = (server.Token(PortalRole.Read), server.Token(PortalRole.Read));
        for (var request = 0; request < 3; request++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/v1/communities", first));
        }

        using var refused = await server.SendAsync(HttpMethod.Get, "/api/v1/communities", first);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Contains("/api#problem-too-many-requests", await refused.TextAsync(), StringComparison.Ordinal);
        using var page = await server.SendAsync(HttpMethod.Get, "/about", first, null, ("Accept", "text/html"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/v1/communities", second));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/v1/communities", null));
    }

    [Fact]
    public async Task Style_sheets_and_health_are_not_counted()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:Limits:ReadsPerMinute=1");
        for (var request = 0; request < 5; request++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, SiteAssets.Address("site.css"), null));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live", null));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/about", null));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(server, "/about", null));
    }

    [Theory]
    [InlineData("SearchesPerMinute", "GET", "/api/v1/search?q=a")]
    [InlineData("SearchesPerMinute", "GET", "/search?q=a")]
    [InlineData("SubmissionsPerMinute", "POST", "/api/v1/scans")]
    [InlineData("SubmissionsPerMinute", "POST", "/submit")]
    [InlineData("SignInsPerMinute", "POST", "/sign-in")]
    public async Task Each_kind_of_use_has_a_limit_of_its_own(string limit, string method, string address)
    {
        await using var server = await PortalServer.StartAsync(null, $"Portal:Limits:{limit}=1");
        using (var first = await server.SendAsync(new HttpMethod(method), address))
        {
            Assert.NotEqual(HttpStatusCode.TooManyRequests, first.StatusCode);
        }

        using var second = await server.SendAsync(new HttpMethod(method), address);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/about", null));
    }

    [Fact]
    public async Task Guesses_of_tokens_are_counted_as_tries_to_sign_in()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:Limits:SignInsPerMinute=2");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/about", TokenText.Create()));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/about", TokenText.Create()));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(server, "/about", TokenText.Create()));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/about", null));
    }

    [Fact]
    public void Many_addresses_share_a_bounded_number_of_buckets_and_a_network_has_one()
    {
        var random = new Random(7);
        var bytes = new byte[16];
        var keys = new HashSet<int>();
        for (var number = 0; number < 200_000; number++)
        {
            random.NextBytes(bytes);
            bytes[0] = 0x20;
            keys.Add(UseLimits.KeyOf(new Caller(PortalRole.Read), new IPAddress(bytes), UseKind.Read));
        }

        Assert.InRange(keys.Count, 1_000, 1 << 14);
        Assert.Equal(Key("2001:db8:1:2::1"), Key("2001:db8:1:2:ffff::9"));
        Assert.NotEqual(Key("2001:db8:1:2::1"), Key("2001:db8:1:3::1"));
        Assert.Equal(Key("192.0.2.1"), Key("::ffff:192.0.2.1"));

        static int Key(string address) => UseLimits.KeyOf(new Caller(PortalRole.Read), IPAddress.Parse(address), UseKind.Read);
    }

    [Fact]
    public async Task Many_at_once_get_exactly_what_is_allowed()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:Limits:ReadsPerMinute=20");
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => StatusAsync(server, "/api/v1/communities", null)));

        // A token comes back every three seconds.
        Assert.InRange(answers.Count(status => status == HttpStatusCode.OK), 20, 30);
        Assert.All(answers, status => Assert.Contains(status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.TooManyRequests]));
    }

    [Fact]
    public async Task An_address_that_a_proxy_names_is_believed_of_known_proxies_alone()
    {
        await using var known = await PortalServer.StartAsync(null, "Portal:KnownProxies:0=127.0.0.1", "Portal:Limits:ReadsPerMinute=1");
        Assert.Equal(HttpStatusCode.OK, await FromAsync(known, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await FromAsync(known, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, await FromAsync(known, "192.0.2.2"));
        // What a client says of itself stands before what the proxy says of the client.
        Assert.Equal(HttpStatusCode.TooManyRequests, await FromAsync(known, "198.51.100.7, 192.0.2.2"));

        await using var unknown = await PortalServer.StartAsync(null, "Portal:Limits:ReadsPerMinute=1");
        Assert.Equal(HttpStatusCode.OK, await FromAsync(unknown, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await FromAsync(unknown, "192.0.2.2"));

        static async Task<HttpStatusCode> FromAsync(PortalServer server, string address)
        {
            using var answer = await server.SendAsync(HttpMethod.Get, "/api/v1/communities", headers: ("X-Forwarded-For", address));
            return answer.StatusCode;
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(PortalServer server, string address, string? token)
    {
        using var answer = await server.SendAsync(HttpMethod.Get, address, token);
        return answer.StatusCode;
    }
}
