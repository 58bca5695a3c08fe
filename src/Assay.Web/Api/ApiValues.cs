using Assay.Community.Index;
using Assay.Web.Communities;
using NuGet.Versioning;

namespace Assay.Web.Api;

/// <summary>Reads the parameters of requests and says what is wrong with them.</summary>
internal static class ApiValues
{
    /// <summary>Rows of a page at most.</summary>
    public const int MostRows = 200;
    /// <summary>Rows of a page when nothing is said.</summary>
    public const int UsualRows = 50;
    /// <summary>Characters of a package id at most.</summary>
    public const int LongestId = 128;
    /// <summary>Characters of a version at most.</summary>
    public const int LongestVersion = 100;

    public static ProblemAnswer? Limit(int? limit, out int rows)
    {
        rows = limit ?? UsualRows;
        return rows is < 1 or > MostRows ? new ProblemAnswer(ProblemKind.InvalidParameter, $"A page has 1 to {MostRows} rows.", "limit") : null;
    }

    public static ProblemAnswer? Id(string id) => id.Length is < 1 or > LongestId || id.Any(char.IsControl) ? new ProblemAnswer(ProblemKind.InvalidParameter, $"An id has 1 to {LongestId} characters.", "id") : null;

    public static ProblemAnswer? Version(string version, string parameter) =>
        version.Length > LongestVersion || !NuGetVersion.TryParse(version, out _) ? new ProblemAnswer(ProblemKind.InvalidParameter, "This is no version.", parameter) : null;

    public static ProblemAnswer? Community(PortalCommunities communities, string name, out PortalCommunity community)
    {
        community = communities.Find(name)!;
        return community is null ? new ProblemAnswer(ProblemKind.NotFound, "There are the communities nuget and psgallery.", "community") : null;
    }

    /// <summary>Finds a version of a package, or says what is missing.</summary>
    public static ProblemAnswer? Find(PortalCommunity community, string id, string version, string parameter, out VersionEntry? entry)
    {
        entry = null;
        if (Id(id) is { } wrongId)
        {
            return wrongId;
        }

        if (Version(version, parameter) is { } wrongVersion)
        {
            return wrongVersion;
        }

        entry = community.Read(reader => reader.Find(id, version), null);
        return entry is null ? new ProblemAnswer(ProblemKind.NotFound, "This version is not known here. It can be asked for with POST /api/v1/scans.", parameter) : null;
    }
}
