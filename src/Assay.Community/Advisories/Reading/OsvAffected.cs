using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>Reads which packages of our communities a record names, and in which versions.</summary>
internal static class OsvAffected
{
    /// <summary>The community of libraries by their upstream name.</summary>
    public const string Generic = "generic";

    private const int MostAffected = 10_000;
    private const int MostRanges = 1_000;
    private const int MostVersions = 100_000;
    private const int LongestName = 256;
    private const int LongestVersion = 128;

    /// <summary>Gives one entry for each package, by community and name.</summary>
    public static IReadOnlyList<AffectedPackage> Read(JsonElement record)
    {
        var packages = new SortedDictionary<string, (string Community, string Name, List<VersionSpan> Spans, List<string> Versions, bool IsWhole)>(StringComparer.Ordinal);
        foreach (var affected in record.Items("affected").Take(MostAffected))
        {
            if (NameOf(affected.Member("package")) is not var (community, name))
            {
                continue;
            }

            JsonElement[] ranges = [.. affected.Items("ranges").Take(MostRanges)];
            VersionSpan[] spans = [.. ranges.SelectMany(OsvRange.Read)];
            string[] versions = [.. affected.Texts("versions", MostVersions, LongestVersion)];
            if (affected.Member("database_specific").Text("last_known_affected_version_range") is { } last)
            {
                OsvRange.Close(spans, last);
            }

            // Without ranges and versions every version is meant; with ranges of commits alone nobody can tell which.
            var isWhole = ranges.Length == 0 && !affected.Items("versions").Any();
            if (!isWhole && spans.Length == 0 && versions.Length == 0 || (isWhole && community == Generic))
            {
                continue;
            }

            var key = AdvisoryFile.PackageKey(community, name);
            if (!packages.TryGetValue(key, out var known))
            {
                known = (community, name, [], [], false);
            }

            known.Spans.AddRange(spans);
            known.Versions.AddRange(versions);
            packages[key] = known with { IsWhole = known.IsWhole || isWhole };
        }

        return [.. packages.Values.Select(package => package.IsWhole
            ? new AffectedPackage(package.Community, package.Name, [], [])
            : new AffectedPackage(package.Community, package.Name, [.. package.Spans.Distinct()], OsvRange.Outside(package.Spans, package.Versions)))];
    }

    private static (string Community, string Name)? NameOf(JsonElement package)
    {
        var name = package.Text("name");
        var community = CommunityOf(package.Text("ecosystem"));
        if (package.Text("purl") is { Length: <= 1_000 } purl && (community ?? Generic) == Generic)
        {
            var (type, named) = ReadPurl(purl);
            community ??= type switch { "nuget" => "nuget", "psgallery" or "powershell" => "psgallery", "generic" or "bitnami" => Generic, _ => null };
            name ??= named;
        }

        if (community is null || name is not { Length: > 0 and <= LongestName } || name.Any(char.IsControl))
        {
            return null;
        }

        // SQLite's project in OSS-Fuzz and in package collections.
        return (community, community == Generic && name.Equals("sqlite3", StringComparison.OrdinalIgnoreCase) ? "sqlite" : name);
    }

    // No ecosystem of the schema stands for the PowerShell Gallery; collections of one's own may use these names.
    private static string? CommunityOf(string? ecosystem) => ecosystem?.Split(':')[0] switch
    {
        "NuGet" => "nuget",
        "PSGallery" or "PowerShell" or "PowerShell Gallery" => "psgallery",
        "Bitnami" or "OSS-Fuzz" => Generic,
        _ => null,
    };

    // pkg:type/name@version?qualifiers#subpath
    private static (string Type, string? Name) ReadPurl(string purl)
    {
        if (!purl.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase) || purl.IndexOf('/', StringComparison.Ordinal) is not (> 4 and var slash))
        {
            return ("", null);
        }

        var name = purl[(slash + 1)..];
        var end = name.AsSpan().IndexOfAny('@', '?', '#');
        name = end < 0 ? name : name[..end];
        return (purl[4..slash].ToLowerInvariant(), Uri.UnescapeDataString(name[(name.LastIndexOf('/') + 1)..]));
    }
}
