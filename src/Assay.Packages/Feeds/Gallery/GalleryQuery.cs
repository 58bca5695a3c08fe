using System.Globalization;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>A query of the V2 protocol (OData 2): where its rows are, page by page.</summary>
/// <param name="Resource">Path below the base of the feed, with the function's parentheses.</param>
/// <param name="Parameters">Parameters besides those of paging, escaped.</param>
internal sealed record GalleryQuery(string Resource, string Parameters)
{
    /// <summary>Most rows that a page is asked for; servers give no more than that either.</summary>
    public const int Top = 100;

    /// <summary>All versions of an id, hidden ones too.</summary>
    public static GalleryQuery ById(string id) => new("FindPackagesById()", $"id={Quote(id)}&semVerLevel=2.0.0");

    /// <summary>The latest versions of all packages that the search shows.</summary>
    /// <param name="resource"><c>Search()</c>, below <c>items/psscript/</c> for scripts.</param>
    /// <param name="prerelease">True for the latest of all versions, false for the latest stable ones.</param>
    /// <param name="compares">Whether the flag is compared with <c>true</c>: Azure DevOps refuses it, Artifactory gives the right rows only with it.</param>
    public static GalleryQuery Latest(string resource, bool prerelease, bool compares)
    {
        var search = resource.EndsWith("Search()", StringComparison.Ordinal) ? $"searchTerm=''&targetFramework=''&includePrerelease={(prerelease ? "true" : "false")}&" : "";
        var flag = prerelease ? "IsAbsoluteLatestVersion" : "IsLatestVersion";
        return new GalleryQuery(resource, $"{search}$filter={Uri.EscapeDataString(compares ? flag + " eq true" : flag)}&$orderby=Id&semVerLevel=2.0.0");
    }

    /// <summary>The address of one version.</summary>
    public static Uri Exact(Uri root, string id, NuGetVersion version) => new(root, $"Packages(Id={Quote(id)},Version={Quote(version.ToNormalizedString())})");

    /// <summary>The address of a page.</summary>
    public Uri At(Uri root, int skip) => new(root, string.Create(CultureInfo.InvariantCulture, $"{Resource}?{Parameters}&$inlinecount=allpages&$skip={skip}&$top={Top}"));

    // OData 2: a quote in a text is written twice. Quotes themselves need no escape in an address.
    private static string Quote(string text) => $"'{Uri.EscapeDataString(text.Replace("'", "''", StringComparison.Ordinal))}'";
}
