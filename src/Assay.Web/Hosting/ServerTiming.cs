using System.Diagnostics;
using System.Globalization;

namespace Assay.Web.Hosting;

/// <summary>Tells with every answer how long the server took until it began to send (Server Timing, W3C), where the page has not said more itself.</summary>
internal sealed class ServerTiming(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (!headers.ContainsKey("Server-Timing"))
            {
                headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"total;dur={Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.00}");
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
