using Assay.Community.Index;
using Assay.Packages;

namespace Assay.Community.Building;

/// <summary>Where the packages of a build come from: puts what is to be read into the queue and hands the files out.</summary>
internal interface IBuildSource
{
    /// <summary>What it is called in the index.</summary>
    string Name { get; }

    /// <summary>Puts what is to be read next into the queue, in transactions of the writer; false when there is no more. Called by the thread of the writer.</summary>
    Task<bool> QueueAsync(BuildTables tables, CancellationToken cancellation);

    /// <summary>Gives the file of a version that is in the queue. Called by the threads that read. Throws <see cref="FeedException"/> or <see cref="PackageSourceException"/> when it cannot be had.</summary>
    Task<PackageLocation> FetchAsync(PendingVersion version, CancellationToken cancellation);
}

/// <summary>What a build writes to.</summary>
/// <param name="Writer">Versions.</param>
/// <param name="Pending">What is still to be read.</param>
/// <param name="Known">What needs not be read.</param>
/// <param name="Extractor">What reads packages; null in an index that keeps no facts.</param>
/// <param name="Contents">Facts by content; null in such an index.</param>
/// <param name="Alarms">Files whose bytes differ from those that are pinned under their name.</param>
internal sealed record BuildTables(IndexWriter Writer, PendingQueue Pending, KnownVersions Known, string? Extractor, ContentTable? Contents, List<LeftOutPackage> Alarms)
{
    /// <summary>Says that other bytes are pinned.</summary>
    public static LeftOutPackage Pinned(string file, string id, string version) => new(file, $"Other bytes came first as {id} {version}; those are counted, these are not.");
}
