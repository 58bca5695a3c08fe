using Assay.Community.Index;

namespace Assay.Community.Building;

/// <summary>Counts an index into a snapshot: the latest listed version of each package, every rule of the pack.</summary>
internal static class IndexSnapshot
{
    /// <summary>Counts; throws <see cref="SnapshotException"/> when no package is counted.</summary>
    public static CommunitySnapshot Count(IndexDatabase database, CommunityBuildOptions options)
    {
        var stored = PrevalenceStore.Renew(database, PrevalenceScope.Usual, options.Date);
        return stored.Packages == 0 ? throw new SnapshotException("There is no package that can be counted.") : SnapshotExport.Of(stored, options.Name);
    }
}
