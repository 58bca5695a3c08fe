using System.Net;
using Assay.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

public sealed class SessionTests
{
    private static readonly (string, string) Html = ("Accept", "text/html");

    [Fact]
    public async Task A_token_opens_a_session_that_ends_with_signing_out()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:AnonymousRead=false");
        var token = server.Token(PortalRole.Admin);
        using var signedIn = await server.SendAsync(HttpMethod.Post, "/sign-in?next=%2Faudit", null, Access.Form(("token", $" {token}\n")), Html);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.Equal("/audit", signedIn.Headers.Location?.OriginalString);

        var setting = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("; httponly", setting, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", setting, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", setting, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, setting, StringComparison.Ordinal);

        var cookie = ("Cookie", setting.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, HttpMethod.Get, "/audit", cookie, Html));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(server, HttpMethod.Post, "/sign-out", cookie, Html));
        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(server, HttpMethod.Get, "/audit", cookie, Html));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, HttpMethod.Get, "/audit", cookie, ("Accept", "application/json")));
    }

    [Fact]
    public async Task A_session_ends_with_its_token()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:AnonymousRead=false");
        using var signedIn = await server.SendAsync(HttpMethod.Post, "/sign-in", null, Access.Form(("token", server.Token(PortalRole.Admin))), Html);
        var cookie = ("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, HttpMethod.Get, "/audit", cookie, Html));

        var tokens = server.Services.GetRequiredService<TokenStore>();
        tokens.Revoke(tokens.All().Single().Number, null, "test");

        Assert.Equal(HttpStatusCode.SeeOther, await StatusAsync(server, HttpMethod.Get, "/audit", cookie, Html));
    }

    [Fact]
    public void A_session_lasts_twelve_hours_and_never_longer_than_its_token()
    {
        using var portal = new AccessParts();
        var (_, token) = portal.Tokens.Create("person", PortalRole.Read, 1, null, "test");
        var (first, _) = portal.Sessions.Begin(token);
        portal.Clock.Now += TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1);
        Assert.NotNull(portal.Sessions.Find(first));
        portal.Clock.Now += TimeSpan.FromHours(1);
        Assert.Null(portal.Sessions.Find(first));

        var (_, expires) = portal.Sessions.Begin(token);
        Assert.Equal(token.Expires, expires);
    }

    [Theory]
    [InlineData("https", "__Host-assay=", true)]
    [InlineData("http", "assay=", false)]
    public void Over_https_the_cookie_is_bound_to_the_host(string scheme, string name, bool isSecure)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = scheme;
        SessionCookie.Write(context, "value", DateTimeOffset.UnixEpoch.AddYears(60));

        var setting = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith(name, setting, StringComparison.Ordinal);
        Assert.Equal(isSecure, setting.Contains("; secure", StringComparison.Ordinal));
        Assert.DoesNotContain("domain", setting, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("//example.com/")]
    [InlineData("/\\example.com")]
    [InlineData("https://example.com/")]
    [InlineData("/a\nb")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_to_no_other_site(string next)
    {
        await using var server = await PortalServer.StartAsync();
        using var signedIn = await server.SendAsync(HttpMethod.Post, "/sign-in?next=" + Uri.EscapeDataString(next), null, Access.Form(("token", server.Token(PortalRole.Read))), Html);

        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.Equal("/", signedIn.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_is_no_token_opens_no_session_and_trying_often_is_refused()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:Limits:SignInsPerMinute=3");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var refused = await server.SendAsync(HttpMethod.Post, "/sign-in", null, Access.Form(("token", TokenText.Create())), Html);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.False(refused.Headers.Contains("Set-Cookie"));
        }

        using var tooMany = await server.SendAsync(HttpMethod.Post, "/sign-in", null, Access.Form(("token", TokenText.Create())), Html);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.True(tooMany.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_large_form_is_not_read()
    {
        await using var server = await PortalServer.StartAsync();
        using var answer = await server.SendAsync(HttpMethod.Post, "/sign-in", null, Access.Form(("token", new string('a', 100_000))), Html);

        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge]);
    }

    private static async Task<HttpStatusCode> StatusAsync(PortalServer server, HttpMethod method, string address, params (string, string)[] headers)
    {
        using var answer = await server.SendAsync(method, address, null, null, headers);
        return answer.StatusCode;
    }
}
