using Microsoft.Net.Http.Headers;

namespace Assay.Web.Access;

/// <summary>Finds out who asks: by the token in the header <c>Authorization</c>, else by the session, else it is anybody.</summary>
internal sealed class CallerReading(RequestDelegate next, AnonymousAccess anonymous, TokenStore tokens, SessionStore sessions)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        // What everybody may see is answered without a look into the database.
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>() is not { Role: PortalRole.None } || SessionCookie.IsThere(context.Request))
        {
            Read(context).Attach(context);
        }

        return next(context);
    }

    private Caller Read(HttpContext context)
    {
        var header = context.Request.Headers[HeaderNames.Authorization];
        if (header.Count > 0)
        {
            // RFC 6750, 2.1. A token in an address is never read: addresses are written into logs.
            return header is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && tokens.Find(value[Scheme.Length..].Trim()) is { } token
                ? new Caller(token.Role, token)
                : new Caller(PortalRole.None, IsRefused: true);
        }

        if (SessionCookie.Read(context.Request) is { } session)
        {
            if (sessions.Find(session) is { } owner)
            {
                return new Caller(owner.Role, owner, SessionStore.Hash(session));
            }

            SessionCookie.Remove(context);
        }

        return new Caller(anonymous.RoleOf(context));
    }
}
