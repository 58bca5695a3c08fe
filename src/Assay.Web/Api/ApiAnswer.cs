using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Assay.Web.Pages;

namespace Assay.Web.Api;

/// <summary>Answers with JSON and a validator.</summary>
internal sealed class ApiAnswer(ReadOnlyMemory<byte> bytes) : IResult
{
    /// <summary>What the answer says of keeping it (RFC 9111): ask again whether it is still so.</summary>
    private const string CacheControl = "private, no-cache";

    /// <summary>The JSON.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>Status code.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Where the answer is found again; null for here.</summary>
    public string? Location { get; init; }

    /// <summary>The address of the next page (RFC 8288); null on the last one.</summary>
    public string? Next { get; init; }

    /// <summary>Whether nobody may keep the answer.</summary>
    public bool IsSecret { get; init; }

    public static ApiAnswer Of<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static ApiAnswer Page<T>(T value, JsonTypeInfo<T> type, string? next) => new(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Next = next };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Location is not null)
        {
            httpContext.Response.Headers.Location = Location;
        }

        if (Next is not null)
        {
            httpContext.Response.Headers.Link = $"<{Next}>; rel=\"next\"";
        }

        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes.Span).AsSpan(0, 12))}\"");
        return PageBytes.WriteAsync(httpContext, Bytes, "application/json", Status, IsSecret ? "no-store" : CacheControl, tag);
    }
}
