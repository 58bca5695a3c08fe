using Assay.Packages;
using NuGet.Versioning;

namespace Assay.Community;

/// <summary>A package that stands for its id.</summary>
internal sealed record LatestPackage(string Id, NuGetVersion Version, PackageLocation Location);

/// <summary>Chooses the latest version of every id, stable ones first; only manifests are read.</summary>
internal sealed record LatestVersions(IReadOnlyList<LatestPackage> Chosen, int OtherVersions, IReadOnlyList<LeftOutPackage> LeftOut)
{
    public static LatestVersions Choose(PackageLocation[] locations, int parallel, CancellationToken cancellation)
    {
        var found = new LatestPackage?[locations.Length];
        var defects = new string?[locations.Length];
        Parallel.For(0, locations.Length, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation }, i =>
        {
            try
            {
                found[i] = Read(locations[i], cancellation);
                defects[i] = found[i] is null ? "Its manifest, or the version in it, cannot be read." : null;
            }
            catch (PackageSourceException exception)
            {
                defects[i] = exception.Message;
            }
        });

        // The path decides between copies of one version, so that the order of folders does not.
        LatestPackage[] chosen =
        [
            .. found.OfType<LatestPackage>()
                .GroupBy(package => package.Id, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group
                    .OrderBy(package => package.Version.IsPrerelease)
                    .ThenByDescending(package => package.Version)
                    .ThenBy(package => package.Location.Path, StringComparer.Ordinal)
                    .First()),
        ];
        LeftOutPackage[] leftOut = [.. locations.Zip(defects).Where(pair => pair.Second is not null).Select(pair => new LeftOutPackage(pair.First.DisplayName, pair.Second!))];
        return new LatestVersions(chosen, locations.Length - chosen.Length - leftOut.Length, leftOut);
    }

    private static LatestPackage? Read(PackageLocation location, CancellationToken cancellation) =>
        ManifestLookup.Find(location.Open(), UnpackBudget.Default, cancellation) is { } manifest && NuGetVersion.TryParse(manifest.Version, out var version)
            ? new LatestPackage(manifest.Id.ToLowerInvariant(), version, location)
            : null;
}
