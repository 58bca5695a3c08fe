using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>Orders versions for the two questions that users ask: which is the latest, and which is near a wrong one.</summary>
internal static class VersionChoice
{
    private const int NearestCount = 3;

    /// <summary>Orders candidates for "latest": stable ones before prereleases, unless these are wanted as much.</summary>
    public static IEnumerable<NuGetVersion> LatestFirst(IEnumerable<NuGetVersion> versions, bool prerelease) =>
        versions.OrderByDescending(version => prerelease || !version.IsPrerelease).ThenByDescending(version => version);

    /// <summary>Gives the named version as the list has it, else the latest; null when there is none.</summary>
    public static NuGetVersion? Choose(IReadOnlyList<NuGetVersion> versions, NuGetVersion? named, bool prerelease) =>
        named is null ? LatestFirst(versions, prerelease).FirstOrDefault() : versions.FirstOrDefault(version => version == named);

    /// <summary>Lists the versions around one that is not there, lowest first.</summary>
    public static IReadOnlyList<NuGetVersion> Nearest(IEnumerable<NuGetVersion> versions, NuGetVersion missing)
    {
        NuGetVersion[] ordered = [.. versions.Distinct().Order()];
        var next = Array.FindIndex(ordered, version => version > missing);
        var at = next < 0 ? ordered.Length : next;
        return ordered[Math.Max(0, at - NearestCount)..Math.Min(ordered.Length, at + NearestCount)];
    }
}
