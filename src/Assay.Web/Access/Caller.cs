using System.Security.Claims;

namespace Assay.Web.Access;

/// <summary>Who asks, and what they may do.</summary>
/// <param name="Role">What they may do.</param>
/// <param name="Token">The token that they showed, or signed in with; null for anybody.</param>
/// <param name="Session">Hash of the session; null without one.</param>
/// <param name="IsRefused">Whether they showed a token that is none, or none any more.</param>
internal sealed record Caller(PortalRole Role, ApiToken? Token = null, byte[]? Session = null, bool IsRefused = false)
{
    /// <summary>Keeps who asks with the request.</summary>
    public void Attach(HttpContext context)
    {
        context.Features.Set(this);
        if (Token is not null)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, Token.Name), new Claim(ClaimTypes.Role, Role.ToString())], Session is null ? "token" : "session"));
        }
    }
}

/// <summary>Tells who asks.</summary>
internal static class CallerExtensions
{
    /// <summary>Who asks; nobody who may do anything before <see cref="CallerReading"/>.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>() ?? new Caller(PortalRole.None);

    /// <summary>Where a request comes from, for people who read logs.</summary>
    public static string Origin(this HttpContext context) => (context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress)?.ToString() ?? "local";
}
