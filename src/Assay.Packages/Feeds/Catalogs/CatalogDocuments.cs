using System.Globalization;
using System.Text.Json;
using Assay.Packages.Manifest;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>An instant of a catalog. Cursors are compared as instants: servers write them with different numbers of digits.</summary>
internal static class CommitInstant
{
    public static DateTimeOffset? Read(string? text) => FeedInstant.Read(text);

    public static string Write(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Reads a cursor; throws for a text that is none.</summary>
    public static DateTimeOffset ReadCursor(string? cursor) => cursor is null
        ? DateTimeOffset.MinValue
        : Read(cursor) ?? throw new FeedException(SubjectError.Usage, $"'{cursor}' is no cursor of a catalog.");
}

/// <summary>The index of a catalog: its pages, oldest first.</summary>
internal sealed record CatalogIndex(DateTimeOffset? Commit, IReadOnlyList<CatalogPageLink> Pages)
{
    public static CatalogIndex Read(JsonElement index, FeedLimits limits)
    {
        // Pages come in no order that may be relied on.
        CatalogPageLink[] pages = [.. index.Items("items").Take(limits.CatalogPages)
            .Select(item => item.Address("@id") is { } address && CommitInstant.Read(item.Text("commitTimeStamp")) is { } commit ? new CatalogPageLink(address, commit) : null)
            .OfType<CatalogPageLink>()
            .OrderBy(page => page.Commit)
            .ThenBy(page => page.Address.AbsoluteUri, StringComparer.Ordinal)];
        return new CatalogIndex(CommitInstant.Read(index.Text("commitTimeStamp")) ?? pages.LastOrDefault()?.Commit, pages);
    }
}

/// <summary>A page of a catalog, by the last commit in it.</summary>
internal sealed record CatalogPageLink(Uri Address, DateTimeOffset Commit);

/// <summary>One item of a catalog page.</summary>
internal sealed record CatalogItem(string Id, NuGetVersion Version, bool IsDelete, DateTimeOffset Commit, Uri Leaf)
{
    /// <summary>Reads the items of a page, oldest first; what is neither of the two known types, or names no version, is left out.</summary>
    public static CatalogItem[] ReadPage(JsonElement page, FeedLimits limits) =>
        [.. page.Items("items").Take(limits.Rows).Select(Read).OfType<CatalogItem>().OrderBy(item => item.Commit)];

    private static CatalogItem? Read(JsonElement item)
    {
        bool? isDelete = null;
        foreach (var type in item.Texts("@type"))
        {
            isDelete = type switch { "nuget:PackageDetails" or "PackageDetails" => false, "nuget:PackageDelete" or "PackageDelete" => true, _ => isDelete };
        }

        return isDelete is { } deleted
            && item.Text("nuget:id") is { } id
            && PackageIdentity.DefectOfId(id) is null
            && NuGetVersion.TryParse(item.Text("nuget:version"), out var version)
            && CommitInstant.Read(item.Text("commitTimeStamp")) is { } commit
            && item.Address("@id") is { } leaf
            ? new CatalogItem(id, version, deleted, commit, leaf)
            : null;
    }
}
