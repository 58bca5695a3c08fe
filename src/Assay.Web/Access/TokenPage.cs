using System.Globalization;
using Assay.Reports.Html;
using Assay.Web.Hosting;
using Assay.Web.Pages;
using Microsoft.Extensions.Options;

namespace Assay.Web.Access;

/// <summary>Where administrators see, make and revoke tokens.</summary>
internal static class TokenPage
{
    private const string Path = "/account/tokens";

    public static void Map(WebApplication app)
    {
        app.MapGet(Path, (TokenStore tokens, TimeProvider clock, IOptions<PortalOptions> options) => Page(tokens, clock, options.Value.TokenDays, null, null, StatusCodes.Status200OK)).Requires(PortalRole.Admin).ExcludeFromDescription();
        app.MapPost(Path, CreateAsync).Requires(PortalRole.Admin).ExcludeFromDescription();
        app.MapPost(Path + "/{number:long}/revoke", Revoke).Requires(PortalRole.Admin).ExcludeFromDescription();
    }

    private static async Task<IResult> CreateAsync(HttpContext context, TokenStore tokens, TimeProvider clock, IOptions<PortalOptions> options)
    {
        if (await FormReading.ReadAsync(context) is not { } form)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        try
        {
            var days = int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            var (text, token) = tokens.Create(form["name"].ToString().Trim(), RoleText.Parse(form["role"]) ?? PortalRole.None, days, context.User.Identity?.Name, context.Origin());
            return Page(tokens, clock, options.Value.TokenDays, (text, token), null, StatusCodes.Status200OK);
        }
        catch (TokenException exception)
        {
            return Page(tokens, clock, options.Value.TokenDays, null, exception.Message, StatusCodes.Status400BadRequest);
        }
    }

    private static IResult Revoke(HttpContext context, long number, TokenStore tokens) =>
        tokens.Revoke(number, context.User.Identity?.Name, context.Origin()) is null ? ErrorPages.NotFound("There is no such token, or it is revoked already.") : SignInPage.SeeOther(context, Path);

    private static SitePage Page(TokenStore tokens, TimeProvider clock, int usualDays, (string Text, ApiToken Token)? made, string? problem, int status) => new("Tokens", html =>
    {
        using (html.Element("main.page", ("id", "content")))
        {
            html.Element("h1", "Tokens");
            html.Element("p.lead", "A token lets a program or a person in. The site keeps its hash alone, so a token that is lost cannot be shown again: revoke it and make another.");
            if (made is { } news)
            {
                using (html.Element("section.made.good", ("aria-labelledby", "made")))
                {
                    html.Element("h2", $"The token “{news.Token.Name}”", ("id", "made"));
                    html.Element("p", "Copy it: this page shows it once.");
                    using (html.Element("p"))
                    {
                        html.Element("code", news.Text);
                    }
                }
            }

            WriteForm(html, usualDays, problem);
            WriteTokens(html, tokens.All(), clock.GetUtcNow());
        }
    })
    { Status = status, CacheControl = "no-store" };

    private static void WriteForm(HtmlWriter html, int usualDays, string? problem)
    {
        using (Section.Open(html, "new", "A new token"))
        {
            if (problem is not null)
            {
                html.Element("p.bad.problem", problem, ("role", "alert"));
            }

            using (html.Element("form.fields", ("method", "post"), ("action", Path)))
            {
                html.Element("label", "Name", ("for", "name"));
                html.Element("input", ("id", "name"), ("name", "name"), ("required", ""), ("maxlength", "64"), ("autocomplete", "off"));
                html.Element("label", "Role", ("for", "role"));
                using (html.Element("select", ("id", "role"), ("name", "role")))
                {
                    foreach (var role in RoleText.All)
                    {
                        html.Element("option", role, ("value", role));
                    }
                }

                html.Element("label", "Days until it expires", ("for", "days"));
                html.Element("input", ("id", "days"), ("name", "days"), ("type", "number"), ("min", "1"), ("max", TokenStore.MostDays.ToString(CultureInfo.InvariantCulture)), ("value", usualDays.ToString(CultureInfo.InvariantCulture)));
                html.Element("button", "Make the token", ("type", "submit"));
            }
        }
    }

    private static void WriteTokens(HtmlWriter html, IReadOnlyList<ApiToken> tokens, DateTimeOffset now)
    {
        using (Section.Open(html, "tokens", "All tokens"))
        using (html.Element("section.scroll", ("aria-label", "Tokens"), ("tabindex", "0")))
        using (html.Element("table.plain"))
        {
            html.Element("caption", "Tokens, the newest first");
            using (html.Element("thead"))
            using (html.Element("tr"))
            {
                foreach (var column in (ReadOnlySpan<string>)["Name", "Role", "State", "Made", "Expires", "Last used", "Revoke"])
                {
                    html.Element("th", column, ("scope", "col"));
                }
            }

            using (html.Element("tbody"))
            {
                foreach (var token in tokens)
                {
                    WriteToken(html, token, now);
                }
            }
        }
    }

    private static void WriteToken(HtmlWriter html, ApiToken token, DateTimeOffset now)
    {
        using (html.Element("tr"))
        {
            html.Element("th", token.Name, ("scope", "row"));
            html.Element("td", RoleText.Of(token.Role));
            html.Element("td", token.Revoked is not null ? "revoked" : token.IsGood(now) ? "good" : "expired");
            html.Element("td", Day(token.Created)).Element("td", Day(token.Expires)).Element("td", token.Used is { } used ? Day(used) : "never");
            using (html.Element("td"))
            {
                if (token.Revoked is null)
                {
                    using (html.Element("form", ("method", "post"), ("action", string.Create(CultureInfo.InvariantCulture, $"{Path}/{token.Number}/revoke"))))
                    {
                        html.Element("button", "Revoke", ("type", "submit"), ("aria-label", $"Revoke {token.Name}"));
                    }
                }
            }
        }
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
