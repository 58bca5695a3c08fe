using Assay.Model;

namespace Assay.Linking;

/// <summary>States which packages of the deny list a package is or depends on. An entry of the allow list takes a package out of it.</summary>
internal static class ListedPackages
{
    /// <summary>Writes <c>metadata</c> facts <c>listed.package</c> and <c>listed.dependency</c>, each dependency once.</summary>
    public static void Write(PackageManifest? manifest, string? community, PackageSettings packages, FactWriter facts)
    {
        if (manifest is null || packages.Deny.Count == 0)
        {
            return;
        }

        if (IsDenied(packages, community, manifest.Id, manifest.NormalizedVersion))
        {
            Add(facts, "listed.package", manifest.Id, manifest.NormalizedVersion);
        }

        var seen = new HashSet<(string, string?)>();
        foreach (var dependency in manifest.Dependencies)
        {
            // The lowest version of the range is what a restore takes.
            var version = LowestOf(dependency.Range);
            if (dependency.Kind == "package" && seen.Add((dependency.Id, version)) && IsDenied(packages, community, dependency.Id, version))
            {
                Add(facts, "listed.dependency", dependency.Id, version);
            }
        }
    }

    private static bool IsDenied(PackageSettings packages, string? community, string id, string? version) =>
        packages.Deny.Any(pattern => pattern.Matches(community, id, version)) && !packages.Allow.Any(pattern => pattern.Matches(community, id, version));

    private static void Add(FactWriter facts, string key, string id, string? version)
    {
        var value = new Argument("value", id);
        facts.Add(FactKind.Metadata, key, arguments: version is null ? new ArgumentList(value, new Argument("listed", "deny")) : new ArgumentList(value, new Argument("version", version), new Argument("listed", "deny")));
    }

    // 1.0 | [1.0] | [1.0,2.0) => 1.0; (,2.0) and floating versions => null
    private static string? LowestOf(string? range)
    {
        if (range is null)
        {
            return null;
        }

        var low = range.AsSpan().Trim().TrimStart("[(").TrimEnd("])");
        var comma = low.IndexOf(',');
        var text = (comma < 0 ? low : low[..comma]).Trim().ToString();
        return PackageVersion.Parse(text) is null ? null : text;
    }
}
