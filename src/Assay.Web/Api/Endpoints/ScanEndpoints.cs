using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Assay.Web.Access;
using Assay.Web.Hosting;
using Assay.Web.Jobs;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Assay.Web.Api;

/// <summary><c>/api/v1/scans</c>.</summary>
internal static class ScanEndpoints
{
    private const string Json = "application/json";
    private const string Bytes = "application/octet-stream";
    private const string Form = "multipart/form-data";
    private const int LongestRequest = 4_096;
    // Boundaries, headers and other fields around the file.
    private const int AroundFile = 64 * 1024;
    private const int LongestBoundary = 70;
    private const int LongestName = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/scans", List).Describe(PortalRole.Submit, "listScans", "Scans", "Lists the scans that were accepted last, the newest first.", 400).Produces<ApiScans>();
        api.MapPost("/scans", SubmitAsync).Describe(PortalRole.Submit, "submitScan", "Scans", "Takes a package in: its bytes, or the wish for one of a feed. The answer comes when it is written to disk; the scan follows.", 400, 413, 415, 507).Produces<ApiScan>(StatusCodes.Status202Accepted).Accepts<ApiScanRequest>(Json, Bytes, Form);
        api.MapGet("/scans/{id}", One).Describe(PortalRole.Read, "getScan", "Scans", "Says how far a scan is.", 404).Produces<ApiScan>();
    }

    private static IResult List([Description("Rows of the page."), Range(1, ApiValues.MostRows)] int? limit, IJobs jobs) =>
        (IResult?)ApiValues.Limit(limit, out var rows) ?? Fresh(ApiAnswer.Of(new ApiScans([.. jobs.Recent(rows).Select(Describe)]), ApiJson.Default.ApiScans));

    private static IResult One([Description("Name of the scan.")] string id, IJobs jobs) =>
        id.Length <= LongestName && jobs.Find(id) is { } job ? Fresh(ApiAnswer.Of(Describe(job), ApiJson.Default.ApiScan)) : new ProblemAnswer(ProblemKind.NotFound, "There is no such scan.", "id");

    private static async Task<IResult> SubmitAsync([Description("Name of the file, for people; with application/octet-stream."), StringLength(LongestName)] string? name, HttpContext context, IJobs jobs, IHostApplicationLifetime lifetime, IOptions<PortalOptions> options)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var type = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var parsed) ? parsed : null;
            var (job, problem) = type?.MediaType.Value?.ToLowerInvariant() switch
            {
                Json => await WishAsync(context, jobs, ended.Token),
                Bytes => (await FileAsync(context, context.Request.Body, name, jobs, options.Value.UploadBytes, ended.Token), null),
                Form => await FormAsync(context, type!, jobs, options.Value.UploadBytes + AroundFile, ended.Token),
                _ => (null, new ProblemAnswer(ProblemKind.UnsupportedMediaType, $"Send {Json}, {Bytes} or {Form}.")),
            };
            return job is null ? problem! : new ApiAnswer(ApiAnswer.Of(Describe(job), ApiJson.Default.ApiScan).Bytes) { Status = StatusCodes.Status202Accepted, Location = $"{ApiRoutes.Base}/scans/{job.Id}", IsSecret = true };
        }
        catch (SubmissionException exception)
        {
            return new ProblemAnswer(KindOf(exception.Refusal), exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            return new ProblemAnswer(ProblemKind.Of(exception.StatusCode));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return new ProblemAnswer(ProblemKind.InvalidRequest, "The file did not arrive as a whole.");
        }
    }

    private static async Task<(Job? Job, ProblemAnswer? Problem)> WishAsync(HttpContext context, IJobs jobs, CancellationToken cancellation)
    {
        var (wish, problem) = await BodyReading.JsonAsync(context, ApiJson.Default.ApiScanRequest, LongestRequest);
        return wish is null ? (null, problem) : (await jobs.SubmitRequestAsync(wish.Community, wish.Id, wish.Version, context.User.Identity?.Name, cancellation), null);
    }

    private static Task<Job> FileAsync(HttpContext context, Stream content, string? name, IJobs jobs, long bytes, CancellationToken cancellation)
    {
        BodyReading.Limit(context, bytes);
        return jobs.SubmitFileAsync(content, name is { Length: > 0 and <= LongestName } ? name : "package.nupkg", context.User.Identity?.Name, cancellation);
    }

    private static async Task<(Job? Job, ProblemAnswer? Problem)> FormAsync(HttpContext context, MediaTypeHeaderValue type, IJobs jobs, long bytes, CancellationToken cancellation)
    {
        BodyReading.Limit(context, bytes);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > LongestBoundary)
        {
            return (null, new ProblemAnswer(ProblemKind.InvalidRequest, "The form has no boundary."));
        }

        var reader = new MultipartReader(boundary, context.Request.Body) { HeadersLengthLimit = LongestRequest };
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition())
            {
                var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
                return (await jobs.SubmitFileAsync(section.Body, name, context.User.Identity?.Name, cancellation), null);
            }
        }

        return (null, new ProblemAnswer(ProblemKind.NotAPackage, "The form has no file."));
    }

    private static ProblemKind KindOf(SubmissionRefusal refusal) => refusal switch
    {
        SubmissionRefusal.TooLarge => ProblemKind.TooLarge,
        SubmissionRefusal.QueueFull => ProblemKind.Unavailable,
        SubmissionRefusal.NoRoom => ProblemKind.NoRoom,
        _ => ProblemKind.NotAPackage,
    };

    private static ApiAnswer Fresh(ApiAnswer answer) => new(answer.Bytes) { IsSecret = true };

    private static ApiScan Describe(Job job) => new()
    {
        Id = job.Id,
        State = job.State,
        Subject = job.Subject,
        Stage = job.Stage,
        Error = job.Error,
        Community = job.Community,
        PackageId = job.PackageId,
        Version = job.Version,
        Sha256 = job.Sha256,
        Ahead = job.Ahead,
        Accepted = job.Accepted,
        Changed = job.Changed,
        Report = job is { State: JobState.Done, Community: { } community, PackageId: { } id, Version: { } version } ? $"{ApiRoutes.Base}/packages/{community}/{Uri.EscapeDataString(id)}/{Uri.EscapeDataString(version.ToLowerInvariant())}/report" : null,
        Page = JobAddresses.Of(job),
    };
}
