using Assay.Community.Building;
using Assay.Community.Index;
using Assay.Packages;

namespace Assay.Community;

/// <summary>Builds a snapshot of files without keeping an index.</summary>
public static class CommunityBuilder
{
    /// <summary>Counts the latest version of every id. The result depends on the packages and options only; throws <see cref="SnapshotException"/> when no package can be counted.</summary>
    public static CommunityBuildResult Build(IEnumerable<PackageLocation> packages, CommunityBuildOptions options, IProgress<CommunityProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var database = IndexDatabase.OpenInMemory();
        PackageLocation[] locations = [.. packages];
        var source = new FolderSource("", locations, options, allVersions: false);
        var run = new BuildRun(database, null, options, progress);
        run.TakeInAsync([source], cancellation).GetAwaiter().GetResult();
        if (options.Downloads is { } downloads)
        {
            using var writer = new IndexWriter(database);
            writer.StorePopularity(options.Date, "", downloads);
            writer.Commit();
        }

        LeftOutPackage[] leftOut = [.. LeftOut.Of(database, source).Concat(run.LeftOut).Distinct().OrderBy(package => package.Name, StringComparer.Ordinal)];
        var snapshot = IndexSnapshot.Count(database, options);
        return new CommunityBuildResult(snapshot, locations.Length - snapshot.Packages.Count - leftOut.Length, leftOut) { Alarms = run.Alarms };
    }
}
