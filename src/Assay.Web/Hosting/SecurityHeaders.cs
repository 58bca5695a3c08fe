namespace Assay.Web.Hosting;

/// <summary>Puts the same policy on every answer, errors included: nothing of another host, no script but the site's own files, no frame around the page.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>What a page may load and where its forms lead (CSP 3).</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // Other sites learn nothing. With "no-referrer" browsers would send forms of this site with the origin "null", and SameOrigin could not tell them from those of others (Fetch, 3.2).
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return next(context);
    }
}
