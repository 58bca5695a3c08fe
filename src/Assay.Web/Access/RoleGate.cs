using Assay.Web.Pages;
using Microsoft.Net.Http.Headers;

namespace Assay.Web.Access;

/// <summary>Lets a request through to an endpoint whose role its caller has. An endpoint that wants none by name is closed.</summary>
internal sealed partial class RoleGate(RequestDelegate next, ILogger<RoleGate> log)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null || IsOfRouting(endpoint))
        {
            return next(context);
        }

        var caller = context.Caller();
        if (endpoint.Metadata.GetMetadata<RequiredRole>() is not { } required)
        {
            NoRole(log, endpoint.DisplayName);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return required.Role == PortalRole.None || (!caller.IsRefused && caller.Role >= required.Role) ? next(context) : Refuse(context, caller);
    }

    // "405 HTTP Method Not Supported" and its like answer in place of endpoints.
    private static bool IsOfRouting(Endpoint endpoint) => endpoint is not RouteEndpoint && endpoint.DisplayName is ['4', '0' or '1', _, ' ', ..];

    private static Task Refuse(HttpContext context, Caller caller)
    {
        if (caller.Token is not null)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        if (!caller.IsRefused && !ErrorPages.IsForProgram(context.Request) && context.Request.GetTypedHeaders().Accept is { Count: > 0 } accept && accept.Any(type => type.MediaType == "text/html"))
        {
            // 303: whatever was sent is not sent again.
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = SignInPage.Address(HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : null);
            return Task.CompletedTask;
        }

        // RFC 6750, 3.1.
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers[HeaderNames.WWWAuthenticate] = caller.IsRefused ? "Bearer realm=\"assay\", error=\"invalid_token\"" : "Bearer realm=\"assay\"";
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The endpoint {Endpoint} names no role and is closed.")]
    private static partial void NoRole(ILogger log, string? endpoint);
}
