using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;

namespace Assay.Web.Api;

/// <summary>Reads bodies of requests within bounds.</summary>
internal static class BodyReading
{
    /// <summary>Sets how many bytes a request may have.</summary>
    public static void Limit(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = bytes;
        }
    }

    /// <summary>Reads JSON; gives the problem when it is none, or not of the form.</summary>
    public static async Task<(T? Value, ProblemAnswer? Problem)> JsonAsync<T>(HttpContext context, JsonTypeInfo<T> type, long bytes)
        where T : class
    {
        Limit(context, bytes);
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } value ? (value, null) : (null, new ProblemAnswer(ProblemKind.InvalidRequest));
        }
        catch (JsonException exception)
        {
            // The place is of the sender's own text; the sentence of the parser names our types.
            return (null, new ProblemAnswer(ProblemKind.InvalidRequest, exception.Path is { Length: > 1 and < 100 } path ? $"The JSON is not as described at {path}." : "The JSON is not as described."));
        }
        catch (BadHttpRequestException exception)
        {
            return (null, new ProblemAnswer(ProblemKind.Of(exception.StatusCode)));
        }
    }
}
