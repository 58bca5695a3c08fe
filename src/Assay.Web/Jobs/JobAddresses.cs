using Assay.Web.Pages;

namespace Assay.Web.Jobs;

/// <summary>Where jobs and their reports are found.</summary>
internal static class JobAddresses
{
    /// <summary>The page of a job.</summary>
    public static string Of(Job job) => "/jobs/" + job.Id;

    /// <summary>The page of a job for browsers with scripts: it hears of changes and does not load itself again.</summary>
    public static string Live(Job job) => Of(job) + "?live=1";

    /// <summary>The changes of a job as a stream.</summary>
    public static string Events(Job job) => Of(job) + "/events";

    /// <summary>The report of a job; null while there is none.</summary>
    public static string? Report(Job job) => job is { State: JobState.Done, Community: { } community, PackageId: { } id, Version: { } version }
        ? SiteAddress.Package(community, id, version.ToLowerInvariant())
        : null;
}
