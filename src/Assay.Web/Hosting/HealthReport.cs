using System.Text.Json;
using Assay.Community.Index;
using Assay.Web.Communities;
using Assay.Web.Storing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Assay.Web.Hosting;

/// <summary>Says whether the server can do its work: which of its parts are well, and nothing else about them. Thread-safe.</summary>
internal sealed class HealthReport(PortalDatabase database, PortalCommunities communities, DataDirectory data, IHostApplicationLifetime lifetime, IOptions<PortalOptions> options, TimeProvider clock)
{
    // Anybody may ask, as often as they like.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private (DateTimeOffset At, (string Name, bool IsWell)[] Parts)? _last;

    /// <summary>Answers 200 when all parts are well, else 503.</summary>
    public IResult Answer()
    {
        var parts = Parts();
        var isWell = parts.All(part => part.IsWell);
        var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("status", Word(isWell));
            json.WriteStartObject("parts");
            foreach (var (name, isPartWell) in parts)
            {
                json.WriteString(name, Word(isPartWell));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new HealthAnswer(output.ToArray(), isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private (string Name, bool IsWell)[] Parts()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_last is not { } last || now - last.At >= Kept || lifetime.ApplicationStopping.IsCancellationRequested)
            {
                last = (now,
                [
                    ("running", !lifetime.ApplicationStopping.IsCancellationRequested),
                    ("database", Works(() => database.Read(connection => connection.Scalar("SELECT COUNT(*) FROM token")))),
                    .. communities.All.Where(community => community.Exists).Select(community => ("index-" + community.Name, Works(() => community.Read<object?>(reader => reader.Recent(1), null)))),
                    ("disk", Works(() => new DriveInfo(data.Root).AvailableFreeSpace) && new DriveInfo(data.Root).AvailableFreeSpace >= options.Value.FreeBytes),
                ]);
                _last = last;
            }

            return last.Parts;
        }
    }

    private static bool Works(Func<object?> look)
    {
        try
        {
            look();
            return true;
        }
        catch (Exception exception) when (exception is SqliteException or IndexException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Word(bool isWell) => isWell ? "ok" : "failed";

    private sealed class HealthAnswer(byte[] bytes, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/json";
            httpContext.Response.Headers.CacheControl = "no-store";
            return httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
        }
    }
}
