namespace Assay.Web.Access;

/// <summary>The cookie that holds the random name of a session: for this host alone, for no script, never sent along from another site.</summary>
internal static class SessionCookie
{
    // RFC 6265bis, 4.1.3.2: browsers take a cookie of this prefix only with Secure, for the whole host, and from the host itself.
    private const string SecureName = "__Host-assay";
    private const string PlainName = "assay";

    public static bool IsThere(HttpRequest request) => request.Cookies.ContainsKey(Name(request));

    public static string? Read(HttpRequest request) => request.Cookies.TryGetValue(Name(request), out var value) && value is { Length: > 0 and <= 100 } ? value : null;

    public static void Write(HttpContext context, string session, DateTimeOffset expires) => context.Response.Cookies.Append(Name(context.Request), session, Settings(context, expires));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name(context.Request), Settings(context, null));

    private static string Name(HttpRequest request) => request.IsHttps ? SecureName : PlainName;

    private static CookieOptions Settings(HttpContext context, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
