using Assay.Reports;
using Assay.Web.Communities;
using Assay.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Assay.Web.Jobs;

/// <summary>Reads what the forms of <see cref="SubmitPage"/> send. A file goes from the connection to the disk; it is never in memory as a whole.</summary>
internal sealed class Submission(IJobs jobs, PortalCommunities communities, IOptions<PortalOptions> options)
{
    private const int FormBytes = 16 * 1024;
    // Boundaries, headers and other fields around the file.
    private const int AroundFile = 64 * 1024;
    private const int LongestBoundary = 70;

    /// <summary>Takes a form in: the page of the job, or the form again with what is wrong.</summary>
    public async Task<IResult> TakeAsync(HttpContext context, CancellationToken cancellation)
    {
        var isFile = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = isFile ? options.Value.UploadBytes + AroundFile : FormBytes;
        }

        try
        {
            return isFile ? await TakeFileAsync(context, type!, cancellation) : await TakeWishAsync(context, cancellation);
        }
        catch (SubmissionException exception)
        {
            return Again(new SubmitState(exception.Message, IsFile: isFile) { Status = StatusOf(exception.Refusal) });
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Again(new SubmitState($"The file has more bytes than are taken here: the limit is {Quantity.Bytes(options.Value.UploadBytes)}.", IsFile: isFile) { Status = StatusCodes.Status413PayloadTooLarge });
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Again(new SubmitState("This server is ending. Try again in a minute.", IsFile: isFile) { Status = StatusCodes.Status503ServiceUnavailable });
        }
        catch (Exception exception) when (exception is BadHttpRequestException or InvalidDataException or IOException)
        {
            // Cut on the way, or no form at all: nothing of it is left here.
            return Again(new SubmitState("The file did not arrive as a whole. Try again.", IsFile: isFile) { Status = StatusCodes.Status400BadRequest });
        }
    }

    private async Task<IResult> TakeFileAsync(HttpContext context, MediaTypeHeaderValue type, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > LongestBoundary)
        {
            throw new InvalidDataException("The form has no boundary.");
        }

        var reader = new MultipartReader(boundary, context.Request.Body) { HeadersLengthLimit = FormBytes };
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && HeaderUtilities.RemoveQuotes(disposition.Name) == "file"
                && (disposition.FileNameStar.HasValue || disposition.FileName.HasValue))
            {
                var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
                // What a browser sends when no file was chosen.
                return name.Length == 0 && await section.Body.ReadAsync(new byte[1], cancellation) == 0
                    ? Again(new SubmitState("Choose a file first.", IsFile: true) { Status = StatusCodes.Status400BadRequest })
                    : new SeeOther(JobAddresses.Of(await jobs.SubmitFileAsync(section.Body, name, context.User.Identity?.Name, cancellation)));
            }
        }

        return Again(new SubmitState("Choose a file first.", IsFile: true) { Status = StatusCodes.Status400BadRequest });
    }

    private async Task<IResult> TakeWishAsync(HttpContext context, CancellationToken cancellation)
    {
        if (!context.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await context.Request.ReadFormAsync(new FormOptions { BufferBodyLengthLimit = FormBytes, ValueCountLimit = 16, ValueLengthLimit = FormBytes }, cancellation);
        var (package, community) = (form["package"].ToString().Trim(), form["community"].ToString());
        var at = package.LastIndexOf('@');
        try
        {
            var job = await jobs.SubmitRequestAsync(community, at < 0 ? package : package[..at], at < 0 ? null : package[(at + 1)..], context.User.Identity?.Name, cancellation);
            return new SeeOther(JobAddresses.Of(job));
        }
        catch (SubmissionException exception)
        {
            return Again(new SubmitState(exception.Message, package, community) { Status = StatusOf(exception.Refusal) });
        }
    }

    private Pages.SitePage Again(SubmitState state) => SubmitPage.Of(state, communities, options.Value);

    private static int StatusOf(SubmissionRefusal refusal) => refusal switch
    {
        SubmissionRefusal.TooLarge => StatusCodes.Status413PayloadTooLarge,
        SubmissionRefusal.QueueFull => StatusCodes.Status503ServiceUnavailable,
        SubmissionRefusal.NoRoom => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };
}

/// <summary>Leads to another page after a form was taken in (RFC 9110, 15.4.4).</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
