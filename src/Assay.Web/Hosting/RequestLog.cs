using System.Diagnostics;
using Assay.Web.Access;

namespace Assay.Web.Hosting;

/// <summary>Writes a line for each request: method, route, status, time, token name. Neither addresses nor queries stand in it: they may hold what somebody looks for.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var method = Known(context.Request.Method);
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            if (Activity.Current is { } activity)
            {
                activity.SetTag("http.route", route);
                activity.SetTag("assay.token", context.User.Identity?.Name);
            }

            if (!route.StartsWith("/assets/", StringComparison.Ordinal) && !route.StartsWith("/health/", StringComparison.Ordinal))
            {
                var (milliseconds, token, origin, trace) = (Stopwatch.GetElapsedTime(start).TotalMilliseconds, context.User.Identity?.Name, context.Origin(), Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);
                Answered(log, method, route, context.Response.StatusCode, milliseconds, token, origin, trace);
            }
        }
    }

    // Anything can stand where a method should.
    private static string Known(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" ? method : "other";

    [LoggerMessage(EventId = 1, EventName = "Request", Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds:0.0} ms for {Token} from {Origin}, trace {Trace}")]
    private static partial void Answered(ILogger log, string method, string route, int status, double milliseconds, string? token, string origin, string trace);
}
