using Assay.Reports.Html;
using Assay.Web.Pages;

namespace Assay.Web.Access;

/// <summary>Where people show their token once and get a session for it.</summary>
internal static class SignInPage
{
    private const string Path = "/sign-in";
    private const int LongestReturn = 2_000;

    /// <summary>The address of the page.</summary>
    /// <param name="next">Where to go afterwards; null for the first page.</param>
    public static string Address(string? next) => next is { Length: <= LongestReturn } ? $"{Path}?next={Uri.EscapeDataString(next)}" : Path;

    public static void Map(WebApplication app)
    {
        app.MapGet(Path, (HttpContext context, string? next) => Page(context.Caller(), Local(next), null, StatusCodes.Status200OK)).Requires(PortalRole.None).ExcludeFromDescription();
        app.MapPost(Path, SignInAsync).Requires(PortalRole.None).CountsAs(UseKind.SignIn).ExcludeFromDescription();
        app.MapPost("/sign-out", SignOut).Requires(PortalRole.None).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(HttpContext context, string? next, TokenStore tokens, SessionStore sessions, AuditLog audit)
    {
        if (await FormReading.ReadAsync(context) is not { } form)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (tokens.Find(form["token"].ToString().Trim()) is not { } token)
        {
            audit.Append(new AuditEvent(AuditActions.SignInRefused) { Origin = context.Origin() });
            return Page(new Caller(PortalRole.None), Local(next), "That is no token, or it is no longer good.", StatusCodes.Status401Unauthorized);
        }

        var (session, expires) = sessions.Begin(token);
        audit.Append(new AuditEvent(AuditActions.SignedIn) { Who = token.Name, Origin = context.Origin() });
        SessionCookie.Write(context, session, expires);
        return SeeOther(context, Local(next) ?? "/");
    }

    private static IResult SignOut(HttpContext context, SessionStore sessions, AuditLog audit)
    {
        if (context.Caller() is { Session: { } session, Token: { } token })
        {
            sessions.End(session);
            audit.Append(new AuditEvent(AuditActions.SignedOut) { Who = token.Name, Origin = context.Origin() });
        }

        SessionCookie.Remove(context);
        return SeeOther(context, "/");
    }

    internal static IResult SeeOther(HttpContext context, string address)
    {
        context.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    // Only places of this site: browsers read "//host" and "/\host" as other hosts.
    private static string? Local(string? next) =>
        next is { Length: > 0 and <= LongestReturn } && next[0] == '/' && (next.Length == 1 || next[1] is not ('/' or '\\')) && !next.Any(char.IsControl) && next.All(char.IsAscii) ? next : null;

    private static SitePage Page(Caller caller, string? next, string? problem, int status) => new("Sign in", html =>
    {
        using (html.Element("main.page.narrow", ("id", "content")))
        {
            html.Element("h1", "Sign in");
            if (caller.Token is { } token)
            {
                WriteSignedIn(html, token);
                return;
            }

            html.Element("p", "Paste a token that an administrator of this site made for you. The browser keeps a session of at most twelve hours, not the token.");
            if (problem is not null)
            {
                html.Element("p.bad.problem", problem, ("role", "alert"));
            }

            using (html.Element("form.fields", ("method", "post"), ("action", Address(next))))
            {
                html.Element("label", "Token", ("for", "token"));
                html.Element("input", ("id", "token"), ("name", "token"), ("type", "password"), ("required", ""), ("autocomplete", "current-password"), ("spellcheck", "false"), ("maxlength", "200"));
                html.Element("button", "Sign in", ("type", "submit"));
            }
        }
    })
    { Status = status, CacheControl = "no-store" };

    private static void WriteSignedIn(HtmlWriter html, ApiToken token)
    {
        html.Element("p", $"You are signed in with the token “{token.Name}”, which may {RoleText.Of(token.Role)}.");
        using (html.Element("form.fields", ("method", "post"), ("action", "/sign-out")))
        {
            html.Element("button", "Sign out", ("type", "submit"));
        }

        if (token.Role == PortalRole.Admin)
        {
            using (html.Element("ul"))
            {
                foreach (var (address, text) in (ReadOnlySpan<(string, string)>)[("/account/tokens", "Tokens"), ("/audit", "Audit log")])
                {
                    using (html.Element("li"))
                    {
                        html.Element("a", text, ("href", address));
                    }
                }
            }
        }
    }
}
