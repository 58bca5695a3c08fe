using Assay.Packages.Projects;
using NuGet.Versioning;

namespace Assay.Community.Checking;

/// <summary>Tells packages apart: letter case of ids and versions does not count.</summary>
/// <param name="Community">Community.</param>
/// <param name="Id">Id in lower case.</param>
/// <param name="Version">Normalised version in its own spelling; null where none is known.</param>
/// <param name="Unresolved">What stands in place of a version; null where one is known.</param>
internal readonly record struct PackageKey(string Community, string Id, string? Version, string? Unresolved)
{
    private const int LongestVersion = 256;

    /// <summary>Gives the key of a node that is a package.</summary>
    public static PackageKey Of(ResolvedNode node)
    {
        var version = node is { Defect: null, Version: { Length: > 0 and <= LongestVersion } text } && NuGetVersion.TryParse(text, out var parsed) ? parsed.ToNormalizedString() : null;
        return new PackageKey(node.Community ?? "", node.Id.ToLowerInvariant(), version?.ToLowerInvariant(), version is null ? node.Defect ?? $"{node.Version} is no version." : null);
    }
}
