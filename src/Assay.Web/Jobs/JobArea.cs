using Assay.Web.Access;
using Assay.Web.Communities;
using Assay.Web.Hosting;
using Assay.Web.Pages;
using Assay.Web.Storing;
using Microsoft.Extensions.Options;

namespace Assay.Web.Jobs;

/// <summary>Packages that are handed in or asked for: the queue, the worker, the pages.</summary>
internal static class JobArea
{
    private const int RecentJobs = 200;

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<PortalDatabase>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<JobSignals>();
        services.AddSingleton<PackageShelf>();
        services.AddSingleton<PackageIndexes>();
        services.AddSingleton<WishedPackages>();
        services.AddSingleton<JobRun>();
        services.AddSingleton<JobEvents>();
        services.AddSingleton<Submission>();
        services.AddSingleton<IJobs, PackageJobs>();
        services.AddHostedService<JobWorker>();
        services.AddHostedService<IndexUpkeep>();
        // A job that runs is put back at once; what is served may take a little longer.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    public static void Map(WebApplication app)
    {
        app.MapGet("/submit", (string? package, string? community, PortalCommunities communities, IOptions<PortalOptions> options) =>
            SubmitPage.Of(new SubmitState(Package: package, Community: community), communities, options.Value)).Requires(PortalRole.Submit).ExcludeFromDescription();
        // A connection that is cut ends its own reading; what is cancelled besides is what the server ends.
        app.MapPost("/submit", (HttpContext context, Submission submission, IHostApplicationLifetime lifetime) => submission.TakeAsync(context, lifetime.ApplicationStopping)).Requires(PortalRole.Submit).ExcludeFromDescription();
        app.MapGet("/jobs", (IJobs jobs) => JobPage.Recent(jobs.Recent(RecentJobs))).Requires(PortalRole.Submit).ExcludeFromDescription();
        app.MapGet("/jobs/{id}", (string id, string? live, IJobs jobs) =>
            jobs.Find(id) is { } job ? JobPage.Of(job, live is not null) : ErrorPages.NotFound("There is no scan under this address. Scans are forgotten 30 days after their end; their reports stay.")).Requires(PortalRole.Read).ExcludeFromDescription();
        app.MapGet("/jobs/{id}/events", (string id, HttpContext context, JobEvents events) => events.WriteAsync(context, id)).Requires(PortalRole.Read).ExcludeFromDescription();
    }
}
