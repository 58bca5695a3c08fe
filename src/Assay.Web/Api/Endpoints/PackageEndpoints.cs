using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Assay.Community.Index;
using Assay.Web.Access;
using Assay.Web.Communities;
using Assay.Web.Pages.Search;

namespace Assay.Web.Api;

/// <summary><c>/api/v1/packages</c>.</summary>
internal static class PackageEndpoints
{
    private const string CommunityText = "nuget or psgallery.";
    private const string IdText = "Package id, in any case.";
    private const string VersionText = "Version, in any spelling.";
    private const string LimitText = "Rows of the page.";
    private const string CursorText = "Where the list goes on, from the page before.";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/packages/{community}/{id}", Versions).Describe(PortalRole.Read, "listVersions", "Packages", "Lists the versions of a package, the highest first.", 400, 404, 410).Produces<ApiVersions>();
        api.MapGet("/packages/{community}/{id}/{version}", Version).Describe(PortalRole.Read, "getVersion", "Packages", "Gives what the index keeps of a version.", 400, 404).Produces<ApiVersion>();
        api.MapGet("/packages/{community}/{id}/{version}/report", ReportAsync).Describe(PortalRole.Read, "getReport", "Packages", "Gives the report of a version, judged with the rules and figures of today.", 400, 404).Produces<ReportDocument>();
        api.MapGet("/packages/{community}/{id}/compare", CompareAsync).Describe(PortalRole.Read, "compareVersions", "Packages", "Compares two versions of a package.", 400, 404).Produces<DifferenceDocument>();
    }

    /// <summary>Describes a version.</summary>
    public static ApiVersion Describe(PortalCommunity community, VersionEntry version, RuleFinder rules) => new()
    {
        Community = community.Name,
        Id = version.Id,
        Version = version.Version,
        State = version.State,
        Reason = version.Reason,
        Verdict = version.Verdict,
        Rules = [.. version.Rules.Where(rule => rules.Find(rule) is not null).Order(StringComparer.Ordinal)],
        Sha256 = version.Sha256,
        Size = version.Size,
        Published = version.Published,
        Listed = version.Listed,
        Deprecated = version.Deprecated,
        Added = version.Added,
        FirstSeen = version.FirstSeen,
        Report = Address(community, version.Id, version.Version) + "/report",
        Page = Pages.SiteAddress.Package(community.Name, version.Id, version.Version),
    };

    /// <summary>The address of a version's summary.</summary>
    public static string Address(PortalCommunity community, string id, string version) => $"{ApiRoutes.Base}/packages/{community.Name}/{Uri.EscapeDataString(id)}/{Uri.EscapeDataString(version)}";

    private static IResult Versions([Description(CommunityText)] string community, [Description(IdText), StringLength(ApiValues.LongestId)] string id, [Description(CursorText)] string? cursor, [Description(LimitText), Range(1, ApiValues.MostRows)] int? limit, PortalCommunities communities, RuleFinder rules)
    {
        if (ApiValues.Community(communities, community, out var found) is { } unknown)
        {
            return unknown;
        }

        if ((ApiValues.Id(id) ?? ApiValues.Limit(limit, out _)) is { } wrong)
        {
            return wrong;
        }

        var (versions, generation) = found.Read(reader => reader.AtOneState(() => (reader.Versions(id), IndexGeneration.Of(reader.Database))), ([], 0L));
        if (versions.Count == 0)
        {
            return new ProblemAnswer(ProblemKind.NotFound, "This package is not known here. It can be asked for with POST /api/v1/scans.", "id");
        }

        var path = $"{ApiRoutes.Base}/packages/{found.Name}/{Uri.EscapeDataString(versions[0].Id)}";
        var state = generation.ToString(CultureInfo.InvariantCulture);
        if (ApiCursor.Read(cursor, path, state, out var offset) is { } stale)
        {
            return stale;
        }

        ApiValues.Limit(limit, out var rows);
        var next = offset + rows < versions.Count ? ApiRoutes.Next(path, ApiCursor.Write(path, state, offset + rows), rows) : null;
        return ApiAnswer.Page(
            new ApiVersions { Community = found.Name, Id = versions[0].Id, Count = versions.Count, Versions = [.. versions.Skip(offset).Take(rows).Select(version => Describe(found, version, rules))], Next = next },
            ApiJson.Default.ApiVersions, next);
    }

    private static IResult Version([Description(CommunityText)] string community, [Description(IdText), StringLength(ApiValues.LongestId)] string id, [Description(VersionText), StringLength(ApiValues.LongestVersion)] string version, PortalCommunities communities, RuleFinder rules) =>
        (IResult?)ApiValues.Community(communities, community, out var found) ?? (IResult?)ApiValues.Find(found, id, version, "version", out var entry) ?? ApiAnswer.Of(Describe(found, entry!, rules), ApiJson.Default.ApiVersion);

    private static async Task<IResult> ReportAsync([Description(CommunityText)] string community, [Description(IdText), StringLength(ApiValues.LongestId)] string id, [Description(VersionText), StringLength(ApiValues.LongestVersion)] string version, PortalCommunities communities, ReportBytes reports)
    {
        VersionEntry? entry = null;
        if ((ApiValues.Community(communities, community, out var found) ?? ApiValues.Find(found, id, version, "version", out entry)) is { } wrong)
        {
            return wrong;
        }

        return await reports.ReportAsync(found, entry!) is { } bytes ? new ApiAnswer(bytes) : NoFacts();
    }

    private static async Task<IResult> CompareAsync([Description(CommunityText)] string community, [Description(IdText), StringLength(ApiValues.LongestId)] string id, [Description("The version before."), StringLength(ApiValues.LongestVersion)] string from, [Description("The version after."), StringLength(ApiValues.LongestVersion)] string to, PortalCommunities communities, ReportBytes reports)
    {
        VersionEntry? before = null, after = null;
        if ((ApiValues.Community(communities, community, out var found) ?? ApiValues.Find(found, id, from, "from", out before) ?? ApiValues.Find(found, id, to, "to", out after)) is { } wrong)
        {
            return wrong;
        }

        return await reports.DifferenceAsync(found, before!, after!) is { } bytes ? new ApiAnswer(bytes) : NoFacts();
    }

    private static ProblemAnswer NoFacts() => new(ProblemKind.NotFound, "The index keeps no facts of this version that this program can read.", "version");
}
