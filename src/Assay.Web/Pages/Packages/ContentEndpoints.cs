using System.Globalization;
using Assay.Model;
using Assay.Web.Communities;
using Assay.Web.Reports;
using Assay.Web.Reports.Opening;

namespace Assay.Web.Pages.Packages;

/// <summary>Answers for files and code of versions.</summary>
internal sealed class ContentEndpoints(ReportLibrary library, PackageEndpoints packages, PackageContents contents)
{
    // What names of the metadata and paths of packages may have at most (ECMA-335 knows no limit; compilers do).
    private const int LongestName = 4_096;

    /// <summary>A file of a version.</summary>
    public Task<IResult> FileAsync(HttpContext http, PortalCommunity community, string id, string version) => OpenAsync(http, community, id, version, "files/view", async (context, path, file) =>
    {
        var line = int.TryParse(http.Request.Query["line"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var opened = file.Derived is null ? await contents.FileAsync(context.Version, path, file) : null;
        return FileViewPage.Of(context, path, file, opened, line);
    });

    /// <summary>A type or method of an assembly of a version.</summary>
    public Task<IResult> CodeAsync(HttpContext http, PortalCommunity community, string id, string version) => OpenAsync(http, community, id, version, "code", async (context, path, file) =>
    {
        var query = http.Request.Query;
        if (Name(query["type"]) is not { } type || (query.ContainsKey("method") && Name(query["method"]) is null) || (query.ContainsKey("body") && Name(query["body"]) is null))
        {
            return ErrorPages.NotFound("Code is named by its type and method.");
        }

        var place = new CodePlace(type, Name(query["method"]), Name(query["body"]), int.TryParse(query["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null);
        return CodePage.Of(context, path, file, place, await contents.CodeAsync(context.Version, path, file, place));
    });

    private async Task<IResult> OpenAsync(HttpContext http, PortalCommunity community, string id, string version, string part, Func<VersionContext, string, ReportedFile, Task<SitePage>> show)
    {
        if (VersionLookup.Find(community, id, version, mayEnd: false) is not { } found)
        {
            return PackageEndpoints.NoVersion(community, id);
        }

        if (found.Canonical is { } canonical)
        {
            return PackageEndpoints.Moved(http, $"{canonical}/{part}");
        }

        if (await library.FindAsync(community, found.Version) is not { } report)
        {
            return UnreadPage.Of(community, found.Version, packages.Rules);
        }

        var context = VersionContext.Of(community, found.Version, report, packages.Rules);
        var asked = Name(http.Request.Query["path"]);
        if (asked == context.Input)
        {
            // The package itself: what stands in it is its view.
            return Results.Redirect($"{context.Address}/files");
        }

        return asked is { } path && report.Files.FirstOrDefault(file => file.Path.Length == context.Input.Length + 1 + path.Length && file.Path.EndsWith(path, StringComparison.Ordinal)) is { } file
            ? await show(context, path, file)
            : ErrorPages.NotFound("The package has no such file.");
    }

    private static string? Name(string? text) => text is { Length: > 0 and <= LongestName } && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
}
