using System.Net;
using Assay.Web.Access;
using Assay.Web.Storing;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

public sealed class AccessTests
{
    [Fact]
    public void Tokens_have_a_prefix_and_a_check_that_finds_every_changed_character()
    {
        var token = TokenText.Create();

        Assert.Matches("^assay_[0-9A-Za-z]{49}$", token);
        Assert.True(TokenText.IsWellFormed(token));
        Assert.NotEqual(token, TokenText.Create());
        for (var place = 0; place < token.Length; place++)
        {
            var changed = token[..place] + (token[place] == 'a' ? 'b' : 'a') + token[(place + 1)..];
            Assert.False(TokenText.IsWellFormed(changed), changed);
        }

        Assert.False(TokenText.IsWellFormed(""));
        Assert.False(TokenText.IsWellFormed(token + "0"));
    }

    [Fact]
    public async Task Nothing_of_a_token_is_kept_but_its_hash()
    {
        await using var server = await PortalServer.StartAsync();
        var token = server.Token(PortalRole.Admin);
        using var answer = await server.SendAsync(HttpMethod.Get, "/account/tokens", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(token, await answer.TextAsync(), StringComparison.Ordinal);

        server.Services.GetRequiredService<PortalDatabase>().Read(connection => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)"));

        var kept = await File.ReadAllBytesAsync(Path.Combine(server.Data, "portal.db"), TestContext.Current.CancellationToken);
        Assert.Equal(-1, kept.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(token)));
        Assert.NotEqual(-1, kept.AsSpan().IndexOf(TokenText.Hash(token)));
    }

    [Fact]
    public async Task Programs_are_told_to_show_a_token_and_people_are_led_to_sign_in()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:AnonymousRead=false");
        using var program = await server.SendAsync(HttpMethod.Get, "/account/tokens", headers: ("Accept", "application/json"));
        using var person = await server.SendAsync(HttpMethod.Get, "/audit?before=7", headers: ("Accept", "text/html,*/*;q=0.8"));
        using var wrong = await server.SendAsync(HttpMethod.Get, "/audit", TokenText.Create(), headers: ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.Unauthorized, program.StatusCode);
        Assert.Equal("Bearer realm=\"assay\"", program.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", program.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.SeeOther, person.StatusCode);
        Assert.Equal("/sign-in?next=%2Faudit%3Fbefore%3D7", person.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Contains("invalid_token", wrong.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_wrong_is_refused_even_where_anybody_may_read()
    {
        await using var server = await PortalServer.StartAsync();
        var token = server.Token(PortalRole.Read);
        foreach (var (value, expected) in new[] { (token, HttpStatusCode.OK), (token[..^1], HttpStatusCode.Unauthorized), ("", HttpStatusCode.Unauthorized) })
        {
            using var answer = await server.SendAsync(HttpMethod.Get, "/api", headers: ("Authorization", "Bearer " + value));
            Assert.Equal(expected, answer.StatusCode);
        }

        using var inAddress = await server.SendAsync(HttpMethod.Get, "/account/tokens?access_token=" + server.Token(PortalRole.Admin), headers: ("Accept", "application/json"));
        Assert.Equal(HttpStatusCode.Unauthorized, inAddress.StatusCode);
    }

    [Fact]
    public async Task A_revoked_token_opens_nothing_from_then_on_even_when_another_process_revoked_it()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:AnonymousRead=false");
        var token = server.Token(PortalRole.Read);
        using (var before = await server.SendAsync(HttpMethod.Get, "/api", token))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        var name = server.Services.GetRequiredService<TokenStore>().All().Single().Name;
        using var output = new MemoryStream();
        Assert.Equal(0, AccessCommands.Run(["token", "revoke", "--name", name, "--Portal:Data", server.Data], output, TextWriter.Null));

        using var after = await server.SendAsync(HttpMethod.Get, "/api", token);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public void A_token_ends_with_its_last_day_and_its_use_is_written_down_to_the_hour()
    {
        using var portal = new AccessParts();
        var (text, made) = portal.Tokens.Create("ci", PortalRole.Read, 90, null, "test");
        Assert.Null(made.Used);
        Assert.Equal(portal.Clock.Now, portal.Tokens.Find(text)!.Used);

        portal.Clock.Now += TimeSpan.FromMinutes(59);
        portal.Tokens.Find(text);
        Assert.Equal(portal.Clock.Now - TimeSpan.FromMinutes(59), portal.Tokens.Find(made.Number)!.Used);

        portal.Clock.Now += TimeSpan.FromDays(90) - TimeSpan.FromMinutes(59) - TimeSpan.FromSeconds(1);
        Assert.NotNull(portal.Tokens.Find(text));
        portal.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(portal.Tokens.Find(text));
    }

    [Fact]
    public void Names_are_plain_and_no_two_good_tokens_are_called_the_same()
    {
        using var portal = new AccessParts();
        var (_, first) = portal.Tokens.Create("ci", PortalRole.Read, 1, null, "test");

        Assert.Throws<TokenException>(() => portal.Tokens.Create("ci", PortalRole.Read, 1, null, "test"));
        Assert.NotNull(portal.Tokens.Revoke(first.Number, null, "test"));
        Assert.Null(portal.Tokens.Revoke(first.Number, null, "test"));
        portal.Tokens.Create("ci", PortalRole.Read, 1, null, "test");
        foreach (var name in new[] { "", " ci", "a\nb", "a\u202eb", "<b>", new string('a', 65), "ci\n" })
        {
            Assert.Throws<TokenException>(() => portal.Tokens.Create(name, PortalRole.Read, 1, null, "test"));
        }

        Assert.Throws<TokenException>(() => portal.Tokens.Create("other", PortalRole.None, 1, null, "test"));
        Assert.Throws<TokenException>(() => portal.Tokens.Create("other", PortalRole.Read, 0, null, "test"));
        Assert.Throws<TokenException>(() => portal.Tokens.Create("other", PortalRole.Read, TokenStore.MostDays + 1, null, "test"));
    }

    [Fact]
    public async Task Anybody_hands_packages_in_only_where_the_server_is_asked_by_this_machine()
    {
        await using var server = await PortalServer.StartAsync();
        async Task<PortalRole> RoleAsync(params (string, string)[] headers)
        {
            // Without a session nobody is an administrator; what may be sent tells the role.
            using var answer = await server.SendAsync(HttpMethod.Post, "/api/v1/scans", null, new StringContent("{}", null, "application/json"), headers);
            return answer.StatusCode is HttpStatusCode.Unauthorized ? PortalRole.Read : PortalRole.Submit;
        }

        Assert.Equal(PortalRole.Submit, await RoleAsync());
        Assert.Equal(PortalRole.Submit, await RoleAsync(("Host", "localhost:99")));
        Assert.Equal(PortalRole.Read, await RoleAsync(("Host", "portal.example.com")));
        Assert.Equal(PortalRole.Read, await RoleAsync(("X-Forwarded-For", "192.0.2.1")));
        Assert.Equal(PortalRole.Read, await RoleAsync(("Forwarded", "for=192.0.2.1")));
    }

    [Fact]
    public async Task Changes_that_another_site_asks_for_are_refused()
    {
        await using var server = await PortalServer.StartAsync();
        var own = server.Address.GetLeftPart(UriPartial.Authority);
        async Task<HttpStatusCode> StatusAsync(params (string, string)[] headers)
        {
            using var answer = await server.SendAsync(HttpMethod.Post, "/sign-out", null, null, headers);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync());
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(("Origin", own)));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(("Sec-Fetch-Site", "same-origin"), ("Origin", "null")));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(("Sec-Fetch-Site", "none")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(("Sec-Fetch-Site", "cross-site"), ("Origin", own)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(("Sec-Fetch-Site", "same-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(("Origin", "https://example.com")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(("Origin", "null")));
    }
}
