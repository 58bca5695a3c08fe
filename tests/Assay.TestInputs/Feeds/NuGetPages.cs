using System.Globalization;

namespace Assay.TestInputs;

/// <summary>The documents of the V3 protocol.</summary>
internal sealed class NuGetPages(FeedServer server)
{
    private const int MostSkip = 3000;
    private const int MostTake = 1000;

    private string Base => server.Root + "v3/";

    public LoopbackResponse? Respond(LoopbackRequest request, string place) => place.Split('/') switch
    {
        ["index.json"] => FeedServer.Json(request, new { version = "3.0.0", resources = Resources() }),
        ["flat", var id, "index.json"] => Versions(request, id),
        ["flat", var id, var version, var file] when file == $"{id}.{version}.nupkg" => FeedServer.Package(request, server.Find(id, version)),
        ["registration", var id, "index.json"] when server.HasRegistrations => Registration(request, id),
        ["registration", var id, "page", var number] when server.HasRegistrations => RegistrationPage(request, id, int.Parse(number.Split('.')[0], CultureInfo.InvariantCulture)),
        ["search"] when server.HasSearch => Search(request),
        ["catalog", "index.json"] when server.HasCatalog => CatalogIndex(request),
        ["catalog", "page", var number] when server.HasCatalog => CatalogPage(request, int.Parse(number.Split('.')[0], CultureInfo.InvariantCulture)),
        ["catalog", "leaf", var number] when server.HasCatalog => CatalogLeaf(request, int.Parse(number.Split('.')[0], CultureInfo.InvariantCulture)),
        ["vulnerabilities", "index.json"] when server.Vulnerabilities.Count > 0 => FeedServer.Json(request, server.Vulnerabilities.Select(page => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["@name"] = page.Name,
            ["@id"] = $"{Base}vulnerabilities/{page.Name}.json",
            ["@updated"] = page.Updated.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        })),
        ["vulnerabilities", var file] => VulnerabilityPage(request, file),
        _ => null,
    };

    private List<object> Resources()
    {
        if (server.IsAuditSource)
        {
            return [Resource("vulnerabilities/index.json", "VulnerabilityInfo/6.7.0")];
        }

        List<object> resources = [Resource("flat", "PackageBaseAddress/3.0.0"), Resource("nothing", "Something/1.0.0")];
        if (server.HasRegistrations)
        {
            resources.Add(Resource("old", "RegistrationsBaseUrl"));
            resources.Add(Resource("registration/", "RegistrationsBaseUrl/3.6.0"));
        }

        if (server.HasSearch)
        {
            resources.Add(Resource("old", "SearchQueryService"));
            resources.Add(Resource("search", "SearchQueryService/3.5.0"));
        }

        if (server.HasCatalog)
        {
            resources.Add(Resource("catalog/index.json", "Catalog/3.0.0"));
        }

        if (server.Vulnerabilities.Count > 0)
        {
            resources.Add(Resource("vulnerabilities/index.json", "VulnerabilityInfo/6.7.0"));
        }

        return resources;
    }

    // Ids are in lower case there; a page without entries is an empty array.
    private LoopbackResponse? VulnerabilityPage(LoopbackRequest request, string file)
    {
        if (server.Vulnerabilities.FirstOrDefault(page => page.Name + ".json" == file) is not { } found)
        {
            return null;
        }

        return found.Items.Count == 0 ? FeedServer.Json(request, Array.Empty<object>()) : FeedServer.Json(request, found.Items
            .GroupBy(item => item.Package.ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(item => new { severity = item.Severity, url = item.Url, versions = item.Versions }), StringComparer.Ordinal));
    }

    private Dictionary<string, object> Resource(string path, string type) => new(StringComparer.Ordinal) { ["@id"] = Base + path, ["@type"] = type };

    private ServedPackage[] Of(string id) => [.. server.Packages.Where(package => package.LowerId == id).OrderBy(package => package.Order)];

    private LoopbackResponse? Versions(LoopbackRequest request, string id) =>
        Of(id) is { Length: > 0 } versions ? FeedServer.Json(request, new { versions = versions.Select(package => package.LowerVersion) }) : null;

    private LoopbackResponse? Registration(LoopbackRequest request, string id)
    {
        var versions = Of(id);
        if (versions.Length == 0)
        {
            return null;
        }

        var isInlined = versions.Length < server.InlineBelow;
        var pages = versions.Chunk(server.LeavesPerPage).Select((chunk, number) =>
        {
            var page = new Dictionary<string, object>(StringComparer.Ordinal) { ["@id"] = $"{Base}registration/{id}/page/{number}.json", ["count"] = chunk.Length, ["lower"] = chunk[0].Version, ["upper"] = chunk[^1].Version };
            if (isInlined)
            {
                page["items"] = chunk.Select(Leaf);
            }

            return page;
        });
        return FeedServer.Json(request, new { count = 1, items = pages }, packed: true);
    }

    private LoopbackResponse? RegistrationPage(LoopbackRequest request, string id, int number) =>
        Of(id).Chunk(server.LeavesPerPage).ElementAtOrDefault(number) is { } chunk ? FeedServer.Json(request, new { items = chunk.Select(Leaf) }, packed: true) : null;

    private object Leaf(ServedPackage package) => new { catalogEntry = Entry(package, $"{Base}catalog/leaf/{LastCommit(package)}.json"), packageContent = $"{Base}flat/{package.LowerId}/{package.LowerVersion}/{package.LowerId}.{package.LowerVersion}.nupkg" };

    private int LastCommit(ServedPackage package)
    {
        var commits = server.Commits;
        return Enumerable.Range(0, commits.Count).Last(number => commits[number].Package.LowerId == package.LowerId && commits[number].Package.LowerVersion == package.LowerVersion);
    }

    private static Dictionary<string, object?> Entry(ServedPackage package, string address)
    {
        var entry = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@id"] = address,
            ["id"] = package.Id,
            ["version"] = package.Version,
            ["published"] = ServedPackage.Instant(package.Published),
            ["listed"] = package.Listed,
            ["tags"] = package.Tags,
        };
        if (package.Deprecated)
        {
            entry["deprecation"] = new { reasons = new[] { "Legacy" }, message = "Old.", alternatePackage = new { id = "Newer", range = "*" } };
        }

        return entry;
    }

    private LoopbackResponse? Search(LoopbackRequest request)
    {
        var skip = int.Parse(request.Query("skip") ?? "0", CultureInfo.InvariantCulture);
        var take = int.Parse(request.Query("take") ?? "20", CultureInfo.InvariantCulture);
        if (skip > MostSkip || take > MostTake)
        {
            return new LoopbackResponse(400, []);
        }

        var query = request.Query("q") ?? "";
        var downloads = server.Packages.GroupBy(package => package.LowerId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(package => package.Downloads), StringComparer.Ordinal);
        var shown = server.Packages
            .Where(package => package.Listed && (query.Length == 0 || (query.StartsWith("packageid:", StringComparison.Ordinal) && string.Equals(package.Id, query["packageid:".Length..], StringComparison.OrdinalIgnoreCase))))
            .GroupBy(package => package.LowerId, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(package => package.Downloads))
            .ToArray();
        return FeedServer.Json(request, new
        {
            totalHits = shown.Length,
            data = shown.Skip(skip).Take(take).Select(group =>
            {
                var latest = group.MaxBy(package => package.Order)!;
                return new
                {
                    id = latest.Id,
                    version = latest.Version,
                    owners = latest.Owners,
                    tags = latest.Tags,
                    verified = latest.Verified,
                    totalDownloads = downloads[group.Key],
                    versions = group.OrderBy(package => package.Order).Select(package => new { version = package.Version, downloads = package.Downloads }),
                    deprecation = latest.Deprecated ? new { reasons = new[] { "Legacy" }, message = "Old." } : null,
                };
            }),
        });
    }

    private LoopbackResponse CatalogIndex(LoopbackRequest request)
    {
        var pages = server.Commits.Chunk(server.ItemsPerCatalogPage).ToArray();

        // The newest first: the order of pages means nothing.
        return FeedServer.Json(request, new
        {
            commitTimeStamp = pages.Length == 0 ? null : ServedPackage.Instant(pages[^1][^1].Time),
            items = pages.Select((page, number) => new Dictionary<string, object>(StringComparer.Ordinal) { ["@id"] = $"{Base}catalog/page/{number}.json", ["commitTimeStamp"] = ServedPackage.Instant(page[^1].Time), ["count"] = page.Length }).Reverse(),
        });
    }

    private LoopbackResponse? CatalogPage(LoopbackRequest request, int number) =>
        server.Commits.Select((commit, index) => (Commit: commit, Index: index)).Chunk(server.ItemsPerCatalogPage).ElementAtOrDefault(number) is not { } page ? null : FeedServer.Json(request, new
        {
            commitTimeStamp = ServedPackage.Instant(page[^1].Commit.Time),
            items = page.Select(item => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["@id"] = $"{Base}catalog/leaf/{item.Index}.json",
                ["@type"] = item.Commit.IsDelete ? "nuget:PackageDelete" : "nuget:PackageDetails",
                ["commitTimeStamp"] = ServedPackage.Instant(item.Commit.Time),
                ["nuget:id"] = item.Commit.Package.Id,
                ["nuget:version"] = item.Commit.Package.Version,
            }).Reverse(),
        });

    private LoopbackResponse? CatalogLeaf(LoopbackRequest request, int number)
    {
        if (server.Commits.ElementAtOrDefault(number) is not { IsDelete: false } commit)
        {
            return null;
        }

        var leaf = Entry(commit.Package, $"{Base}catalog/leaf/{number}.json");
        leaf["@type"] = new[] { "PackageDetails", "catalog:Permalink" };
        leaf["created"] = ServedPackage.Instant(commit.Package.Created);
        leaf["packageHash"] = commit.Package.Hash;
        leaf["packageHashAlgorithm"] = "SHA512";
        leaf["packageSize"] = commit.Package.Content.Length;
        return FeedServer.Json(request, leaf);
    }
}
