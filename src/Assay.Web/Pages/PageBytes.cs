namespace Assay.Web.Pages;

/// <summary>Sends bytes with a validator, or says that the reader has them already (RFC 9110, 13.1.2).</summary>
internal static class PageBytes
{
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string type, int status, string cacheControl, string tag)
    {
        var response = context.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = cacheControl;
        response.Headers.Vary = "Accept";
        if (status == StatusCodes.Status200OK && context.Request.Headers.IfNoneMatch.Any(value => value?.Contains(tag, StringComparison.Ordinal) == true))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
