using Assay.Web.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Access;

/// <summary>Who may do what: tokens, sessions, limits of use.</summary>
internal static class AccessArea
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<TokenStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<AnonymousAccess>();
        services.AddCors();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<PortalOptions>>((limiter, options) => UseLimits.Configure(limiter, options.Value));
    }

    /// <summary>Who it is, then how often they asked, then whether they may: guesses of tokens are counted too.</summary>
    public static void Use(WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.CorsOrigins is { Count: > 0 } origins)
        {
            // No cookies: a page of another site has the token that its owner gave it, or none.
            app.UseWhen(
                context => context.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal),
                branch => branch.UseCors(policy => policy.WithOrigins([.. origins]).WithMethods("GET", "POST", "DELETE").WithHeaders("Authorization", "Content-Type", "If-None-Match").WithExposedHeaders("ETag", "Link", "Location", "Retry-After")));
        }

        app.UseMiddleware<CallerReading>();
        app.UseRateLimiter();
        app.UseMiddleware<SubmissionAudit>();
        app.UseMiddleware<SameOrigin>();
        app.UseMiddleware<RoleGate>();
    }

    public static void Map(WebApplication app)
    {
        SignInPage.Map(app);
        TokenPage.Map(app);
        AuditPage.Map(app);
    }
}
