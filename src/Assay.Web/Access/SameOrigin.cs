using Assay.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Access;

/// <summary>Refuses changes that a page of another site asks for. Browsers say where a request comes from, and pages cannot make them say otherwise; what is no browser says nothing.</summary>
internal sealed class SameOrigin(RequestDelegate next, IOptions<PortalOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || IsOwn(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && request.Headers.Authorization.Count > 0 && options.Value.CorsOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        // Fetch Metadata: "none" is a person's own doing, a bookmark or a typed address. "same-site" is another server of the same domain.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || (options.Value.PublicAddress is { } address && Uri.TryCreate(address, UriKind.Absolute, out var own) && string.Equals(origin, own.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
    }
}
