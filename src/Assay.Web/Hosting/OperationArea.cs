using System.Net;
using Assay.Web.Access;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Assay.Web.Hosting;

/// <summary>What operators need: health, logs, measurements.</summary>
internal static class OperationArea
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HealthReport>();
        builder.Services.AddSingleton<PortalMeters>();
        AddLogs(builder);
        Telemetry.Add(builder);
    }

    /// <summary>Goes around everything else: what is measured and written down holds errors too.</summary>
    public static void Use(WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.KnownProxies;
        if (proxies.Count > 0)
        {
            // The host stays that of the request: a proxy passes it on, and its header is not its own.
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = proxies.Count };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }

            app.UseForwardedHeaders(forwarded);
        }

        app.UseMiddleware<RequestLog>();
        app.Use(HeadAsGet);
    }

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("ok\n")).Requires(PortalRole.None).ExcludeFromDescription();
        app.MapGet("/health/ready", (HealthReport health) => health.Answer()).Requires(PortalRole.None).ExcludeFromDescription();
        app.Services.GetRequiredService<PortalMeters>();
    }

    private static void AddLogs(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Configuration[$"{PortalOptions.Section}:{nameof(PortalOptions.LogFormat)}"] == "simple")
        {
            builder.Logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName).AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
            return;
        }

        builder.Logging.AddJsonConsole(console =>
        {
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            console.UseUtcTimestamp = true;
            console.JsonWriterOptions = new() { Indented = false };
        });
    }

    // RFC 9110, 9.3.2: the same answer without its content, which the server itself leaves out. Endpoints know GET alone.
    private static Task HeadAsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }
}
