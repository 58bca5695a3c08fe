using System.Globalization;
using Assay.Web.Jobs;

namespace Assay.Web.Access;

/// <summary>Writes into the audit log what became of packages that were handed in or asked for, whichever address took them.</summary>
internal sealed class SubmissionAudit(RequestDelegate next, AuditLog audit)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>() is not { Role: PortalRole.Submit })
        {
            await next(context);
            return;
        }

        var status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(context);
            status = context.Response.StatusCode;
        }
        finally
        {
            // Too many requests are not written down one by one: the log must not grow with them.
            if (status != StatusCodes.Status429TooManyRequests)
            {
                Write(context, status);
            }
        }
    }

    private void Write(HttpContext context, int status)
    {
        var isAccepted = status is StatusCodes.Status200OK or StatusCodes.Status201Created or StatusCodes.Status202Accepted or StatusCodes.Status303SeeOther or StatusCodes.Status302Found;
        var job = isAccepted && context.Response.Headers.Location.ToString() is { Length: > 0 } location ? location[(location.LastIndexOf('/') + 1)..] : null;
        audit.Append(new AuditEvent(isAccepted && job is not null ? AuditActions.SubmissionAccepted : AuditActions.SubmissionRefused)
        {
            Who = context.User.Identity?.Name,
            Origin = context.Origin(),
            Subject = job is null ? null : context.RequestServices.GetService<IJobs>()?.Find(job)?.Subject,
            After = job is null ? string.Create(CultureInfo.InvariantCulture, $"status {status}") : "job " + job,
        });
    }
}
