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
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<PortalOptions>>((limiter, options) => UseLimits.Configure(limiter, options.Value));
    }

    /// <summary>Who it is, then how often they asked, then whether they may: guesses of tokens are counted too.</summary>
    public static void Use(WebApplication app)
    {
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
