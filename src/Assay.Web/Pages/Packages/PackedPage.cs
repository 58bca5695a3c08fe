using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Assay.Web.Pages.Packages;

/// <summary>A finished answer, kept packed: most readers take it as it is.</summary>
/// <param name="Packed">The bytes in gzip format.</param>
/// <param name="Length">Their length when unpacked.</param>
/// <param name="Type">Media type.</param>
/// <param name="Tag">Validator of both forms (RFC 9110, 8.8.3): weak, as their bytes differ.</param>
internal sealed record PackedPage(byte[] Packed, int Length, string Type, string Tag)
{
    // Pages say nothing secret, and nothing of the request stands in them: packing them tells nobody anything.
    public static PackedPage Of(ReadOnlySpan<byte> bytes, string type)
    {
        var output = new MemoryStream();
        using (var packer = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            packer.Write(bytes);
        }

        return new PackedPage(output.ToArray(), bytes.Length, type, TagOf(bytes));
    }

    /// <summary>A page of bytes that are packed already.</summary>
    public static PackedPage OfPacked(byte[] packed, string type)
    {
        using var unpacker = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        unpacker.CopyTo(bytes);
        return new PackedPage(packed, (int)bytes.Length, type, TagOf(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    /// <summary>Sends it, or says that the reader has it already.</summary>
    public async Task WriteAsync(HttpContext context, string cacheControl)
    {
        var response = context.Response;
        response.Headers.ETag = Tag;
        response.Headers.CacheControl = cacheControl;
        response.Headers.Vary = "Accept, Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.Any(value => value?.Contains(Tag[2..], StringComparison.Ordinal) == true))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = Type;
        var isPacked = TakesGzip(context.Request);
        if (isPacked)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        response.ContentLength = isPacked ? Packed.Length : Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        if (isPacked)
        {
            await response.Body.WriteAsync(Packed, context.RequestAborted);
            return;
        }

        await using var unpacker = new GZipStream(new MemoryStream(Packed), CompressionMode.Decompress);
        await unpacker.CopyToAsync(response.Body, 64 * 1024, context.RequestAborted);
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding is { Count: > 0 } accepted && accepted.Any(encoding => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);

    private static string TagOf(ReadOnlySpan<byte> bytes) => $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..24]}\"";
}
