using Microsoft.AspNetCore.Http.Features;

namespace Assay.Web.Access;

/// <summary>Reads the small forms of sign-in and tokens.</summary>
internal static class FormReading
{
    private const int MostBytes = 16 * 1024;

    /// <summary>Gives the fields; null when the body is no form, or a large one.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        try
        {
            return await context.Request.ReadFormAsync(new FormOptions { BufferBodyLengthLimit = MostBytes, ValueCountLimit = 16, ValueLengthLimit = MostBytes }, context.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
